"""Fills a parcel's columns from files, orders and sources; the better word wins.

A parcel file outweighs the order, the order outweighs a source; of equals the one
received last holds, then the one with the smaller digest. So the order of arrival
changes nothing.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from parcelwright.interchange.grouping import order_key
from parcelwright_web.models.parcels import Parcel

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from parcelwright.parcels.events import ParcelHint

PERSONAL = frozenset({
    "buyer_name", "buyer_email", "buyer_phone", "buyer_language", "address_lines", "city",
    "buyer_country", "buyer_postal_code", "destination_postal_code",
})  # fmt: skip
# An amount and its currency come from the same mouth.
_CURRENCIES = {
    "value": "currency",
    "cost": "cost_currency",
    "postage": "postage_currency",
    "insured_value": "insured_currency",
    "declared_value": "declared_currency",
}
_LIMITS = {
    field.name: field.max_length
    for field in Parcel._meta.concrete_fields  # noqa: SLF001 - Django's documented name
    if field.name in Parcel.COLUMNS
}
_MAX_AMOUNT = Decimal("1e11")
_MAX_FACT = 2000


class Origin(IntEnum):
    """Whose word a column is; a higher one outweighs."""

    GUESS = -1
    SOURCE = 0
    ORDER = 1
    FILE = 2


@dataclass(frozen=True, kw_only=True)
class Word:
    """Columns that somebody states of a parcel, and when we heard it."""

    values: Mapping[str, str]
    origin: Origin
    received_at: datetime
    digest: str

    @property
    def mark(self) -> list[str | int]:
        """What is remembered of the word beside a column that holds it."""
        return [int(self.origin), self.received_at.isoformat(), self.digest]


def hinted(hint: ParcelHint) -> dict[str, str]:
    """Return the columns that a source's hint fills."""
    values = {
        "carrier": hint.carrier,
        "service": hint.service,
        "origin_country": hint.origin_country,
        "destination_country": hint.destination_country,
        "order_number": hint.order_number,
        "last_mile_number": hint.last_mile_number,
        "last_mile_carrier": hint.last_mile_carrier,
        "weight_g": "" if hint.weight_g is None else str(hint.weight_g),
    }
    return {name: value for name, value in values.items() if value}


def hear(parcel: Parcel, word: Word) -> bool:
    """Let a parcel take what outweighs its columns; return whether anything changed."""
    changed = False
    if word.origin is Origin.FILE and not parcel.is_stated:
        parcel.is_stated = changed = True
    mark = None if word.origin is Origin.FILE else word.mark
    for name, value in word.values.items():
        if value and name != "tracking_number" and name not in _CURRENCIES.values():
            changed |= _offer(parcel, name, word, mark)
    return changed


def snapshot(parcel: Parcel) -> dict[str, str]:
    """Return every stated column of a parcel, as text."""
    columns = {name: getattr(parcel, name) for name in Parcel.COLUMNS if getattr(parcel, name)}
    if parcel.value is not None:
        columns["value"] = _plain(parcel.value)
    return {**columns, **parcel.facts, **parcel.personal}


def restore_point(parcel: Parcel) -> dict[str, object]:
    """Return what :func:`restore` needs to bring a parcel's stated columns back."""
    return {
        "row": snapshot(parcel),
        "borrowed": parcel.borrowed,
        "is_stated": parcel.is_stated,
    }


def restore(parcel: Parcel, point: Mapping[str, Any]) -> None:
    """Give a parcel the stated columns of an earlier moment."""
    earlier: Mapping[str, str] = point["row"]
    for name in {*snapshot(parcel), *earlier} - {"tracking_number"}:
        put(parcel, name, earlier.get(name, ""))
    parcel.borrowed, parcel.is_stated = point["borrowed"], point["is_stated"]


def fingerprint(columns: Mapping[str, Any]) -> str:
    """Return a digest of columns, by which a later change is noticed."""
    text = json.dumps(columns, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def put(parcel: Parcel, name: str, value: str) -> None:
    """Set one column; empty text clears it."""
    if name == "value":
        parcel.value = _amount(value)
    elif name in Parcel.COLUMNS:
        setattr(parcel, name, value[: _LIMITS[name]])
        if name == "order_number":
            parcel.order_key = order_key(value)[:100]
    elif name in PERSONAL:
        parcel.personal = _with(parcel.personal, name, value)
    else:
        parcel.facts = _with(parcel.facts, name, value)


def _offer(parcel: Parcel, name: str, word: Word, mark: list[str | int] | None) -> bool:
    if not _outweighs(parcel, name, word):
        return False
    names = [name]
    follower = _CURRENCIES.get(name)
    if follower and word.values.get(follower):
        names.append(follower)
    changed = False
    for each in names:
        before = (stated(parcel, each), parcel.borrowed.get(each))
        put(parcel, each, word.values[each][:_MAX_FACT])
        changed |= before != (stated(parcel, each), mark)
        parcel.borrowed = {**parcel.borrowed, each: mark} if mark else _without(parcel, each)
    return changed


def _outweighs(parcel: Parcel, name: str, word: Word) -> bool:
    if word.origin is Origin.FILE or not stated(parcel, name):
        return True
    held = parcel.borrowed.get(name)
    if held is None:
        return False
    origin, received, digest = held
    ours = (int(word.origin), word.received_at.isoformat())
    return ours > (origin, received) or (ours == (origin, received) and word.digest < digest)


def stated(parcel: Parcel, name: str) -> str:
    """Return one column as text; empty when nobody stated it."""
    if name == "value":
        return "" if parcel.value is None else _plain(parcel.value)
    if name in Parcel.COLUMNS:
        text: str = getattr(parcel, name)
        return text
    held: dict[str, str] = parcel.personal if name in PERSONAL else parcel.facts
    return held.get(name, "")


def _without(parcel: Parcel, name: str) -> dict[str, object]:
    return {key: mark for key, mark in parcel.borrowed.items() if key != name}


def _with(held: Mapping[str, str], name: str, value: str) -> dict[str, str]:
    rest = {key: text for key, text in held.items() if key != name}
    return {**rest, name: value} if value else rest


def _amount(value: str) -> Decimal | None:
    try:
        amount = Decimal(value) if value else None
    except InvalidOperation:
        return None
    return amount if amount is None or abs(amount) < _MAX_AMOUNT else None


def _plain(amount: Decimal) -> str:
    return format(amount.normalize(), "f")
