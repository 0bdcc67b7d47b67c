"""learnlearn search."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

import click


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 200), default=20, show_default=True, help="How many at most.")
def command(words: tuple[str, ...], limit: int) -> None:
    """Find kept people by name, facts or words of notes."""
    from learnlearn.cli.desk import desk
    from learnlearn.cli.people import found_by
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    with desk(load(), Paths.from_environment()) as found:
        hits = found_by(found, " ".join(words), limit)
    if not hits:
        click.echo("Nobody who is kept fits.")
    for hit in hits:
        notes = f"  ({hit.notes} notes)" if hit.notes else ""
        click.echo(f"{hit.name or '(no name)'}  {hit.url}{notes}\n    {hit.headline}")
