"""Commands found by looking: a module in `cli/commands` that exports `command` is one. Only the one that is used is imported."""

from __future__ import annotations

import importlib
import pkgutil

import click


class Family(click.Group):
    """A group whose commands are the modules of the package `learnlearn.cli.commands`; `import_.py` is `import`."""

    _package = "learnlearn.cli.commands"

    def list_commands(self, ctx: click.Context) -> list[str]:
        """By name."""
        return sorted(self._modules())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; None when there is no such module."""
        module = self._modules().get(cmd_name)
        if module is None:
            return None
        command: click.Command = importlib.import_module(f"{self._package}.{module}").command
        return command

    def _modules(self) -> dict[str, str]:
        path = importlib.import_module(self._package).__path__
        return {module.name.rstrip("_").replace("_", "-"): module.name for module in pkgutil.iter_modules(path)}
