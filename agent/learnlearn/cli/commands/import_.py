"""learnlearn import."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnlearn.contract.me import MeChange

_ZIP = b"PK\x03\x04"


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--address", default="", help="With a network's archive: the address of your page there, where the archive does not name it.")
@click.option("--yes", is_flag=True, help="With a network's archive: do not ask before your profile is changed.")
def command(file: Path, address: str, yes: bool) -> None:
    """Take back what `learnlearn export` handed out as json or jsonl; or fill your profile from the archive that a network gives you (ZIP).

    Of an export, what is there already stays. Of an archive only what you say of yourself is read; where it says something else than your
    profile, you see both lines before yours is replaced.
    """
    with file.open("rb") as opened:
        is_archive = opened.read(len(_ZIP)) == _ZIP
    if is_archive:
        _fill_me(file, address, yes=yes)
    else:
        _take_back(file)


def _take_back(file: Path) -> None:
    from learnlearn.cli.desk import desk
    from learnlearn.cli.taking_in import Reader, together
    from learnlearn.contract.note import Import, ImportReport
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    reader = Reader(file)
    reports: list[ImportReport] = []
    with desk(load(), Paths.from_environment()) as found, click.progressbar(length=reader.size, label="Taking in", file=sys.stderr) as bar:
        for piece in reader.pieces():
            reports.append(found.call("/v1/import", Import(export=piece, confirmed=True), ImportReport))
            bar.update(reader.passed - bar.pos)
        bar.update(reader.size - bar.pos)
    total = together(reports, reader.skipped)
    click.echo(f"Taken in: {total.people} people, {total.notes} notes, {total.snapshots} snapshots. Already there: {total.already_there}.")
    for skipped in total.skipped:
        click.echo(f"Left out: {skipped.what}. {skipped.why}")


def _fill_me(file: Path, address: str, *, yes: bool) -> None:
    import contextlib

    from learnlearn.api.agent import local_now
    from learnlearn.cli.desk import desk
    from learnlearn.contract.me import MeProposal, MeProposed, MeState, SaveMe
    from learnlearn.imports.archive import Archive
    from learnlearn.imports.family import my_page
    from learnlearn.paths import Paths
    from learnlearn.settings import load

    with contextlib.closing(Archive(file)) as archive:
        page = my_page(archive, address, local_now())
    with desk(load(), Paths.from_environment()) as found:
        proposed = found.call("/v1/me/propose", MeProposal(snapshot=page), MeProposed)
        for change in proposed.changes:
            _show(change)
        for skipped in archive.skipped:
            click.echo(f"Left out: {skipped.what}. {skipped.why}", err=True)
        if not proposed.changes:
            click.echo("Your profile holds all of this already.")
        elif yes or click.confirm(_question(proposed.changes)):
            found.call("/v1/me/save", SaveMe(me=proposed.me), MeState)
            click.echo("Kept.")
        else:
            click.echo("Nothing was kept.")


def _show(change: MeChange) -> None:
    """A line that is new, or the line that goes and the one that comes."""
    click.echo(f"{change.field}:")
    for sign, line in (("-", change.before), ("+", change.after)):
        if line:
            click.echo(f"  {sign} " + line.replace("\n", "\n    "))


def _question(changes: Sequence[MeChange]) -> str:
    replaced = sum(1 for change in changes if change.before)
    if not replaced:
        return f"Add these {len(changes)} lines to your profile?"
    does = "replaces a line" if replaced == 1 else "replace lines"
    return f"Make these {len(changes)} changes in your profile? {replaced} of them {does} of yours (-)."
