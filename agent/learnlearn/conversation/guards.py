"""What is not raised, and why. The numbers are those of the rules they stand for (agent/README.md, "The rules of a prompt")."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from learnlearn.contract.conversation import Why
from learnlearn.conversation.delicate import subject_of, touches
from learnlearn.interests.model import Evidence
from learnlearn.matching.avoid import telling
from learnlearn.text.tokens import tokens

OPENER_DAYS = 90  # rule 8: an older post is background, not an opener


@dataclass(frozen=True, slots=True)
class Guards:
    """What holds for this page today."""

    today: dt.date
    language: str | None  # of the page
    avoid: frozenset[str] = frozenset()  # stems that I never want raised
    _judged: dict[tuple[str, int, int], Why | None] = field(default_factory=dict, compare=False)  # the same words are asked about several times

    @classmethod
    def of(cls, today: dt.date, language: str | None, avoid: Iterable[str]) -> Guards:
        """From my avoid list as I wrote it."""
        return cls(today, language, telling(stem for line in avoid for stem in tokens(line).stems))

    def objection(self, evidence: Evidence) -> Why | None:
        """Why these words open no conversation, or None. They may still be shown as common ground."""
        key = (evidence.span.field, evidence.start, evidence.end)
        if key not in self._judged:
            self._judged[key] = self._judge(evidence)
        return self._judged[key]

    def _judge(self, evidence: Evidence) -> Why | None:
        if not fresh(evidence, self.today):
            return "stale"
        subject = subject_of(evidence, self.language)
        if subject:
            return "grief" if subject == "grief" else "sensitive"  # rule 9: theirs to raise, not mine
        return "avoided" if self.avoid & set(tokens(evidence.quote).stems) else None

    def answerable(self, evidence: Evidence) -> bool:
        """Whether I may answer what they ask in these words: what else the post tells of them is left unsaid, and only a loss silences it whole."""
        whole = subject_of(evidence, self.language)
        told = whole and (whole == "grief" or touches(evidence.quote, self.language))
        return fresh(evidence, self.today) and not told and not self.avoid & set(tokens(evidence.quote).stems)

    def open(self, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
        """Those to which nothing is objected, in their order."""
        return tuple(one for one in evidence if self.objection(one) is None)


def fresh(evidence: Evidence, today: dt.date) -> bool:
    """Whether words may open a conversation: what has no date is what the person stands by today."""
    date = evidence.span.date
    return date is None or (today - date).days <= OPENER_DAYS
