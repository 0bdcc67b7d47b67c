"""learnlearn doctor."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

import click

_MARKS = {"ok": ("✓", "green"), "note": ("·", "yellow"), "wrong": ("✗", "red")}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
def command(as_json: bool) -> None:
    """Check everything between a click and a prompt, and say how to mend it. Exit code 1 when something is wrong."""
    import dataclasses
    import json

    from learnlearn.cli.checkup import findings
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    found = list(findings(load(), Paths.from_environment()))
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(one) for one in found], indent=2, ensure_ascii=False))
    else:
        for one in found:
            mark, colour = _MARKS[one.verdict]
            click.echo(f"{click.style(mark, fg=colour)} {one.name}: {one.says}")
            if one.fix:
                click.echo(f"    {one.fix}")
    if any(one.verdict == "wrong" for one in found):
        raise click.exceptions.Exit(1)
