"""Certificates that came back for a declaration: which match, which are missing, which differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.errors import MoneyError
from parcelwright.interchange.tables import open_table
from parcelwright.money import Money
from parcelwright.parcels.recognize import normalize
from parcelwright.prevention.cells import Cells

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path
    from typing import IO

    from parcelwright.prevention.insuring.declaration import Declared


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """One row of what the insurer sent back.

    Args:
        number: Tracking or order number, as declared.
        certificate: The insurer's own number.
        value: The insured value, None where the list does not tell it.
    """

    number: str
    certificate: str
    value: Money | None = None
    premium: Money | None = None
    issued_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A certificate that says something else than the declaration.

    Args:
        what: ``insured_value``, ``premium``, ``no_certificate_number`` or ``twice``.
        was_declared: What was declared, ``is_certified`` what came back; as text.
    """

    number: str
    what: str
    was_declared: str
    is_certified: str


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A declaration and its certificates.

    Args:
        matched: Declared and certified alike, by number, with the certificate's number.
        missing: Declared, and no certificate came: not insured until it does.
        differing: Certified otherwise than declared.
        not_declared: Certified, and never declared.
    """

    matched: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    differing: tuple[Difference, ...]
    not_declared: tuple[str, ...]


def read_certificates(path: str | Path | IO[bytes], name: str = "") -> tuple[Certificate, ...]:
    """Return the rows of a list of certificates.

    Columns: ``tracking_number``, ``certificate_number`` and, as far as known,
    ``insured_value``, ``premium``, ``currency`` and ``issued_on``.

    Raises:
        InputFileError: No table, or a cell that cannot be read; the message says which.
    """
    table = open_table(path, name)
    Cells.needs(table, "tracking_number", "certificate_number")
    return tuple(_certificate(Cells(table.name, row)) for row in table.rows())


def compared(declared: Sequence[Declared], certificates: Sequence[Certificate]) -> Compared:
    """Return what became of each declared parcel, in the order of the declaration."""
    by_number: dict[str, list[Certificate]] = {}
    for one in certificates:
        by_number.setdefault(one.number, []).append(one)
    matched, missing, differing = [], [], []
    for parcel in declared:
        number = normalize(parcel.number)
        found = by_number.pop(number, [])
        if not found:
            missing.append(parcel.number)
            continue
        faults = _differences(parcel, found)
        differing.extend(faults)
        if not faults:
            matched.append((parcel.number, found[0].certificate))
    return Compared(
        matched=tuple(matched),
        missing=tuple(missing),
        differing=tuple(differing),
        not_declared=tuple(by_number),
    )


def _differences(parcel: Declared, found: Sequence[Certificate]) -> list[Difference]:
    one = found[0]
    faults = []
    if len(found) > 1:
        faults.append(("twice", "1", str(len(found))))
    if not one.certificate:
        faults.append(("no_certificate_number", "", ""))
    for what, mine, theirs in (
        ("insured_value", parcel.value, one.value),
        ("premium", parcel.premium, one.premium),
    ):
        if theirs is not None and theirs.rounded() != mine.rounded():
            faults.append((what, str(mine), str(theirs)))
    return [
        Difference(number=parcel.number, what=what, was_declared=mine, is_certified=theirs)
        for what, mine, theirs in faults
    ]


def _certificate(cells: Cells) -> Certificate:
    return Certificate(
        number=normalize(cells.needed("tracking_number")),
        certificate=cells.text("certificate_number"),
        value=_money(cells, "insured_value"),
        premium=_money(cells, "premium"),
        issued_on=cells.day("issued_on"),
    )


def _money(cells: Cells, column: str) -> Money | None:
    amount = cells.number(column)
    if amount is None:
        return None
    try:
        return Money.of(amount, cells.text("currency"))
    except MoneyError as error:
        raise cells.refuse("currency", str(error), "write three letters such as USD") from error
