"""Evidence on its way out: the words, where they stand and when they were written."""

from __future__ import annotations

from learnlearn.contract.conversation import Quote
from learnlearn.interests.model import Evidence


def quote(evidence: Evidence) -> Quote:
    """The quote of a slice, as the wire carries it."""
    return Quote(text=evidence.quote, field=evidence.span.field, date=evidence.span.date, url=evidence.span.url)
