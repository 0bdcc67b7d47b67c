"""The command line. `learnlearn COMMAND`; each command is a module of `cli/commands` and is loaded when it is used."""

from __future__ import annotations

import sys

import click

from learnlearn.cli.family import Family
from learnlearn.errors import DiskError, LearnlearnError

_INTERRUPTED = 130


@click.group(cls=Family, context_settings={"help_option_names": ["-h", "--help"]})
def learnlearn() -> None:
    """Open a profile, see what you two truly share, and ask something worth answering."""


def main() -> None:
    """The entry point. Every failure is a sentence and a next action on stderr, and an exit code other than 0."""
    try:
        # Without its standalone mode click gives the code of an Exit back instead of ending the process.
        sys.exit(learnlearn.main(standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(_INTERRUPTED)
    except LearnlearnError as error:
        say(error)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has left; there is nobody to tell
        sys.exit(1)
    except Exception as error:
        if isinstance(error, OSError) and error.filename is not None:
            say(DiskError.of(error))  # a file or folder that the command was given, or that it looked into
        else:
            _say_where()
        sys.exit(1)


def say(error: LearnlearnError) -> None:
    """A failure for a person."""
    click.secho(f"{error.title}." if not error.detail else f"{error.title}: {error.detail}", fg="red", err=True)
    for fault in error.faults:
        click.echo(f"  {fault.path}: {fault.message}", err=True)
    click.echo(error.hint, err=True)


def _say_where() -> None:
    """What nobody foresaw: the places in the code, without the values."""
    from learnlearn.logs import DiscreetFormatter  # noqa: PLC0415  only when something unforeseen happened

    say(LearnlearnError("the places in the code follow"))
    click.echo(DiscreetFormatter().formatException(sys.exc_info()), err=True)
