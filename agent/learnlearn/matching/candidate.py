"""What a layer proposes: something both may share, with the places that prove it and how surely each side does."""

from __future__ import annotations

from dataclasses import dataclass

from learnlearn.contract.conversation import Relation, Telling
from learnlearn.interests.model import Evidence
from learnlearn.matching.model import SharedKind


@dataclass(frozen=True, slots=True)
class Candidate:
    """One proposal. `layer` names who made it; `mine` and `theirs` say how surely, 0 to 1; `note` begins the reason."""

    layer: str
    label: str
    kind: SharedKind
    relation: Relation
    telling: Telling
    mine: float
    theirs: float
    my_evidence: tuple[Evidence, ...]
    their_evidence: tuple[Evidence, ...]
    note: str = ""
    sensitive: str = ""
    concept: int = -1
    wider: frozenset[int] = frozenset()  # concepts this one makes superfluous
