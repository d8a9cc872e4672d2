"""The files of an audit: its rows as they come, so that a million take no memory, and its sums."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from parcelwright.claims.plain import plain_day
from parcelwright.interchange.files import complete_or_absent
from parcelwright.interchange.writing import REPORT_FORMATS, report_rows, table_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from parcelwright.claims.audit import Audit, AuditGroup, AuditRow, Waiting
    from parcelwright.money import Money

COLUMNS = (
    "tracking_number", "bucket", "payer", "rule", "amount", "currency", "deadline",
    "first_chance", "assumed", "chance_arrives", "why", "lacks", "lacks_of", "what_to_do",
    "waits_up_to", "waits_currency", "paid", "paid_currency",
)  # fmt: skip
GROUP_COLUMNS = (
    "bucket", "payer", "rule", "parcels", "total", "currency", "next_deadline", "assumed", "paid",
)  # fmt: skip
WAITING_COLUMNS = (
    "lacks", "of", "what_to_do", "parcels", "assumed_dates", "waits_up_to", "currency",
    "without_a_sum",
)  # fmt: skip


def checked_name(
    _context: click.Context, _parameter: click.Parameter, path: Path | None
) -> Path | None:
    """Return the name of a file to write, or refuse one that ends in no format of ours."""
    if path is not None and path.suffix.lower() not in REPORT_FORMATS:
        raise click.BadParameter(f"{path.name}: name a file ending in .csv or .xlsx")
    return path


@contextmanager
def rows_into(path: Path | None) -> Iterator[Callable[[AuditRow], None]]:
    """Give a function that writes one row into a file; without a path it writes none.

    The file takes its name only when all rows are in it.
    """
    if path is None:
        yield lambda _: None
        return
    with (
        complete_or_absent(path) as stream,
        report_rows(stream, path.suffix.lower(), COLUMNS) as write,
    ):
        yield lambda row: write(_cells(row))


def write_sums(found: Audit, groups: Path | None, waiting: Path | None) -> None:
    """Write the groups and what parcels wait for, each into its file where one is named."""
    if groups is not None:
        rows = [_group_cells(group) for group in found.groups]
        with complete_or_absent(groups) as stream:
            stream.write(table_bytes(groups.suffix.lower(), GROUP_COLUMNS, rows))
    if waiting is not None:
        rows = [cells for each in found.waiting for cells in _waiting_cells(each)]
        with complete_or_absent(waiting) as stream:
            stream.write(table_bytes(waiting.suffix.lower(), WAITING_COLUMNS, rows))


def _cells(row: AuditRow) -> dict[str, str]:
    want = row.want
    return {
        "tracking_number": row.tracking_number,
        "bucket": row.bucket.value,
        "payer": row.payer,
        "rule": row.rule,
        "amount": _amount(row.amount),
        "currency": _currency(row.amount),
        "deadline": plain_day(row.deadline) or "",
        "first_chance": plain_day(row.first_chance) or "",
        "assumed": "yes" if row.assumed else "no",
        "chance_arrives": "" if row.chance is None else str(row.chance),
        "why": row.why,
        "lacks": "" if want is None else want.lack.value,
        "lacks_of": "" if want is None else want.of,
        "what_to_do": "" if want is None else want.text,
        "waits_up_to": _amount(row.waits),
        "waits_currency": _currency(row.waits),
        "paid": _amount(row.paid),
        "paid_currency": _currency(row.paid),
    }


def _group_cells(group: AuditGroup) -> dict[str, str]:
    return {
        "bucket": group.bucket.value,
        "payer": group.payer,
        "rule": group.rule,
        "parcels": str(group.parcels),
        "total": _amount(group.total),
        "currency": group.currency,
        "next_deadline": plain_day(group.next_deadline) or "",
        "assumed": "yes" if group.assumed else "no",
        "paid": ", ".join(str(money.rounded()) for money in group.paid),
    }


def _waiting_cells(each: Waiting) -> Iterator[dict[str, str]]:
    """Yield one row for each currency of what waits."""
    for money in each.sums or (None,):
        yield {
            "lacks": each.want.lack.value,
            "of": each.want.of,
            "what_to_do": each.want.text,
            "parcels": str(each.parcels),
            "assumed_dates": str(each.assumed),
            "waits_up_to": _amount(money),
            "currency": _currency(money),
            "without_a_sum": str(each.without_sum),
        }


def _amount(money: Money | None) -> str:
    return "" if money is None else str(money.rounded().amount)


def _currency(money: Money | None) -> str:
    return "" if money is None else money.currency
