"""The light methods that the engine is measured against, run on the same cases in the same process."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable

from tests.bench.scoring import Answer, Case, Item, texts

from learnlearn.text.rarity import zipf
from learnlearn.text.tokens import tokens

Peer = Callable[[Case], Answer]
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")


def _posts(side: Case) -> str:
    return "\n".join(texts({key: value for key, value in side.items() if key not in ("name", "url", "site", "avoid", "learning")}))


def _quote(side: Case, word: str) -> str:
    for text in texts(side):
        for sentence in _SENTENCE.findall(text):
            if word.casefold() in sentence.casefold():
                return str(sentence.strip()[:160])
    return word


def exact_lists(case: Case) -> Answer:
    """Equal listed items, hashtags and organisations, case aside."""
    return Answer([Item(mine, [mine], [theirs]) for key, mine in _listed(case["me"]).items() if (theirs := _listed(case["them"]).get(key))])


def _listed(side: Case) -> dict[str, str]:
    items = [item for field in ("skills", "interests", "groups", "languages", "causes") for item in side.get(field, [])]
    items += [entry.get("organization", "") for entry in side.get("positions", [])] + [entry.get("school", "") for entry in side.get("education", [])]
    items += re.findall(r"#\w+", _posts(side))
    return {item.casefold().lstrip("#"): item for item in items if item}


def yake_equal(case: Case) -> Answer:
    """Key phrases of both sides by YAKE (Campos et al. 2020), equal ones named."""
    import yake  # noqa: PLC0415  a development dependency

    extractor = yake.KeywordExtractor(n=3, top=40)
    mine, theirs = ({phrase.casefold(): phrase for phrase, _ in extractor.extract_keywords(_posts(case[side]))} for side in ("me", "them"))
    shared = [phrase for phrase in mine if phrase in theirs][:8]
    return Answer([Item(mine[p], [_quote(case["me"], mine[p])], [_quote(case["them"], theirs[p])]) for p in shared])


def rare_ngrams(case: Case) -> Answer:
    """Runs of up to three words that both wrote and that are rare in the world."""
    mine, theirs = _ngrams(case["me"]), _ngrams(case["them"])
    shared = sorted(set(mine) & set(theirs), key=lambda run: mine[run][0])
    kept = [run for run in shared if mine[run][0] < 4.0][:6]
    return Answer([Item(mine[r][1], [_quote(case["me"], mine[r][1])], [_quote(case["them"], theirs[r][1])]) for r in kept])


def _ngrams(side: Case) -> dict[tuple[str, ...], tuple[float, str]]:
    found: dict[tuple[str, ...], tuple[float, str]] = {}
    for text in texts({key: value for key, value in side.items() if key not in ("name", "url", "site", "avoid", "learning")}):
        cut = tokens(text)
        for size in (1, 2, 3):
            for at in range(len(cut) - size + 1):
                run = cut.stems[at : at + size]
                rare = sum(map(zipf, run)) / size - 0.5 * (size - 1)
                if max(len(run[0]), len(run[-1])) > 3 and zipf(run[0]) < 5.5 and zipf(run[-1]) < 5.5:
                    found.setdefault(run, (rare, text[cut.starts[at] : cut.ends[at + size - 1]]))
    return found


def keybert(case: Case) -> Answer:
    """KeyBERT (Grootendorst 2020): key phrases by an encoder, equal ones named."""
    from keybert import KeyBERT  # type: ignore[import-not-found]  # noqa: PLC0415

    model = KeyBERT()
    mine, theirs = (
        {p.casefold(): p for p, _ in model.extract_keywords(_posts(case[side]), keyphrase_ngram_range=(1, 3), top_n=30)} for side in ("me", "them")
    )
    return Answer([Item(mine[p], [_quote(case["me"], mine[p])], [_quote(case["them"], theirs[p])]) for p in mine if p in theirs])


def standing() -> dict[str, Peer]:
    """The peers that can run here: what needs a package only where it is installed."""
    found: dict[str, Peer] = {"exact lists": exact_lists, "rare n-grams": rare_ngrams}
    if importlib.util.find_spec("yake"):
        found["YAKE, equal phrases"] = yake_equal
    if importlib.util.find_spec("keybert"):
        found["KeyBERT"] = keybert
    return found
