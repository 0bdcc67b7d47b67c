"""Two readings become common ground: every layer proposes, ranking chooses, what was set aside is said."""

from __future__ import annotations

import datetime as dt

from learnlearn.interests.beliefs import beliefs_of
from learnlearn.interests.read import Reading
from learnlearn.lexicon.loaded import lexicon
from learnlearn.matching.asides import asides
from learnlearn.matching.avoid import avoided
from learnlearn.matching.candidate import Candidate
from learnlearn.matching.concepts import related, same
from learnlearn.matching.curiosity import curiosity
from learnlearn.matching.entities import entities
from learnlearn.matching.exchange import exchange
from learnlearn.matching.listed import listed
from learnlearn.matching.model import CommonGround, Contacts
from learnlearn.matching.odds import weighed
from learnlearn.matching.open import rare_names
from learnlearn.matching.rank import NOBODY, SURE, rank
from learnlearn.matching.subjects import spoken_for, subjects
from learnlearn.matching.together import together
from learnlearn.matching.wishes import wishes

LAYERS = ("concepts", "gist", "entities", "listed", "names", "related")


def compare(me: Reading, them: Reading, today: dt.date, contacts: Contacts = NOBODY, *, without: frozenset[str] = frozenset()) -> CommonGround:
    """What the two share, best first; what each could give the other; and what only looked like it.

    `contacts` tells how rare a thing is among the people I keep. `without` leaves out layers by name (of LAYERS), to measure what each is worth.
    """
    mine, theirs = beliefs_of(me), beliefs_of(them)
    candidates = proposals(me, them, without=without)
    both = {one.concept for one in candidates if one.concept >= 0}
    ranked = rank(weighed(mine, theirs, candidates), avoided(me), contacts)
    learn, share = exchange(me, them, theirs.sentences)
    return CommonGround(
        common=ranked.named,
        learn=learn,
        share=share,
        set_aside=asides(mine, theirs, ranked.dropped, both),
        their_language=them.language,
        my_language=me.language,
        curiosity=curiosity(them, today),
        subjects=subjects(theirs, both | {concept for wish in wishes(me, "learning") for concept in wish.sure}),
        weak=tuple(ranked.weak),
        mine=spoken_for(mine, {one.concept for one in candidates if one.concept >= 0 and one.label in {match.label for match in ranked.named}}),
    )


def proposals(me: Reading, them: Reading, *, without: frozenset[str] = frozenset()) -> list[Candidate]:
    """What each layer proposes; `without` as in `compare`."""
    mine, theirs = beliefs_of(me), beliefs_of(them)
    candidates = [] if "concepts" in without else list(same(mine, theirs))
    shared = {one.concept for one in candidates if min(one.mine, one.theirs) > SURE}
    told = shared | {child for concept in shared for child in lexicon().children(concept)}  # what is said outright needs no guess at its finer kinds
    candidates += [] if "gist" in without else together(mine, theirs, told)
    candidates += [] if "entities" in without else entities(me, them)
    candidates += [] if "listed" in without else listed(me, them)
    candidates += [] if "names" in without else rare_names(me, them)
    return candidates + ([] if "related" in without else list(related(mine, theirs, {one.concept for one in candidates})))
