"""The lexicon keeps its promises of form, depth and honesty; the table it prints is the state of it."""

from __future__ import annotations

import json
import re
import shutil
import statistics
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from learnlearn.lexicon.build.check import coverage, doubles, recognises
from learnlearn.lexicon.build.schema import SCHEMA, written
from learnlearn.lexicon.build.source import DOMAINS, Concept, Domain, load_all
from learnlearn.text.words import fold

ALL = load_all()
CONCEPTS = [concept for domain in ALL.values() for concept in domain.concept]


def test_every_file_is_a_domain() -> None:
    """Each file reads as the form says, and there is no label twice."""
    labels = [fold(concept.label) for concept in CONCEPTS]
    twice = sorted(label for label, times in Counter(labels).items() if times > 1)
    print(f"{len(ALL)} domains; {coverage(ALL.values())}")
    assert set(ALL) == {path.stem for path in DOMAINS.glob("*.toml")}
    assert twice == []


def test_cues_are_deep() -> None:
    """A median of twenty cues or more a concept, three languages or more for four concepts in five."""
    cues = [len(concept.all_strong()) + len(concept.weak) for concept in CONCEPTS]
    tongues = [concept.languages() >= 3 for concept in CONCEPTS]
    assert statistics.median(cues) >= 20
    assert sum(tongues) / len(tongues) >= 0.8


def test_examples_hold() -> None:
    """At least 95 in a hundred examples are judged as their authors say, by the concept's own cues."""
    verdicts = [
        (concept.label, text, recognises(concept, text) is wanted)
        for concept in CONCEPTS
        for wanted, texts in ((True, concept.yes), (False, concept.no))
        for text in texts
    ]
    wrong = [f"{label}: {text}" for label, text, right in verdicts if not right]
    print(f"{len(verdicts)} examples, {len(wrong)} judged otherwise than their author says", *wrong[:20], sep="\n  ")
    assert len(wrong) <= 0.05 * len(verdicts)


def test_no_two_concepts_own_one_strong_cue() -> None:
    """A strong cue speaks for one concept, or for a concept and its parent."""
    owners: dict[str, str] = {}
    parents = {concept.label: concept.parent for concept in CONCEPTS}
    found = [line for domain in ALL.values() for line in doubles(domain, owners, parents)]
    print(f"{len(owners)} strong cues")
    assert found == []


def _control(**changes: object) -> Concept:
    fields = {
        "label": "bell founding",
        "telling": "high",
        "strong": "bell foundry",
        "weak": "bell, mould",
        "clash": "church mouse",
        "yes": ["x"],
        "no": ["y"],
    }
    return Concept.model_validate(fields | changes)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cast at the bell foundry.", True),
        ("The bell and its mould.", True),
        ("One bell only.", False),
        ("Quiet as a church mouse in the bell foundry.", False),
    ],
)
def test_a_concept_is_found_by_one_strong_or_two_weak_cues_and_no_clash(text: str, found: bool) -> None:
    """The control of the three tests above: the judge says no as well as yes."""
    assert recognises(_control(), text) is found


def test_doubles_are_seen() -> None:
    """The control of the test of doubles: a second owner of a cue is named."""
    domain = Domain(label="Bells", kind="craft", concept=(_control(), _control(label="bell making")))
    assert any("already belongs to 'bell founding'" in line for line in doubles(domain, {}, {}))


def test_the_lexicon_can_be_published_alone(tmp_path: Path) -> None:
    """Domains, form and guide, copied out: the guide names nothing that is not there, its example is of the form, and a licence is given."""
    alone = tmp_path / "lexicon"
    shutil.copytree(DOMAINS, alone / "domains")
    for name in ("README.md", SCHEMA.name):
        shutil.copy(DOMAINS.parent / name, alone)
    guide = (alone / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w.-]+/|[\w.-]+\.json)`|\]\(([^)#]+)\)|(domains/[\w-]+\.toml)", guide))
    files = {name for names in named for name in names if name}
    assert {"domains/", SCHEMA.name} <= files
    assert [name for name in sorted(files) if not (alone / name).exists()] == []
    example = tomllib.loads('label = "Home baking"\nkind = "craft"\n' + guide.partition("```toml\n")[2].partition("```")[0])
    judge = Draft202012Validator(json.loads((alone / SCHEMA.name).read_text(encoding="utf-8")))
    judge.validate(example)
    copied = sorted((alone / "domains").glob("*.toml"))
    assert len(copied) == len(ALL)
    for path in copied:
        judge.validate(tomllib.loads(path.read_text(encoding="utf-8")))
    assert "Creative Commons Attribution 4.0" in guide.partition("## Licence")[2]


def test_the_form_is_published_as_a_schema() -> None:
    """Whoever uses the lexicon apart finds its form beside it, as it is checked here; a file with a misspelt key does not fit it. That every file of
    ours does is the test above."""
    assert SCHEMA.read_text(encoding="utf-8") == written(), "run `python -m learnlearn.lexicon.build.schema`"
    judge = Draft202012Validator(json.loads(written()))
    assert not judge.is_valid({"label": "Bells", "kind": "craft", "concept": [{"label": "bell founding", "stronk": "bell foundry"}]})
