"""Asking again and again in another thread, while something is changed; the threads take turns as often as they can."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable


def asked_meanwhile(ask: Callable[[], object], work: Callable[[], object]) -> list[object]:
    """What `ask` gave each time until `work` was done; an error is an answer too. It was asked at least once before and once within."""
    answers: list[object] = []
    over, begun = threading.Event(), threading.Event()

    def asking() -> None:
        while not over.is_set():
            try:
                answers.append(ask())
            except Exception as error:
                answers.append(error)
            begun.set()

    reader, interval = threading.Thread(target=asking), sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        reader.start()
        begun.wait()
        work()
    finally:
        over.set()
        reader.join()
        sys.setswitchinterval(interval)
    return answers
