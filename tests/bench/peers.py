"""The light methods that the engine is measured against, run on the same cases in the same process."""

from __future__ import annotations

import importlib.util
import itertools
import re
from collections.abc import Callable
from operator import mul
from pathlib import Path

from tests.bench.scoring import Answer, Case, Item, texts

from learnlearn.second.onnx import OnnxEncoder, opened
from learnlearn.text.rarity import zipf
from learnlearn.text.tokens import tokens

Peer = Callable[[Case], Answer]
_NEAR, _MOST = 0.5, 6  # cosine of two sentences that speak of one thing; how many are named
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


def keybert(encoder: OnnxEncoder) -> Peer:
    """KeyBERT (Grootendorst 2020): n-grams near the whole text, unlike each other by maximal marginal relevance; equal ones named.

    The package itself, with our encoder behind it: `pip install --no-deps keybert scikit-learn scipy joblib threadpoolctl` does without torch.
    """
    import numpy as np  # noqa: PLC0415
    from keybert import KeyBERT  # type: ignore[import-not-found]  # noqa: PLC0415
    from keybert.backend import BaseEmbedder  # type: ignore[import-not-found]  # noqa: PLC0415

    class Backend(BaseEmbedder):  # type: ignore[misc]
        def embed(self, documents: list[str], verbose: bool = False) -> object:
            return np.array(encoder.vectors([*documents]))

    model = KeyBERT(model=Backend())

    def method(case: Case) -> Answer:
        mine, theirs = (
            {p.casefold(): p for p, _ in model.extract_keywords(_posts(case[side]), keyphrase_ngram_range=(1, 3), top_n=30, use_mmr=True)}
            for side in ("me", "them")
        )
        return Answer([Item(mine[p], [_quote(case["me"], mine[p])], [_quote(case["them"], theirs[p])]) for p in mine if p in theirs])

    return method


def near_sentences(encoder: OnnxEncoder) -> Peer:
    """Sentence embeddings: the pairs of sentences nearest to each other, each sentence once, named by the words that both say or else by both."""

    def method(case: Case) -> Answer:
        sides = [[s.strip()[:160] for text in texts(_told(case[side])) for s in _SENTENCE.findall(text) if s.strip()] for side in ("me", "them")]
        vectors = [encoder.vectors(side) for side in sides]
        both = itertools.product(*(list(zip(side, one, strict=True)) for side, one in zip(sides, vectors, strict=True)))
        found = sorted(((sum(map(mul, a, b)), mine, theirs) for (mine, a), (theirs, b) in both), reverse=True)
        used: set[str] = set()
        items: list[Item] = []
        for cosine, mine, theirs in found:
            if cosine < _NEAR or len(items) == _MOST:
                break
            if not used & {mine, theirs}:
                used |= {mine, theirs}
                items.append(Item(_both(mine, theirs), [mine], [theirs]))
        return Answer(items)

    return method


def _both(mine: str, theirs: str) -> str:
    """The rarest words of two sentences, those of both first: a name of at most four words."""
    here, there = ({*tokens(text).stems} for text in (mine, theirs))
    return " ".join(sorted(here & there or here | there, key=zipf)[:4])


def _told(side: Case) -> Case:
    return {key: value for key, value in side.items() if key not in ("name", "url", "site", "avoid", "learning")}


def standing(folder: Path | None) -> dict[str, Peer | None]:
    """The peers by name; None for what needs a package, or the folder of an encoder, that is not here."""
    encoder = opened(folder) if folder else None
    has_keybert = all(map(importlib.util.find_spec, ("keybert", "sklearn")))
    return {
        "exact lists": exact_lists,
        "rare n-grams": rare_ngrams,
        "YAKE, equal phrases": yake_equal if importlib.util.find_spec("yake") else None,
        "KeyBERT": keybert(encoder) if encoder and has_keybert else None,
        "sentence embeddings": near_sentences(encoder) if encoder else None,
    }
