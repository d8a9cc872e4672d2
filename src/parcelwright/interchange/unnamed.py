"""Columns of an orders file that have no name of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright.interchange.drafts import DraftRead

_SHOWN = 12


def unnamed_columns(reads: Iterable[DraftRead]) -> tuple[str, ...]:
    """Return the columns that orders keep and no check reads, each once, in their order."""
    found = (name for each in reads if each.draft is not None for name, _ in each.draft.extra)
    return tuple(dict.fromkeys(found))


def listed(columns: tuple[str, ...]) -> str:
    """Return columns as a list for a sentence, the first twelve of many.

    >>> listed(("Item", "Price"))
    'Item, Price'
    """
    shown = ", ".join(columns[:_SHOWN])
    return shown if len(columns) <= _SHOWN else f"{shown} (+{len(columns) - _SHOWN})"
