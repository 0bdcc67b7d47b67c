"""What all devices know together, as it is while it is read anew: promises."""

from __future__ import annotations

import datetime as dt
import sys
import threading
from pathlib import Path

from tests.agent.devices import unlocked

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
    asked, missed, over = 0, 0, threading.Event()

    def ask() -> None:
        nonlocal asked, missed
        while not over.is_set():
            asked += 1
            missed += not small.tombstones(FORGOTTEN[-1])

    reader, interval = threading.Thread(target=ask), sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # threads take turns as often as they can
    try:
        reader.start()
        for _ in range(400):
            small.refresh()
    finally:
        over.set()
        reader.join()
        sys.setswitchinterval(interval)
    print(f"asked {asked} times during 400 readings, unheard {missed}")
    assert asked > 400
    assert missed == 0
    assert not small.tombstones("https://somebody-else.example/"), "the control"
