"""learnlearn circles."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

import click


@click.command()
@click.option("--set", "changed", nargs=3, type=(str, int, int), multiple=True, metavar="NAME IDEAL LONGEST", help="Add a circle or change its days.")
@click.option("--remove", "removed", multiple=True, metavar="NAME", help="Take a circle away; its people are then in none.")
def command(changed: tuple[tuple[str, int, int], ...], removed: tuple[str, ...]) -> None:
    """Show your circles: after how many days you would like to hear from people, and when it is too long. Or change them."""
    from learnlearn.cli.desk import desk
    from learnlearn.contract.plan import Circle, Circles, GetCircles
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    with desk(load(), Paths.from_environment()) as found:
        circles = found.call("/v1/circles/get", GetCircles(), Circles)
        if changed or removed:
            kept = {circle.name: circle for circle in circles.circles if circle.name not in removed}
            kept.update((name, Circle(name=name, ideal_days=ideal, longest_days=longest)) for name, ideal, longest in changed)
            circles = found.call("/v1/circles/save", Circles(circles=tuple(kept.values())), Circles)
    for circle in circles.circles:
        click.echo(f"{circle.name}: about every {circle.ideal_days} days, at the longest {circle.longest_days}")
