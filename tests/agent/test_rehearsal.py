"""What the agent loads before the first page comes."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
import datetime as dt, sys
from learnlearn import pipeline
from learnlearn.contract.me import Me
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.conversation.history import History

now = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)
me = pipeline.read_me(Me(name="Ilse Brandt-Nwosu", about="I bake dark rye that takes three days.", learning=("keeping bees",)), now.date())
if "rehearsed" in sys.argv:
    pipeline.rehearse(me, now)
opened = []
sys.addaudithook(lambda event, told: opened.append(told[0]) if event == "open" else None)
post = {"text": "First varroa count after the summer: three mites. The rye starter in the kitchen does better.", "date": "2026-10-20"}
page = ProfileSnapshot(site="web", url="https://tadeo.example/", captured_at=now, name="Tadeo Quiroga", about="I keep eleven hives.", posts=(post,))
assert pipeline.answer(page, me, History(), now).prompts
print(len(opened))
"""


def test_the_first_answer_waits_for_no_file() -> None:
    """After the rehearsal a page is answered out of memory. Control: without it, the first answer opens the words of prompts and stances."""
    opened = [
        int(subprocess.run([sys.executable, "-c", _PROGRAM, *given], capture_output=True, text=True, check=True).stdout)
        for given in (["rehearsed"], [])
    ]
    print(f"files opened by the first answer: {opened[0]} after the rehearsal, {opened[1]} without")
    assert opened[0] == 0 < opened[1]
