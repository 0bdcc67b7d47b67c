"""Two readings become common ground: every layer proposes, ranking chooses, what was set aside is said."""

from __future__ import annotations

import datetime as dt

from learnlearn.interests.read import Reading
from learnlearn.matching.asides import asides
from learnlearn.matching.avoid import avoided
from learnlearn.matching.concepts import Beliefs, related, same
from learnlearn.matching.curiosity import curiosity
from learnlearn.matching.entities import entities
from learnlearn.matching.exchange import learn, share
from learnlearn.matching.listed import listed
from learnlearn.matching.model import CommonGround
from learnlearn.matching.open import rare_names
from learnlearn.matching.rank import rank


def compare(me: Reading, them: Reading, today: dt.date) -> CommonGround:
    """What the two share, best first; what each could give the other; and what only looked like it."""
    mine, theirs = Beliefs(me), Beliefs(them)
    candidates = list(same(mine, theirs))
    candidates += entities(me, them)
    candidates += listed(me, them)
    candidates += rare_names(me, them)
    candidates += related(mine, theirs, {one.concept for one in candidates})
    named, dropped = rank(candidates, avoided(me))
    return CommonGround(
        common=named,
        learn=learn(me, them),
        share=share(me, them),
        set_aside=asides(mine, theirs, dropped, {one.concept for one in candidates}),
        their_language=them.language,
        curiosity=curiosity(them, today),
    )
