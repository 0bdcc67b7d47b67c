"""Where they ask for help in what both share and I know it from my work or from long practice: then I offer, and ask nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from learnlearn.conversation.lines import is_question, words_of
from learnlearn.conversation.mine import Mine, MyForm, best_of_mine
from learnlearn.conversation.patterns import languages, tongue
from learnlearn.conversation.saying import Speaker, whole, widened
from learnlearn.interests.model import Evidence
from learnlearn.matching.model import Match
from learnlearn.text.language import detect

REQUEST = 160  # characters of theirs that one takes in at once
_DONE = frozenset({"craft", "work", "sport", "tool", "music", "food", "game", "nature", "collecting", "science", "topic"})  # what one can be good at


def request_in(evidence: Evidence, voice: Speaker) -> Evidence | None:
    """The request that holds words of theirs, whole where it can be taken in at once; None where nothing is asked."""
    wide = whole(widened(evidence), REQUEST)
    return wide if is_question(wide, voice.hears(wide.quote)) else None


def known_from(match: Match, proofs: Iterable[Evidence], voice: Speaker) -> Mine | None:
    """What I say of how I know what we share: a sentence of mine, else that it is my work or that I do it; None where my page shows neither."""
    if match.sensitive or match.relation != "same" or match.kind not in _DONE:
        return None
    found = [(one, form) for one in (*match.mine, *proofs) if (form := _way(one))]
    if not found:
        return None
    said = best_of_mine((one for one, _ in found), "", voice)
    return said if said.form == "sentence" else Mine(found[0][0], found[0][0].quote, found[0][1])


def _way(evidence: Evidence) -> MyForm | None:
    """By what a line of mine shows that I know a thing: my position or what stands over my page, or a sentence about what I have done for long."""
    field = evidence.span.field
    if field.startswith("positions.") or field == "headline":
        return "trade"
    return "practice" if field == "about" and _lasts(evidence.quote) else None


def _lasts(text: str) -> bool:
    found = detect(text) or "en"
    return found in languages() and tongue(found).lasting_in(words_of(text))
