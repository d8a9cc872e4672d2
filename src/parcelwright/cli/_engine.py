"""Options that have a command work through an engine, and the history they open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from parcelwright.analytics.engines.opening import Engine, History


def engine_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add ``--engine``, ``--master`` and ``--memory`` to a command."""
    options = (
        click.option(
            "--engine",
            type=click.Choice(["duckdb", "spark"]),
            help="Work on Parquet larger than memory: on this machine, or on a Spark cluster.",
        ),
        click.option("--master", default="", help="Address of the cluster, such as local[4]."),
        click.option(
            "--memory", default="3GB", show_default=True, help="Most that duckdb may hold."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def history_of(engine: str, master: str, memory: str, parcels: str, events: str) -> History:
    """Return the history that an engine reads from paths or object storage addresses."""
    try:
        from parcelwright.analytics.engines.opening import History  # noqa: PLC0415 - takes a second

        opened = _opened(engine, master, memory)
    except ImportError as error:
        extra = "spark" if engine == "spark" else "analytics"
        raise click.ClickException(
            f"--engine {engine} needs {error.name}; install it with "
            f"pip install 'parcelwright[{extra}]'"
        ) from error
    return History(engine=opened, parcels=opened.read(parcels), events=opened.read(events))


def refuse_without_engine(master: str, *places: str) -> None:
    """Refuse what only an engine can use.

    Raises:
        BadParameter: A cluster or an object storage address was named.
    """
    if master:
        raise click.BadParameter("is of use with --engine spark only", param_hint="--master")
    for place in places:
        if "://" in place:
            raise click.BadParameter(
                f"{place} is an address; add --engine duckdb to read it", param_hint="--engine"
            )


def _opened(engine: str, master: str, memory: str) -> Engine:
    from parcelwright.analytics.engines import opening  # noqa: PLC0415 - takes a second

    if engine == "spark":
        return opening.spark_engine(master)
    refuse_without_engine(master)
    return opening.duckdb_engine(memory)
