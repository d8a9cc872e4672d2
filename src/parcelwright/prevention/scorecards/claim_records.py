"""Inquiries and claims of the shop: when asked, answered, decided and paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - msgspec reads the annotation at run time
from typing import TYPE_CHECKING

from parcelwright.analytics.columns import day_number
from parcelwright.interchange.tables import open_table
from parcelwright.prevention.cells import Cells

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Wait:
    """A wait of so many days, and whether it has ended."""

    days: float
    ended: bool


@dataclass(frozen=True, kw_only=True)
class ClaimRecord:
    """What became of one inquiry or claim.

    Args:
        payer: Slug of who was asked; empty for the parcel's carrier.
        granted: The payer agreed to pay something; means something once decided.
        closed_on: Nobody waited for anything beyond that day.
    """

    tracking_number: str
    payer: str = ""
    inquired_on: date | None = None
    answered_on: date | None = None
    claimed_on: date | None = None
    decided_on: date | None = None
    paid_on: date | None = None
    granted: bool = False
    closed_on: date | None = None

    def answer(self, now: float) -> Wait | None:
        """Return how long an inquiry waited for its answer.

        None without an inquiry, or where the claim was decided and nobody noted the answer.
        """
        if self.answered_on is None and self.decided_on is not None:
            return None
        return self._wait(self.inquired_on, self.answered_on, now)

    def payment(self, now: float) -> Wait | None:
        """Return how long a claim waited for payment; None without one, or when refused."""
        if self.decided_on is not None and not self.granted:
            return None
        return self._wait(self.claimed_on, self.paid_on, now)

    def _wait(self, first: date | None, last: date | None, now: float) -> Wait | None:
        if first is None:
            return None
        until = now if self.closed_on is None else min(now, day_number(self.closed_on))
        end = until if last is None else day_number(last)
        return Wait(days=max(end - day_number(first), 0.0), ended=last is not None)


def read_claims(path: Path) -> tuple[ClaimRecord, ...]:
    """Return the rows of a table of claims, as ``parcelwright audit --claims`` reads them.

    Columns: ``tracking_number``, and as far as known ``payer``, ``inquired_on``,
    ``answered_on``, ``claimed_on``, ``decided_on``, ``paid``, ``paid_on``, ``closed_on``. A claim
    that was paid something above zero was granted.

    Raises:
        InputFileError: No table, no numbers, or a day or sum that cannot be read.
    """
    table = open_table(path)
    Cells.needs(table, "tracking_number")
    return tuple(
        found for row in table.rows() if (found := _record(Cells(table.name, row))) is not None
    )


def _record(cells: Cells) -> ClaimRecord | None:
    number = cells.text("tracking_number").upper().replace(" ", "")
    if not number:
        return None
    paid = cells.number("paid")
    paid_on = cells.day("paid_on")
    return ClaimRecord(
        tracking_number=number,
        payer=cells.text("payer"),
        inquired_on=cells.day("inquired_on"),
        answered_on=cells.day("answered_on"),
        claimed_on=cells.day("claimed_on"),
        decided_on=cells.day("decided_on") or paid_on,
        paid_on=paid_on,
        granted=paid_on is not None or (paid is not None and paid > 0),
        closed_on=cells.day("closed_on"),
    )
