"""What a known layout says about whole rows: which count, and which repeat an order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.interchange.headers import header_key
from parcelwright.interchange.tables import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from parcelwright.interchange.matching import Matching


def counted_rows(rows: Iterable[Row], matching: Matching) -> Iterator[Row]:
    """Yield the rows that count, with the cells of their order filled down.

    Only cells that fill a column of ours, and are not of a line, are filled down, and
    only within rows of the same order that follow each other.
    """
    preset = matching.preset
    if preset is None:
        yield from rows
        return
    keep = {header_key(header) for header in preset.keep_rows_with}
    skip = {header_key(name): values for name, values in preset.skip_values.items()}
    filled = _filled_down(rows, matching) if preset.fill_down else rows
    for row in filled:
        own = {header_key(name): cell for name, cell in row.cells.items()} if keep or skip else {}
        if keep and not keep & own.keys():
            continue
        if any(own.get(key) in values for key, values in skip.items()):
            continue
        yield row


_OF_A_LINE = frozenset({
    "tracking_number", "carrier", "contents", "sku", "quantity", "handed_over_at",
})  # fmt: skip


def _filled_down(rows: Iterable[Row], matching: Matching) -> Iterator[Row]:
    number = matching.mapping.get("order_number", ("",))[0]
    of_order = {
        header
        for column, headers in matching.mapping.items()
        if column not in _OF_A_LINE
        for header in headers
    }
    last: Mapping[str, str] = {}
    for row in rows:
        same = row.cells.get(number) is not None and row.cells.get(number) == last.get(number)
        kept = {name: cell for name, cell in last.items() if name in of_order} if same else {}
        last = {**kept, **row.cells}
        yield Row(row.number, last)
