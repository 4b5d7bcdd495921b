"""Groups of commands: each command a module of its package, imported only when it is called."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any

import click

from runtut.cli.speech import Command


class Commands(Command, click.Group):
    """A group whose commands are the modules of a package, each holding one of its own name.

    Args:
        package: the package.
        names: the commands, in the order that help lists them.
    """

    def __init__(self, *args: Any, package: str, names: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.package = package
        self.names = names

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        """Return the names of the commands."""
        return list(self.names)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 -- click's signature
        """Import and return a command, None if there is no such."""
        if name not in self.names:
            return None
        command: click.Command = getattr(importlib.import_module(f"{self.package}.{name}"), name)
        return command


def every_command(context: click.Context) -> Iterator[tuple[click.Context, click.Command]]:
    """Yield each command below a group's context with a context of its own, in the order that help lists them."""
    group = context.command
    if isinstance(group, Commands):
        for name in group.names:
            command = group.get_command(context, name)
            assert command is not None
            settings = {"terminal_width": 88, "max_content_width": 88, **command.context_settings}
            inner = click.Context(command, info_name=name, parent=context, **settings)
            yield inner, command
            yield from every_command(inner)
