"""Commands that need the application. Each module of this package is one, as ``command``.

Nothing here imports Django before a command runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.plugins import modules

if TYPE_CHECKING:
    import click


def register(root: click.Group) -> None:
    """Add the application's commands to the ``parcelwright`` command."""
    for module in modules(__name__).values():
        root.add_command(module.command)
