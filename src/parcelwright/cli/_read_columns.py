"""Reads big files for commands, and says what of them could not be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcelwright.interchange import bulk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

    from parcelwright.interchange.columns import Kind
    from parcelwright.interchange.lost_cells import Lost


def read_columns(path: str | Path, kind: Kind | str) -> pa.Table:
    """Return the columns of :func:`bulk.read_columns`; what was lost goes to standard error."""
    found: list[Lost] = []
    table = bulk.read_columns(path, kind, note=found.append)
    _tell(path, found, len(table))
    return table


def each_columns(path: str | Path, kind: Kind | str) -> Iterator[pa.Table]:
    """Yield the pieces of :func:`bulk.each_columns`; at the end what was lost is said."""
    found: dict[str, Lost] = {}
    rows = 0
    for table in bulk.each_columns(path, kind, note=lambda lost: _add(found, lost)):
        rows += len(table)
        yield table
    _tell(path, found.values(), rows)


def _add(found: dict[str, Lost], lost: Lost) -> None:
    before = found.get(lost.header)
    found[lost.header] = lost if before is None else before.with_more(lost)


def _tell(path: str | Path, found: Iterable[Lost], rows: int) -> None:
    name = Path(path).name
    left_out = 0
    for lost in found:
        left_out += lost.rows
        if lost.cells:
            click.echo(
                f"take care: {name}, column {lost.header}: {lost.cells} cells could not be read"
                f' and count as empty, such as "{lost.sample}"',
                err=True,
            )
        if lost.rows:
            click.echo(
                f"take care: {name}: {lost.rows} rows have no {lost.header} and were left out",
                err=True,
            )
    if not rows and not left_out:
        click.echo(f"take care: {name} has no rows", err=True)
