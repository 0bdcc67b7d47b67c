"""learnlearn run."""

# ruff: noqa: PLC0415  what a command needs is imported when it runs
from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import click


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), help="Listen on this port of 127.0.0.1 instead of the one in the settings.")
@click.option("--key-file", is_flag=True, help="Keep the key of your notes in a file of yours instead of the keyring. Recorded in the settings.")
@click.option("--passphrase", is_flag=True, help="Have a passphrase open your notes, asked for at every start. Recorded in the settings.")
@click.option("--log-level", type=click.Choice(["DEBUG", "INFO", "WARNING", "ERROR"]), help="How much to say on stderr.")
@click.option("--log-file", type=click.Path(dir_okay=False, path_type=Path), help="Say it in this file instead, turned over at a megabyte.")
def command(port: int | None, key_file: bool, passphrase: bool, log_level: str | None, log_file: Path | None) -> None:
    """Run the agent until Ctrl+C."""
    from learnlearn import logs, settings
    from learnlearn.api.serve import Running, serve
    from learnlearn.paths import Paths

    if key_file and passphrase:
        raise click.UsageError("Give --key-file or --passphrase: one thing opens your notes on this device.")
    held = logs.hold()
    paths = Paths.from_environment()
    key = "file" if key_file else "passphrase" if passphrase else None
    chosen = settings.load(port=port, log_level=log_level, key=key)
    logs.configure(chosen.log_level, log_file or sys.stderr, held)

    def ready(running: Running) -> None:
        if key:
            settings.record(paths, "key", key)  # only now: a choice that opens nothing is not remembered
        state = "" if running.agent.door.state == "ready" else " Your notes are locked: unlock your keyring."
        click.echo(f"Learnlearn is ready on http://127.0.0.1:{running.port} (Ctrl+C ends it).{state}")
        sys.stdout.flush()

    asyncio.run(serve(chosen, paths, ready))
