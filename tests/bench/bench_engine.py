"""Measures the engine beside its peers on labelled pairs, in one process: `python tests/bench/bench_engine.py --cases DIR`.

DIR holds `*.jsonl` files of labelled pairs (`*everyday*` and `*hard*` are told apart by name). Peak memory is what tracemalloc sees a method add.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

_ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(_ROOT), str(_ROOT / "agent")]

from tests.bench.peers import standing  # noqa: E402
from tests.bench.scoring import Answer, Case, Item, load, texts, totals  # noqa: E402

from learnlearn.contract.me import Me  # noqa: E402
from learnlearn.contract.snapshot import ProfileSnapshot  # noqa: E402
from learnlearn.interests.model import Evidence, Stance  # noqa: E402
from learnlearn.interests.read import Reading, read_me, read_page  # noqa: E402
from learnlearn.lexicon import loaded  # noqa: E402
from learnlearn.lexicon.spotter import Lexicon  # noqa: E402
from learnlearn.matching.compare import LAYERS, compare  # noqa: E402
from learnlearn.matching.model import CommonGround  # noqa: E402
from learnlearn.matching.second import question, with_second  # noqa: E402
from learnlearn.second.encoder import NearReader  # noqa: E402
from learnlearn.second.onnx import opened  # noqa: E402

TODAY = dt.date(2026, 11, 1)
_WORD = re.compile(r"\w+")


def snapshot_of(case: Case) -> ProfileSnapshot:
    """The other side as a page would bring it."""
    them = {**case["them"], "captured_at": "2026-11-01T00:00:00Z", "posts": _posts(case["them"])}
    return ProfileSnapshot.model_validate(them)


def me_of(case: Case) -> Me:
    """My side as the store would."""
    return Me.model_validate({**case["me"], "posts": _posts(case["me"])})


def _posts(side: Case) -> list[Case]:
    return [{**post, "date": post.get("date") or None} for post in side.get("posts", [])]


def _quotes(evidence: tuple[Evidence, ...]) -> list[str]:
    return [one.quote for one in evidence]


def engine(case: Case) -> Answer:
    """The engine's answer."""
    return _answer(read_me(me_of(case), TODAY), snapshot_of(case))


def _answer(me: Reading, snapshot: ProfileSnapshot) -> Answer:
    return answer_of(compare(me, read_page(snapshot, TODAY), TODAY))


def answer_of(ground: CommonGround) -> Answer:
    """Common ground as the scorer takes it."""
    return Answer(
        *([Item(one.label, _quotes(one.mine), _quotes(one.theirs)) for one in found] for found in (ground.common, ground.learn, ground.share))
    )


def with_encoder(folder: Path) -> Callable[[Case], Answer]:
    """The engine's answer after an encoder has read both pages too."""
    reader = NearReader("encoder", opened(folder))

    def method(case: Case) -> Answer:
        mine, theirs = read_me(me_of(case), TODAY), read_page(snapshot_of(case), TODAY)
        ground = compare(mine, theirs, TODAY)
        return answer_of(with_second(ground, mine, theirs, reader.read(question(mine, theirs, ground, reader.name))))

    return method


def measure(name: str, method: Callable[[Case], Answer], cases: list[Case]) -> str:
    """One row of the table."""
    tracemalloc.start()
    method(cases[0])
    for case in cases[1:4]:
        method(case)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    spent, answers = [], []
    for case in cases:
        begun = time.process_time()
        answers.append(method(case))
        spent.append(time.process_time() - begun)
    n = totals(cases, answers)
    return (
        f"| {name} | {n['f1']:.2f} | {n['precision']:.2f} | {n['recall']:.2f} | {n['p3']:.2f} | {n['traps']:.0f} of {n['traps_set']:.0f} | "
        f"{n['empty_right']:.0f} of {n['empty']:.0f} | {n['ungrounded']:.0f} | {n['learn']:.2f} | {n['share']:.2f} | "
        f"{1000 * sorted(spent)[len(spent) // 2]:.1f} | {peak:.0f} |"
    )


def ablations(cases: list[Case]) -> str:
    """F1 and precision without each layer, and with every mention believed."""
    rows = []
    for left_out in ("", *LAYERS, "stance"):
        believed = Reading.stance
        if left_out == "stance":
            Reading.stance = lambda _self, _place: Stance.OWN  # type: ignore[method-assign]
        grounds = (compare(read_me(me_of(case), TODAY), read_page(snapshot_of(case), TODAY), TODAY, without=frozenset({left_out})) for case in cases)
        answers = [Answer([Item(one.label, _quotes(one.mine), _quotes(one.theirs)) for one in ground.common]) for ground in grounds]
        Reading.stance = believed  # type: ignore[method-assign]
        n = totals(cases, answers)
        rows.append(f"| {left_out or 'nothing'} | {n['f1']:.3f} | {n['precision']:.3f} | {n['recall']:.3f} | {n['traps']:.0f} |")
    return "\n".join(["| without | F1 | P | R | traps |", "|---|---|---|---|---|", *rows])


def costs(cases: list[Case]) -> str:
    """What a new page costs when Me is read already, beside one pass of a word pattern over the page."""
    me, pages = read_me(me_of(cases[0]), TODAY), [snapshot_of(case) for case in cases]
    begun = time.process_time()
    for page in pages:
        compare(me, read_page(page, TODAY), TODAY)
    whole = (time.process_time() - begun) / len(pages)
    begun = time.process_time()
    for case in cases:
        for text in texts(case["them"]):
            _WORD.findall(text)
    single = (time.process_time() - begun) / len(pages)
    return f"a new page: {1000 * whole:.2f} ms, {whole / single:.0f} times one word-pattern pass ({1000 * single:.3f} ms)"


def loading() -> str:
    """What loading the lexicon costs in time and memory."""
    loaded.lexicon()
    tracemalloc.start()
    begun = time.process_time()
    one = Lexicon(loaded.COMPILED)
    spent = time.process_time() - begun
    held = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    return f"lexicon: {len(one)} entries, {one.cue_count()} cues, loads in {1000 * spent:.0f} ms (while traced), holds {held:.1f} MB"


def main() -> int:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, required=True, help="a folder of labelled pairs, or one file")
    parser.add_argument("--alone", action="store_true", help="only the engine")
    parser.add_argument("--encoder", type=Path, help="a folder with model.onnx and tokenizer.json: the second reader and the peers that need one")
    parser.add_argument("--ablate", action="store_true", help="also what each layer is worth")
    options = parser.parse_args()
    files = sorted(options.cases.glob("*.jsonl")) if options.cases.is_dir() else [options.cases]
    print(loading())
    for path in files:
        cases = load(path)
        print(f"\n{path.stem}: {len(cases)} pairs; {costs(cases)}\n")
        print("| method | F1 | P | R | P@3 | traps | honest on empty | ungrounded | learn | share | ms | peak MB |")
        print("|---|---|---|---|---|---|---|---|---|---|---|---|")
        print(measure("**Learnlearn**", engine, cases))
        if options.ablate:
            print(f"\n{ablations(cases)}\n")
        if options.encoder:
            print(measure("**with an encoder**", with_encoder(options.encoder), cases))
        for name, method in () if options.alone else standing(options.encoder).items():
            print(measure(name, method, cases) if method else f"| {name} | not installed |" + " |" * 10)
    return 0 if files else 1


if __name__ == "__main__":
    sys.exit(main())
