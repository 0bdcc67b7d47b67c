"""The demo in the terminal: what the sidebar would show for three pages, and how long the answer took."""

from __future__ import annotations

import time
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from learnlearn.contract.conversation import Ask, Common, Conversation, Quote, Topic
from learnlearn.contract.me import MeState, SaveMe
from learnlearn.contract.snapshot import ProfileSnapshot
from learnlearn.demo import samples
from learnlearn.demo.guest import pair
from learnlearn.demo.throwaway import throwaway

_MARKS = {"learn": "Learn", "share": "Give", "connect": "Connect", "return": "Come back", "curious": "Be curious"}


def tour(console: Console) -> None:
    """Runs it. Raises DemoError."""
    console.print(
        "[bold]Learnlearn[/] – a real agent in a throwaway home; its key lies there in a file, not in your keyring. The people are invented.\n"
    )
    with throwaway() as agent:
        guest = pair(agent)
        me = samples.me()
        guest.ask("/v1/me/save", SaveMe(me=me), MeState)
        console.print(f"You are [bold]{me.name}[/]: {me.headline}\n")
        for page in samples.pages():
            began = time.perf_counter()
            answer = guest.ask("/v1/conversation", Ask(snapshot=page), Conversation)
            _show(console, page, answer, (time.perf_counter() - began) * 1000)
    console.print(
        "Go on: start your own agent with [bold]learnlearn run[/], load the folder that [bold]learnlearn extension path[/] names into your browser,"
    )
    console.print("and join the two with [bold]learnlearn pair[/]. Then open somebody's profile and click the Learnlearn button.")


def _show(console: Console, page: ProfileSnapshot, answer: Conversation, milliseconds: float) -> None:
    console.rule(f"[bold]{page.name}[/] · {page.site} · answered in {milliseconds:.0f} ms", align="left")
    if answer.state == "nothing_found":
        console.print("Nothing in common found on this page.\n", style="italic")
    for common in answer.common:
        console.print(f"[bold green]{common.label}[/]  {common.reason}")
        _prove(console, common)
    for heading, topics in (("They know what you want to learn", answer.learn), ("You have what they ask for", answer.share)):
        for topic in topics:
            console.print(f"[bold cyan]{heading}:[/] {topic.label}")
            _prove(console, topic)
    for prompt in answer.prompts:
        console.print(Text.assemble((f"{_MARKS[prompt.kind]}: ", "bold yellow"), prompt.text))
        console.print(Padding(Text(f"if they {prompt.follow_ups[0].if_they}: {prompt.follow_ups[0].ask}", "dim"), (0, 0, 0, 2)))
    if answer.set_aside:
        aside = "; ".join(f"{one.label} (“{one.quote.text}”): {one.explanation}" for one in answer.set_aside[:3])
        console.print(Text(f"Set aside: {aside}", "dim"))
    console.print()


def _prove(console: Console, found: Common | Topic) -> None:
    console.print(Padding(Text(f"you:  {_said(found.mine)}\nthey: {_said(found.theirs)}"), (0, 0, 1, 2)))


def _said(quotes: Sequence[Quote]) -> str:
    return " … ".join(f"“{quote.text}”" + (f" ({quote.date})" if quote.date else "") for quote in quotes[:2])
