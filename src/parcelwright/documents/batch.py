"""The batch form: one sheet per carrier account, and one archive of papers named by waybill.

Sheets and archives of the same data are the same bytes. Cells that a spreadsheet would
run as a formula are shown as text.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

from parcelwright.claims.remedy import Confidence
from parcelwright.documents.letter import moment
from parcelwright.documents.wording import Wording, wording
from parcelwright.errors import DocumentError
from parcelwright.interchange.writing import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from parcelwright.claims.remedy import Remedy
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

Cell = str | int | Decimal | date | None

COLUMNS = (
    "tracking_number", "waybill", "order_number", "posted_on", "destination", "service",
    "contents", "declared_value", "currency", "scan_when", "scan_where", "scan_what",
    "days_silent", "request", "amount", "amount_currency", "remark",
)  # fmt: skip
_WIDTHS = (24, 22, 18, 12, 12, 22, 28, 14, 10, 24, 22, 36, 12, 12, 12, 12, 36)
_NOT_IN_XLSX = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_UNSAFE_IN_NAME = re.compile(r"[^A-Za-z0-9._-]+")
_OLDEST_IN_ZIP = datetime(1980, 1, 1, tzinfo=UTC)
_MAX_CELL = 32_767


class Request(StrEnum):
    """What a row asks the carrier for."""

    INQUIRY = "inquiry"
    CLAIM = "claim"


@dataclass(frozen=True, kw_only=True)
class BatchRow:
    """One parcel of a batch.

    Args:
        remedy: Source of the amount of a claim; an uncertain one prints no amount.
        days_silent: Whole days since the last scan, or None when not known.
        paper: The printed document, or None when the carrier wants the sheet only.
    """

    parcel: Parcel
    journey: Journey
    request: Request
    remedy: Remedy | None = None
    days_silent: int | None = None
    remark: str = ""
    paper: bytes | None = None


def by_account(rows: Iterable[BatchRow]) -> dict[str, tuple[BatchRow, ...]]:
    """Return the rows of each carrier account, accounts and parcels in order.

    The key is ``carrier/account``; an account that is not known is ``carrier/-``.
    """
    groups: dict[str, list[BatchRow]] = {}
    for row in rows:
        key = f"{row.parcel.carrier or '-'}/{row.parcel.carrier_account or '-'}"
        groups.setdefault(key, []).append(row)
    return {
        key: tuple(sorted(groups[key], key=lambda row: (row.parcel.tracking_number, row.request)))
        for key in sorted(groups)
    }


def sheet(rows: Sequence[BatchRow], language: str, at: datetime) -> bytes:
    """Return the XLSX sheet of one carrier account.

    Args:
        rows: Parcels in the order they should stand.
        language: Of heads and requests, such as ``zh-Hans`` for a carrier in China.
        at: Aware instant that the file names as its time of making.

    Raises:
        DocumentError: There are no rows, or the language is unknown.
    """
    if not rows:
        msg = "batch: there are no parcels in it; choose at least one"
        raise DocumentError(msg)
    words = wording(language)
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = words.raw("sheet", "title")
    _write(page, [tuple(words.raw("sheet", name) for name in COLUMNS)])
    _write(page, (cells(row, words) for row in rows))
    _dress(page)
    stamp = at.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    book.properties.creator = "Parcelwright"
    book.properties.created = stamp
    made = io.BytesIO()
    book.save(made)
    return _steady(made.getvalue(), stamp)


def cells(row: BatchRow, words: Wording) -> tuple[Cell, ...]:
    """Return the cells of one row in the order of ``COLUMNS``; unknown ones are None."""
    parcel, declared = row.parcel, row.parcel.contents.declared
    last = row.journey.last_scan
    amount = _amount(row)
    return (
        parcel.tracking_number,
        parcel.waybill_number or parcel.reference_number or None,
        parcel.order_number or None,
        parcel.accepted_on,
        parcel.lane.destination_country or None,
        parcel.service or None,
        parcel.contents.description or None,
        None if declared is None else declared.rounded().amount,
        None if declared is None else declared.currency,
        None if last is None or last.occurred_at is None else moment(last.occurred_at, words),
        None if last is None else ", ".join(filter(None, (last.place, last.country))) or None,
        None if last is None else last.description or last.code or None,
        row.days_silent,
        words.raw("sheet", row.request),
        None if amount is None else amount[0],
        None if amount is None else amount[1],
        row.remark or None,
    )


def archive(rows: Sequence[BatchRow], at: datetime) -> bytes:
    """Return one ZIP of the papers, named by waybill, or by tracking number without one.

    Raises:
        DocumentError: No row has a paper.
    """
    papers = [row for row in rows if row.paper is not None]
    if not papers:
        msg = "batch: no parcel in it has a paper; print them first"
        raise DocumentError(msg)
    taken: set[str] = set()
    named = [(_paper_name(row, taken), row.paper or b"") for row in papers]
    return _zipped(sorted(named), at.astimezone(UTC).replace(tzinfo=None))


def neutral(text: str) -> str:
    """Return text that no spreadsheet runs as a formula, cut to what a cell can hold.

    >>> neutral("=1+1")
    "'=1+1"
    """
    return _NOT_IN_XLSX.sub("", guarded(text))[:_MAX_CELL]


def _amount(row: BatchRow) -> tuple[Decimal, str] | None:
    remedy = row.remedy
    if row.request is not Request.CLAIM or remedy is None or remedy.amount is None:
        return None
    if remedy.confidence is Confidence.LOW:
        return None
    return remedy.amount.rounded().amount, remedy.amount.currency


def _write(page: Worksheet, rows: Iterable[tuple[Cell, ...]]) -> None:
    for row in rows:
        page.append([neutral(cell) if isinstance(cell, str) else cell for cell in row])


def _dress(page: Worksheet) -> None:
    for cell in page[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="0A665C")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for column, width in zip(page.columns, _WIDTHS, strict=True):
        page.column_dimensions[column[0].column_letter].width = width
        for cell in column[1:]:
            if isinstance(cell.value, str):
                # As text, so that a spreadsheet keeps long numbers and shows no formula.
                cell.number_format, cell.data_type = "@", "s"
            elif isinstance(cell.value, date):
                cell.number_format = "yyyy-mm-dd"
            elif isinstance(cell.value, Decimal):
                cell.number_format = "0.00"
    page.freeze_panes = "B2"
    page.auto_filter.ref = page.dimensions


def _steady(made: bytes, stamp: datetime) -> bytes:
    """Return the same workbook with one time everywhere, for openpyxl writes the clock's."""
    with zipfile.ZipFile(io.BytesIO(made)) as source:
        parts = [(name, source.read(name)) for name in source.namelist()]
    text = f"{stamp.isoformat()}Z".encode()
    fixed = [
        (name, _MODIFIED.sub(rb"\g<1>" + text + rb"\g<2>", content))
        if name == "docProps/core.xml"
        else (name, content)
        for name, content in parts
    ]
    return _zipped(fixed, stamp)


def _zipped(files: Iterable[tuple[str, bytes]], stamp: datetime) -> bytes:
    when = max(stamp, _OLDEST_IN_ZIP.replace(tzinfo=None))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files:
            info = zipfile.ZipInfo(name, when.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            target.writestr(info, content)
    return made.getvalue()


def _paper_name(row: BatchRow, taken: set[str]) -> str:
    wanted = row.parcel.waybill_number or row.parcel.tracking_number
    stem = _UNSAFE_IN_NAME.sub("_", wanted).strip("._") or "parcel"
    name, number = f"{stem}.pdf", 2
    while name.casefold() in taken:
        name, number = f"{stem}-{number}.pdf", number + 1
    taken.add(name.casefold())
    return name
