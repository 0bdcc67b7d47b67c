"""A page made to cost time costs hardly more than one that people write. All sorts, at any length: `tests/soak/hostile_text.py`."""

from __future__ import annotations

from tests.agent.engine.hostile import FORMS, NOW, cost, me, page, sorts

from learnlearn.conversation.history import History
from learnlearn.interests.read import MOST_WORDS
from learnlearn.pipeline import answer

CHARACTERS = 6_000
MOST = 4.0  # times what people write
# Each took from ten to fifty times as long as what people write, and the more the longer it was.
SLOW_ONCE = ("one cue", "weak cues of one thing", "opened brackets with a cue in each", "exclamation marks")


def test_a_page_made_to_cost_time_costs_little() -> None:
    """In the time of this process alone, beside what people write of the same length: the least of two tries each."""
    mine, texts = me(), sorts()
    usual = page(FORMS["posts"](texts["what people write"](CHARACTERS)))
    cost(usual, mine)  # what is loaded once is loaded
    typical = min(cost(usual, mine) for _ in range(2))
    for name in SLOW_ONCE:
        hostile = page(FORMS["one text"](texts[name](CHARACTERS)))
        ratio = cost(hostile, mine) / typical
        ratio = min(ratio, cost(hostile, mine) / typical) if ratio > MOST else ratio
        print(f"{name}: {ratio:.2f} times what people write")
        assert ratio <= MOST, name


def test_a_page_without_end_is_read_to_an_end_and_says_where() -> None:
    """What stands before it is used, what stands behind is not, and the answer says so. The control: a page just short enough is read whole."""
    mine, first, last = me(), "Choir singing on Mondays, second alto.", "And I bake sourdough with rye every Friday."
    said = {}
    for words in (MOST_WORDS // 2, MOST_WORDS + 10):
        filler = [{"text": " ".join(["indeed"] * 1_000)} for _ in range(words // 1_000)]
        answered = answer(page({"posts": [{"text": first}, *filler, {"text": last}]}), mine, History(), NOW)
        ends = [one.quote.text for one in answered.set_aside if one.why == "too_long"]
        said[words] = (ends, {quote.text for one in answered.common for quote in one.theirs})
    short, long = said.values()
    assert short[0] == []
    assert {first, last} <= short[1], "the control"
    assert long[0] == [last]
    assert first in long[1]
    assert last not in long[1]
