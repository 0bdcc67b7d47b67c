"""Compiles the lexicon into one binary that loads in milliseconds: `python -m learnlearn.lexicon.build.compile`.

A cue is the run of its words' stems. Each stem is hashed to 32 bits (CRC-32), a run to 64; the runs stand in one sorted array, beside each the cues
that own it. A look-up is a bisection, and two hundred thousand cues take a few megabytes where a table of strings would take sixty.
Two runs that share a hash by accident: less than one chance in a hundred million for the look-ups of a page.
"""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from learnlearn.lexicon.build.bags import bags
from learnlearn.lexicon.build.crossfire import misfires
from learnlearn.lexicon.build.cues import Cue, parse
from learnlearn.lexicon.build.institutions import INSTITUTIONS, load_institutions
from learnlearn.lexicon.build.source import DOMAINS, Concept, Domain, load_all
from learnlearn.lexicon.form import CODES, KEYS, MAGIC
from learnlearn.lexicon.hashes import LANGUAGES, LONGEST, PAIRS, head, packed, pair_bit, run
from learnlearn.tables import as_file, replaced, state_of
from learnlearn.text.rarity import zipf
from learnlearn.text.roots import INFLECTED, root
from learnlearn.text.words import fold, words

STRONG, WEAK, CLASH = 0, 1, 2
EVERYDAY = 4.8  # Zipf of "came", "through", "bar"
_MAKES_NOTHING = frozenset({"check.py", "schema.py"})  # they only read the sources
FORMS = ("plain", "exact", "prefix", "tag")


@dataclass
class _Tables:
    """What is gathered while compiling."""

    concepts: list[dict[str, object]] = field(default_factory=list)
    owners: defaultdict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))  # run -> posting -> spelling
    lengths: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))  # first stem -> how long its cues are, as bits
    pairs: bytearray = field(default_factory=lambda: bytearray(PAIRS))
    prefixes: set[str] = field(default_factory=set)
    bags: tuple[array[int], ...] = ()
    demoted: int = 0

    def add(self, concept: int, strength: int, cue: Cue, language: int = 0) -> None:
        """Enters one cue, and its glued form when it has one; `language` is its place in LANGUAGES from 1, or 0."""
        stems = list(cue.stems)
        if cue.form == "tag":
            stems = ["#" + stems[0]]
        if cue.form == "prefix":
            self.prefixes.add(stems[-1])
            stems[-1] += "*"
        self._enter(stems, concept, strength, cue, language)
        if language and cue.form == "plain" and LANGUAGES[language - 1] in INFLECTED:
            self._enter([root(stem, LANGUAGES[language - 1]) for stem in stems], concept, strength, cue, language)
        if cue.joined:
            self._enter([cue.joined], concept, strength, cue, language)

    def _enter(self, stems: list[str], concept: int, strength: int, cue: Cue, language: int) -> None:
        if len(stems) > LONGEST:
            return  # nobody writes it word for word
        heads = [head(stem) for stem in stems]
        self.lengths[heads[0]] |= 1 << (len(stems) - 1)
        if len(heads) > 1:
            at, bit = pair_bit(run(heads[:2]))
            self.pairs[at] |= bit
        spelling = cue.text if cue.form == "exact" else _plural(cue)
        if strength == STRONG and _is_worn_down(cue):
            strength = WEAK
        posting = packed(concept, language, FORMS.index("exact" if spelling else cue.form), strength)
        self.owners[run(heads)][posting] = spelling


def _is_worn_down(cue: Cue) -> bool:
    """Whether folding leaves of a cue only a number or one word of several ("RED-S" is then "red"): that is not enough alone."""
    return cue.form == "plain" and len(cue.stems) == 1 and (cue.stems[0].isdigit() or len(words(cue.text)) > 1)


def _plural(cue: Cue) -> str:
    """A plural whose singular is an everyday word ("throughs" of a wall) is found as written only; else an empty string."""
    if cue.form != "plain" or len(cue.stems) != 1:
        return ""
    written = fold(cue.text)
    return written if written.isalpha() and written != cue.stems[0] and zipf(cue.stems[0]) > EVERYDAY else ""


def compile_lexicon(target: Path, domains: dict[str, Domain] | None = None, mark: str | None = None) -> Path:
    """Writes the binary. `mark` stands in it for the state of the sources where that is of no use: what is handed out is the same bytes whoever makes
    it. Raises what `source.load` raises when a domain has a fault."""
    domains = load_all() if domains is None else domains
    tables = _Tables()
    labels = {c.label: at for at, c in enumerate(concept for domain in domains.values() for concept in domain.concept)}
    for name, domain in domains.items():
        for concept in domain.concept:
            _add_concept(tables, name, domain, concept, labels)
    home = {at: str(concept["domain"]) for at, concept in enumerate(tables.concepts)}
    for run_, posting in misfires(domains, tables.owners, tables.lengths, home):
        spelling = tables.owners[run_].pop(posting)
        tables.owners[run_].setdefault(posting | WEAK, spelling)
        tables.demoted += 1
    tables.bags = bags(domains)
    for place in load_institutions():
        at = len(tables.concepts)
        tables.concepts.append({"label": place.label, "kind": place.kind, "telling": place.telling, "entity": True, "domain": "institutions"})
        _add_cues(tables, at, STRONG, place.strong())
        _add_cues(tables, at, WEAK, place.weak)
    data = _pack(tables, mark or fingerprint())
    parse.cache_clear()  # half a million cues: each was asked for twice, and they are of no more use
    return replaced(target, data)


def _add_concept(tables: _Tables, name: str, domain: Domain, concept: Concept, labels: dict[str, int]) -> None:
    at = len(tables.concepts)
    entry: dict[str, object] = {
        "label": concept.label,
        "kind": concept.kind or domain.kind,
        "telling": concept.telling,
        "domain": name,
        "sensitive": concept.sensitive or domain.sensitive or "",
        "parent": labels.get(concept.parent or "", -1),
        "near": sorted(labels[label] for label in concept.near if label in labels),
    }
    tables.concepts.append({key: value for key, value in entry.items() if value not in ("", -1, [])})
    own = dict.fromkeys((concept.label, *concept.strong))
    _add_cues(tables, at, STRONG, own)
    for number, language in enumerate(LANGUAGES, 1):
        _add_cues(tables, at, STRONG, (name for name in getattr(concept, language) if name not in own), number)
    _add_cues(tables, at, WEAK, concept.weak)
    _add_cues(tables, at, CLASH, concept.clash)


def _add_cues(tables: _Tables, concept: int, strength: int, texts: Iterable[str], language: int = 0) -> None:
    for text in texts:
        tables.add(concept, strength, parse(text), language)


def _pack(tables: _Tables, source: str) -> bytes:
    runs, postings, exact = array("Q"), array("I"), {}
    for key in sorted(tables.owners):
        for posting, spelling in sorted(tables.owners[key].items()):
            if spelling:
                exact[str(len(postings))] = spelling
            runs.append(key)
            postings.append(posting)
    firsts = sorted(first for first, lengths in tables.lengths.items() if lengths > 1)
    found = (runs, postings, firsts, [tables.lengths[first] for first in firsts], tables.pairs, *tables.bags)
    ready = {name: array(code, table) for (name, code), table in zip(CODES.items(), found, strict=True)}
    header = {"source": source, "demoted": tables.demoted, "concepts": tables.concepts, "prefixes": sorted(tables.prefixes), "exact": exact}
    return as_file(MAGIC, header, ready, KEYS)


def fingerprint() -> str:
    """The state of all that the lexicon is compiled from."""
    package = Path(__file__).parents[2]
    code = [
        *(path for path in sorted(Path(__file__).parent.glob("*.py")) if path.name not in _MAKES_NOTHING),
        *(package / name for name in ("tables.py", "lexicon/form.py", "lexicon/hashes.py")),
        *sorted((package / "text").glob("*.py")),
        *sorted((package / "text/data").iterdir()),
    ]
    return state_of([*sorted(DOMAINS.glob("*.toml")), INSTITUTIONS, *code])


def main() -> int:
    """Compiles and says how large it became."""
    path = compile_lexicon(DOMAINS.parent / "compiled.bin")
    sys.stdout.write(f"{path}: {path.stat().st_size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
