"""The orders of a file for commands, which need one at least."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.errors import InputFileError
from parcelwright.interchange.drafts import each_draft

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from parcelwright.interchange.drafts import DraftRead


def orders_in(path: Path) -> Iterator[DraftRead]:
    """Yield the orders of a file one at a time.

    Raises:
        InputFileError: It is no table, has no column of order numbers, or no rows.
    """
    count = 0
    for read in each_draft(path):
        if not read.row:
            raise InputFileError(
                f"{path.name} has no column {read.problems[0].column};"
                " add it or name it so in the header"
            )
        count += 1
        yield read
    if not count:
        raise InputFileError(f"{path.name} has no rows; add one for each line of goods")
