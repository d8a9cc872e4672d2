"""Builds rows of orders and parcels under our own column names, the same way for every shop."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parcelwright.asking.orders import OrdersRead
from parcelwright.parcels.events import TimeKind
from parcelwright.parcels.recognize import normalize
from parcelwright.sources._statements import event_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from parcelwright.sources._node import Node


@dataclass
class Page:
    """One page of orders being read: collects its rows, and when the last order changed."""

    root: Node
    orders: list[Mapping[str, str]] = field(default_factory=list)
    parcels: list[Mapping[str, str]] = field(default_factory=list)
    changed: list[datetime] = field(default_factory=list)

    def order(
        self, facts: Mapping[str, str], goods: Sequence[Mapping[str, str]], changed_at: Node
    ) -> None:
        """Keep one order: a row for each of its goods, the first with all its facts."""
        if not facts["order_number"]:
            self.root.problems.add(changed_at.path.rpartition(".")[0], "an order without a number")
            return
        number = {"order_number": facts["order_number"]}
        for place, line in enumerate(goods or ({},)):
            self.orders.append(filled({**(facts if place == 0 else number), **line}))
        stamp = event_time(changed_at)
        if stamp is not None and stamp.kind is not TimeKind.DATE:
            self.changed.append(stamp.utc)

    def parcel(self, number: Node, facts: Mapping[str, str]) -> None:
        """Keep one parcel; a tracking number without a letter or digit is no number."""
        written = normalize(number.text)
        if not any(letter.isalnum() for letter in written):
            if written:
                number.problems.add(number.path, f"{written[:40]!r} is no tracking number")
            return
        self.parcels.append(filled({"tracking_number": written, **facts}))

    def read(self, cursor: str) -> OrdersRead:
        """Return everything that was collected."""
        return OrdersRead(
            orders=tuple(self.orders),
            parcels=tuple(self.parcels),
            cursor=cursor,
            changed_until=max(self.changed, default=None),
            problems=self.root.problems.listed(),
        )


def filled(cells: Mapping[str, str]) -> dict[str, str]:
    """Return the cells that hold something."""
    return {name: cell for name, cell in cells.items() if cell}


def lines(*parts: str) -> str:
    """Return the lines of an address that are there."""
    return "\n".join(part for part in parts if part)


def earliest(moments: Iterable[Node]) -> str:
    """Return the first of several times as written, or empty text."""
    return min((text for moment in moments if (text := moment.text)), default="")
