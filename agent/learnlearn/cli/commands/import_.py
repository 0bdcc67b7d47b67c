"""learnlearn import."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def command(file: Path) -> None:
    """Take back what `learnlearn export` handed out as json or jsonl. What is there already stays; nothing is overwritten."""
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
