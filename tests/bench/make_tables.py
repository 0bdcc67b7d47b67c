"""Makes `text/data/rarity.bin` and `text/data/languages.txt` from the word lists of wordfreq (Robyn Speer, CC BY-SA 4.0).

    python tests/bench/make_tables.py       (needs `pip install wordfreq`; run when the choice of languages changes)

rarity.bin: `learnlearn-rarity 1`, the count of words, then CRC-32s of folded stems in order, then one byte each: ten times the Zipf frequency
(occurrences in a thousand million words, base 10 logarithm) in the language where the word is most common, as far down as FLOORS says.
languages.txt: for each language the words by which it is told from the others, most common first.
"""

from __future__ import annotations

import sys
from array import array
from pathlib import Path

from wordfreq import get_frequency_dict, top_n_list, zipf_frequency

from learnlearn.lexicon.hashes import head
from learnlearn.text.tokens import key

DATA = Path(__file__).parents[2] / "agent/learnlearn/text/data"
FLOORS = {"en": 2.7}  # other languages only from where their words are common in any text
FLOORS |= dict.fromkeys("es de fr pt it nl".split(), 3.3) | dict.fromkeys("hi pl tr sv da nb fi cs ro hu ru uk el id ca".split(), 4.1)  # noqa: SIM905
TOLD_APART = "en es de fr pt it nl pl tr sv da nb fi cs sk ro hu sl hr ca id ms fil vi lt lv is ru uk bg mk el ar fa ur he hi bn ta ko".split()  # noqa: SIM905
WORDS_EACH = 250


def main() -> None:
    """Writes both tables."""
    best: dict[int, int] = {}
    for language, floor in FLOORS.items():
        for word in get_frequency_dict(language):
            frequency = zipf_frequency(word, language)
            stem = key(word)
            if frequency >= floor and len(stem) > 1:
                best[head(stem)] = max(best.get(head(stem), 0), round(frequency * 10))
    heads = sorted(best)
    table = array("I", heads)
    if sys.byteorder == "big":
        table.byteswap()
    body = bytes(best[one] for one in heads)
    (DATA / "rarity.bin").write_bytes(b"learnlearn-rarity 1\n" + len(heads).to_bytes(4, "little") + table.tobytes() + body)
    lines = []
    for language in TOLD_APART:
        words = [word for word in top_n_list(language, WORDS_EACH * 2) if word.isalpha() or "'" in word][:WORDS_EACH]
        lines.append(f"{language} {' '.join(words)}")
    (DATA / "languages.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(heads), "words,", len(lines), "languages")


if __name__ == "__main__":
    main()
