"""What all devices know together, as it is while it is read anew: promises."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.agent.devices import unlocked
from tests.agent.meanwhile import asked_meanwhile

from learnlearn.store.folder.layout import Layout
from learnlearn.store.folder.seal import Seal
from learnlearn.store.folder.small import Small

NOW = dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)
FORGOTTEN = [f"https://{number}.example/" for number in range(60)]


def test_nobody_who_was_forgotten_is_known_again_while_it_is_read(tmp_path: Path) -> None:
    """Whoever asks at any moment hears of every forgetting: else the dead are shown, or a file without its key is taken for damage."""
    keys = unlocked(tmp_path)
    small = Small(Layout(tmp_path), Seal(keys.epochs), keys.device)
    for one in FORGOTTEN:
        small.bury(one, NOW)
    answers = asked_meanwhile(lambda: len(small.tombstones(FORGOTTEN[-1])), lambda: [small.refresh() for _ in range(400)])
    missed = [answer for answer in answers if answer != 1]
    print(f"asked {len(answers)} times during 400 readings, unheard {len(missed)}")
    assert len(answers) > 400
    assert missed == []
    assert not small.tombstones("https://somebody-else.example/"), "the control"
