"""Draws pairs of invented people by seed and prints what they share and what could be said, to be read as a person would read it.

python -m tests.soak.read_prompts --pairs 20 --seed 1 --language de
python -m tests.soak.read_prompts --written            the pairs written by hand, all languages
python -m tests.soak.read_prompts --stock              of those the prompts whose question many other lines could be asked, and how many there are
python -m tests.soak.read_prompts --figures 1000        only the figures: prompts a pair, kinds, the most frequent frame
python -m tests.soak.read_prompts --verdict 10 --seed 7 > pairs.md    for a reader who knows no code: quotes and prompts only
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator

from tests.agent.conversation.blanks import blanked
from tests.agent.conversation.drawn import FRESH, Drawn, draw, written
from tests.agent.conversation.origins import is_stock, origin

from learnlearn.contract.conversation import Conversation


def shown(pair: Drawn, answer: Conversation) -> Iterator[str]:
    """Everything about a pair, for whoever works on the prompts."""
    yield f"\n== {pair.name} · planted: {pair.planted or 'nothing'} · {answer.their_language} · {answer.language_note}"
    for common in answer.common:
        yield f"   {common.label} ({common.kind}, {common.relation}) | {common.mine[0].text} | {common.theirs[0].text}"
    for prompt in answer.prompts:
        yield f" > [{prompt.kind}] {prompt.text}"
        yield "".join(f"\n      if they {rung.if_they}: {rung.ask}" for rung in prompt.follow_ups).removeprefix("\n")
    for aside in answer.set_aside:
        yield f"   set aside: {aside.label} ({aside.why})"


def judged(number: int, answer: Conversation) -> Iterator[str]:
    """What a reader needs to judge the prompts of a pair, and no more."""
    yield f"\n## Pair {number}\n"
    quotes = {quote.text: quote for prompt in answer.prompts for quote in prompt.evidence}
    yield "What the two pages say:\n"
    for side, held in (("me", answer.common), ("them", answer.common)):
        for common in held:
            for quote in common.mine if side == "me" else common.theirs:
                quotes.setdefault(quote.text, quote)
    mine = {quote.text for group in (answer.common, answer.learn, answer.share) for one in group for quote in one.mine}
    mine |= {prompt.evidence[0].text for prompt in answer.prompts if len(prompt.evidence) > 1}  # a part of what is quoted above
    for text, quote in quotes.items():
        yield f"- {'mine' if text in mine else 'theirs'} ({quote.field.split('.')[0]}{f', {quote.date}' if quote.date else ''}): {text}"
    yield "\nWhat I could say:\n"
    for at, prompt in enumerate(answer.prompts, 1):
        yield f"{at}. {prompt.text}"
    yield "\nVerdict: false? creepy? could be said to anybody?\n"


def figures(pairs: int, seed: int, language: str) -> Iterator[str]:
    """How many prompts a pair gets, of which kinds, and how often the same frame comes."""
    found: Counter[int] = Counter()
    kinds: Counter[str] = Counter()
    frames: Counter[str] = Counter()
    for number in range(seed, seed + pairs):
        answer = draw(number, language).answer()
        found[min(len(answer.prompts), 2)] += 1
        kinds.update(prompt.kind for prompt in answer.prompts)
        frames.update(blanked(prompt) for prompt in answer.prompts)
    most, times = frames.most_common(1)[0]
    total = sum(frames.values())
    yield f"{pairs} pairs ({language}): two prompts or more {found[2] / pairs:.1%}, one {found[1] / pairs:.1%}, none {found[0] / pairs:.1%}"
    yield f"{total} prompts: {', '.join(f'{kind} {count}' for kind, count in kinds.most_common())}"
    yield f"{len(frames)} different frames; the most frequent {times} times ({times / total:.2%}): {most}"


def stock() -> Iterator[str]:
    """Which prompts of the pairs written by hand ask what many could be asked, by the list that their question stands in."""
    found: Counter[str] = Counter()
    two = 0
    for pair in written():
        prompts = pair.answer().prompts
        two += bool(pair.planted) and len(prompts) > 1
        found.update(origin(prompt).partition(":")[0] for prompt in prompts)
        yield from (f"{pair.name} [{prompt.kind}] {origin(prompt)} | {prompt.text}" for prompt in prompts if is_stock(prompt))
    many = sum(is_stock(prompt) for pair in written() for prompt in pair.answer().prompts)
    yield f"{many} of {found.total()} prompts; {two} of {sum(bool(pair.planted) for pair in written())} pairs with something planted get two"
    yield f"questions by where they come from: {', '.join(f'{name} {count}' for name, count in found.most_common())}"


def chosen(options: argparse.Namespace) -> Iterable[Drawn]:
    """The pairs that were asked for."""
    if options.verdict:
        return random.Random(options.seed).sample(list(written(FRESH)), options.verdict)
    return written() if options.written else (draw(options.seed + at, options.language) for at in range(options.pairs))


def main() -> None:
    """Prints what was asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--language", default="en")
    parser.add_argument("--written", action="store_true")
    parser.add_argument("--stock", action="store_true")
    parser.add_argument("--figures", type=int)
    parser.add_argument("--verdict", type=int)
    options = parser.parse_args()
    if options.stock:
        print("\n".join(stock()))
        return
    if options.figures:
        print("\n".join(figures(options.figures, options.seed, options.language)))
        return
    for number, pair in enumerate(chosen(options), 1):
        answer = pair.answer()
        print("\n".join(judged(number, answer) if options.verdict else shown(pair, answer)))


if __name__ == "__main__":
    main()
