"""learnlearn match: the engine without store, agent or network, for scripts and measurement."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import IO

import click

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_LINES = click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True)


@click.command()
@click.option("--me", "me_file", type=_FILE, help="My profile as JSON (contract: Me).")
@click.option("--them", "them_file", type=_FILE, help="Their page as JSON (contract: ProfileSnapshot).")
@click.option("--cases", "cases_file", type=_LINES, help="Lines {id, me, them}; prints one line per case. `-` reads from standard input.")
@click.option("--now", type=click.DateTime(["%Y-%m-%d"]), help="Take this date as today.")
def command(me_file: Path | None, them_file: Path | None, cases_file: Path | None, now: dt.datetime | None) -> None:
    """Compare a profile with a page and print the conversation as JSON. Keeps nothing."""
    today = now.replace(hour=12, tzinfo=dt.UTC) if now else dt.datetime.now().astimezone()
    if cases_file is not None and me_file is None and them_file is None:
        with click.open_file(str(cases_file), "rb") as lines:
            sys.exit(_cases(lines, today))
    if cases_file is not None or me_file is None or them_file is None:
        raise click.UsageError("Give --me and --them, or --cases.")
    from learnlearn.cli.cases import one

    click.echo(one(me_file, them_file, today).model_dump_json(indent=2))


def _cases(lines: IO[bytes], now: dt.datetime) -> int:
    """Every case on its own line as soon as it is answered. 1 when some could not be read."""
    from learnlearn.cli.cases import BadCaseError, answer

    failed = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            click.echo(answer(line, now))
        except BadCaseError as error:
            failed = 1
            click.echo(f"line {number}: {error}", err=True)
    return failed
