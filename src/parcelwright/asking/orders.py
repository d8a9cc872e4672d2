"""What a shop tells of its orders when asked: rows under our own column names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from parcelwright.asking.replies import Trouble
    from parcelwright.parcels.events import Problem


@dataclass(frozen=True, kw_only=True)
class OrdersRead:
    """One page of orders, in rows like those of an imported file.

    Args:
        orders: Rows in the columns of an orders file; an order with several goods has a row
            for each, and its first row holds the rest.
        parcels: Rows in the columns of a parcels file, one for each tracking number.
        cursor: Where the next page starts; empty after the last one.
        changed_until: When the order changed that changed last, by the shop's clock; None
            when no order tells.
        problems: What could not be used.
        trouble: Set when the answer as a whole cannot be used.
    """

    orders: tuple[Mapping[str, str], ...] = field(default=(), repr=False)
    parcels: tuple[Mapping[str, str], ...] = field(default=(), repr=False)
    cursor: str = ""
    changed_until: datetime | None = None
    problems: tuple[Problem, ...] = ()
    trouble: Trouble | None = None
