"""learnlearn demo: the main job on invented people, in the terminal or in a browser."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option(
    "--browser", is_flag=False, flag_value="any", metavar="[chromium|firefox]", help="Open an installed browser on a sample profile, sidebar open."
)
@click.option(
    "--screenshot", type=click.Path(dir_okay=False, path_type=Path), help="Save what a person would see there, and end (implies --browser)."
)
@click.option("--dark", is_flag=True, help="With --browser: the dark look.")
def command(browser: str | None, screenshot: Path | None, dark: bool) -> None:
    """See the whole thing work, on invented people."""
    from rich.console import Console  # noqa: PLC0415

    if browser is None and screenshot is None:
        from learnlearn.demo.tour import tour  # noqa: PLC0415

        tour(Console(highlight=False))
        return
    from learnlearn.cli.package import folder  # noqa: PLC0415
    from learnlearn.demo.show import show  # noqa: PLC0415

    show(browser or "any", screenshot, folder(), dark=dark, say=click.echo)
