"""Judges domain files for their authors: form, doubles, examples, coverage. `python -m learnlearn.lexicon.build.check FILE ...`"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from learnlearn.lexicon.build.cues import Cue, parse
from learnlearn.lexicon.build.source import DOMAINS, Concept, Domain, load
from learnlearn.lexicon.hashes import LANGUAGES
from learnlearn.text.words import Word, fold, stem, words

_ENOUGH_CUES = 20
_ENOUGH_LANGUAGES = 3


def finds(cues: Iterable[Cue], text: str) -> set[str]:
    """Which of `cues` occur in `text`, by the author's form: the slow and plain way, for a few cues at a time."""
    found = [word for word in words(text) if word.fold != "s"]
    stems = [stem(word.fold) for word in found]
    glued = {stem(fold(text[w.start : w.end])) for w in found} | {stem(fold(tag)) for tag in _tags(text)}
    present = {*stems}
    return {cue.text for cue in cues if _may_occur(cue, present, glued) and _occurs(cue, text, found, stems, glued)}


def _may_occur(cue: Cue, present: set[str], glued: set[str]) -> bool:
    """Whether a look at the words one by one is worth it: of most cues not even the first word is there."""
    if cue.form == "tag" or (cue.form == "prefix" and len(cue.stems) == 1):
        return True
    return cue.stems[0] in present or (len(cue.stems) > 1 and cue.joined in glued)


def _tags(text: str) -> Iterator[str]:
    for piece in text.split("#")[1:]:
        body = "".join(char if char.isalnum() or char == "_" else " " for char in piece).split(" ", 1)[0]
        if body:
            yield body


def _occurs(cue: Cue, text: str, found: list[Word], stems: list[str], glued: set[str]) -> bool:
    if cue.form == "tag":
        return cue.stems[0] in {stem(fold(tag)) for tag in _tags(text)}
    if cue.joined and cue.joined in glued:
        return True
    size = len(cue.stems)
    for at in range(len(stems) - size + 1):
        window = tuple(stems[at : at + size])
        if cue.form == "prefix":
            last = found[at + size - 1].fold
            if window[:-1] == cue.stems[:-1] and last.startswith(cue.stems[-1]):
                return True
        elif window == cue.stems:
            written = text[found[at].start : found[at + size - 1].end]
            if cue.agrees(written, found[at].tag) or cue.agrees(written.removesuffix("s"), False):
                return True
    return False


def recognises(concept: Concept, text: str) -> bool:
    """Whether the concept is found in one text alone: a strong cue or two weak ones, and no clash."""
    if finds(map(parse, concept.clash), text):
        return False
    return bool(finds(map(parse, concept.all_strong()), text)) or len(finds(map(parse, concept.weak), text)) > 1


def faults(domain: Domain, owners: dict[str, str], parents: dict[str, str | None]) -> Iterator[str]:
    """Sentences that say what is wrong with `domain`; `owners` maps a strong cue's stems to the label that has it."""
    for concept in domain.concept:
        scene = (word for language in ("en", *LANGUAGES) for word in getattr(concept.scene, language))
        for cue in {*concept.all_strong(), *concept.weak, *concept.clash, *scene}:
            try:
                parse(cue)
            except ValueError as error:
                yield f"{concept.label}: {error}"
                return
    yield from doubles(domain, owners, parents)
    for concept in domain.concept:
        yield from (f"{concept.label}: not found in its own example: {text}" for text in concept.yes if not recognises(concept, text))
        yield from (f"{concept.label}: wrongly found in: {text}" for text in concept.no if recognises(concept, text))


def doubles(domain: Domain, owners: dict[str, str], parents: dict[str, str | None]) -> Iterator[str]:
    """Enters the strong cues of `domain` into `owners` and names those that another concept has already, its parent aside."""
    for concept in domain.concept:
        for cue in concept.all_strong():
            owner = owners.setdefault(_key(cue), concept.label)
            if owner not in (concept.label, concept.parent) and parents.get(owner) != concept.label:
                yield f"{concept.label}: the strong cue {cue!r} already belongs to {owner!r}"


def _key(cue: str) -> str:
    parsed = parse(cue)
    return f"{parsed.form if parsed.form in ('tag', 'exact') else ''}:{' '.join(parsed.stems)}"


def coverage(domains: Iterable[Domain]) -> str:
    """One line of figures: concepts, median cues, share with enough languages, share telling high."""
    concepts = [concept for domain in domains for concept in domain.concept]
    cues = [len(concept.all_strong()) + len(concept.weak) for concept in concepts]
    tongues = sum(concept.languages() >= _ENOUGH_LANGUAGES for concept in concepts) / len(concepts)
    thin = sum(count < _ENOUGH_CUES for count in cues)
    return (
        f"{len(concepts)} concepts, median {statistics.median(cues):g} cues ({thin} under {_ENOUGH_CUES}), {tongues:.0%} in three languages or more"
    )


def main(arguments: list[str] | None = None) -> int:
    """Prints the faults of the files named, or of all; 1 when there are any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="the files to judge (all without any)")
    parser.add_argument("--labels", action="store_true", help="only print every label there is, by domain")
    options = parser.parse_args(arguments)
    domains: dict[str, Domain] = {}
    wrong = 0
    for path in sorted(DOMAINS.glob("*.toml")):
        try:
            domains[path.stem] = load(path)
        except (ValidationError, ValueError) as error:
            if not options.files or path.resolve() in {file.resolve() for file in options.files}:
                print(f"{path.name}: {error}")
                wrong += 1
    if options.labels:
        for name, domain in domains.items():
            print(f"{name}: {', '.join(concept.label for concept in domain.concept)}")
        return 0
    return wrong + _report(domains, {file.stem for file in options.files} or set(domains)) > 0


def _report(domains: dict[str, Domain], wanted: set[str]) -> int:
    labels: dict[str, str] = {}
    parents = {concept.label: concept.parent for domain in domains.values() for concept in domain.concept}
    owners: dict[str, str] = {}
    wrong = 0
    ordered = sorted(domains.items(), key=lambda pair: pair[0] in wanted)  # the file under judgement meets what stands already
    for name, domain in ordered:
        found = list((faults if name in wanted else doubles)(domain, owners, parents))
        for concept in domain.concept:
            if labels.setdefault(fold(concept.label), name) != name:
                found.append(f"{concept.label}: the label already stands in {labels[fold(concept.label)]}")
        if name in wanted:
            wrong += len(found)
            print(f"{name}: {coverage([domain])}", *(f"  {line}" for line in found), sep="\n")
    if domains:
        print(f"all: {len(domains)} domains, {coverage(domains.values())}")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
