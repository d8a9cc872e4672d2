"""The ``parcelwright`` command. Each module of this package is one command on files.

A module defines ``command``. The application adds its own commands through the
entry-point group ``parcelwright.commands``; nothing here imports it.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module, metadata
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import click

from parcelwright.errors import ParcelwrightError

if TYPE_CHECKING:
    from collections.abc import Sequence

FINDINGS = 1
COULD_NOT_RUN = 2


class _Commands(click.Group):
    """Finds a command by its module name and imports it only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        own = [info.name for info in iter_modules(__path__) if not info.name.startswith("_")]
        return sorted({*own, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in {info.name for info in iter_modules(__path__)}:
            command: click.Command = import_module(f"{__name__}.{cmd_name}").command
            return command
        return super().get_command(ctx, cmd_name)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="parcelwright", prog_name="parcelwright")
@click.option(
    "--cache",
    envvar=["PARCELWRIGHT_CACHE", "XDG_CACHE_HOME"],
    default="~/.cache",
    show_default=True,
    help="Folder that keeps read rule files between runs; empty keeps none.",
)
@click.pass_context
def root(ctx: click.Context, cache: str) -> None:
    """Find lost international parcels, and get the money back."""
    ctx.obj = cache


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; what a person can repair ends as one message and exit code 2."""
    for entry in metadata.entry_points(group="parcelwright.commands"):
        entry.load()(root)
    try:
        code = root.main(args=arguments, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(COULD_NOT_RUN)
    except ParcelwrightError as error:
        click.echo(f"parcelwright: {error}", err=True)
        sys.exit(COULD_NOT_RUN)
    except BrokenPipeError:
        # Whoever read the output has had enough; what is left in the buffer has no reader.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        click.echo(f"parcelwright: {error.filename}: {error.strerror}; check the path", err=True)
        sys.exit(COULD_NOT_RUN)
    except click.Abort:
        sys.exit(130)
    # ``ctx.exit(1)`` comes back as a value when click does not end the process itself.
    sys.exit(code if isinstance(code, int) else 0)
