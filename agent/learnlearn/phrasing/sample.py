"""An invented prompt, to try a model on before any page is looked at."""

from __future__ import annotations

import datetime as dt

from learnlearn.contract.conversation import FollowUp, Prompt, Quote

SAMPLE = Prompt(
    id="0000000000000000",
    kind="connect",
    text=(
        "On 12 October you wrote: “Rigger bolt sheared at 1,200 m. Rowed home in circles”. On my side: I learnt to scull at thirty-four. "
        "What would you tell somebody in their first month?"
    ),
    about="rowing",
    language="en",
    direction="ltr",
    reason="You share rowing: not everybody does this",
    evidence=(
        Quote(text="I learnt to scull at thirty-four.", field="about", date=None, url=""),
        Quote(text="Rigger bolt sheared at 1,200 m. Rowed home in circles.", field="posts.0", date=dt.date(2026, 10, 12), url=""),
    ),
    follow_ups=(FollowUp(if_they="tell you the story", ask="What happened after that?"),),
)
