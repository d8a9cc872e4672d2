"""Invented parcels with ten events each, as webhook bodies and as rows of a file, one by one.

Nothing is held in memory, so that what is measured is not hidden behind the input.
"""

from __future__ import annotations

import csv
import io
import json
import random
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from benchmarks._scale import EVENTS_EACH
from parcelwright.parcels.check_digits import s10_check_digit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FIRST = datetime(2026, 9, 1, tzinfo=UTC)
_CHINA = timedelta(hours=8)
_ENDS = {
    "DE": ("DEU", "Germany", "dhl-germany", ("Frankfurt", "Hamburg", "Leipzig"), 1),
    "US": ("USA", "United States", "usps", ("Chicago", "Los Angeles", "Newark"), -5),
    "FR": ("FRA", "France", "colissimo", ("Roissy", "Lyon", "Lille"), 1),
}
_CITIES = ("Shenzhen", "Guangzhou", "Yiwu", "Hangzhou", "Dongguan")
# Sub-tag, milestone, words, hours after the step before, and whether it happens at the end.
_STEPS = (
    ("InfoReceived_001", "LABEL_CREATED", "Shipping label was made", 0, False),
    ("InTransit_002", "ACCEPTED", "Item accepted at the post office", 14, False),
    ("InTransit_007", "PROCESSED", "Item left the sorting center", 9, False),
    ("InTransit_003", "PROCESSED", "Item reached the office of exchange", 20, False),
    ("InTransit_006", "CUSTOMS_STARTED", "Item was handed to customs for export", 30, False),
    ("InTransit_004", "ARRIVED", "Item reached the country of destination", 70, True),
    ("InTransit_005", "CUSTOMS_CLEARED", "Customs clearance is complete", 25, True),
    ("OutForDelivery_002", "ARRIVED_AT_DELIVERY_OFFICE", "Item is at the last office", 30, True),
    ("OutForDelivery_001", "OUT_FOR_DELIVERY", "Item is with the courier", 18, True),
    ("Delivered_001", "DELIVERED", "Item was handed to the recipient", 6, True),
)  # fmt: skip
HEADER = (
    "tracking_number", "carrier", "occurred_at", "received_at", "milestone", "code",
    "code_table", "description", "language", "place", "country", "source",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Step:
    """One event: when it happened and was heard (ISO 8601), where, and what was said."""

    subtag: str
    milestone: str
    words: str
    occurred_at: str
    heard_at: str
    city: str
    country: str
    iso3: str
    land: str


@dataclass(frozen=True, kw_only=True)
class Shipment:
    """One parcel with its steps, oldest first."""

    index: int
    number: str
    end: str
    steps: tuple[Step, ...]


def shipments(count: int) -> Iterator[Shipment]:
    """Yield that many different parcels, always the same ones."""
    for index in range(count):
        chance = random.Random(index)  # noqa: S311  # no secret
        serial = f"{10_000_000 + index:08d}"
        end = chance.choice(tuple(_ENDS))
        number = f"L{'ABCX'[index % 4]}{serial}{s10_check_digit(serial)}CN"
        steps = tuple(_steps(chance, end))
        yield Shipment(index=index, number=number, end=end, steps=steps)


def _steps(chance: random.Random, end: str) -> Iterator[Step]:
    moment = _FIRST + timedelta(minutes=chance.randrange(60 * 24 * 60))
    iso3, land, _, ends, hours_east = _ENDS[end]
    start_city, end_city = chance.choice(_CITIES), chance.choice(ends)
    for subtag, milestone, words, hours, is_at_end in _STEPS[:EVENTS_EACH]:
        moment += timedelta(hours=hours, minutes=chance.randrange(600))
        shift = timedelta(hours=hours_east) if is_at_end else _CHINA
        zone = f"{'-' if shift < timedelta(0) else '+'}{abs(shift) // timedelta(hours=1):02d}:00"
        heard = moment + timedelta(minutes=5 + chance.randrange(300))
        yield Step(
            subtag=subtag,
            milestone=milestone,
            words=words,
            occurred_at=f"{(moment + shift).replace(tzinfo=None).isoformat()}{zone}",
            heard_at=heard.strftime("%Y-%m-%dT%H:%M:%SZ"),
            city=end_city if is_at_end else start_city,
            country=end if is_at_end else "CN",
            iso3=iso3 if is_at_end else "CHN",
            land=land if is_at_end else "China",
        )


def bodies(found: Iterable[Shipment]) -> Iterator[bytes]:
    """Yield for each parcel the last body that AfterShip posts of it: its whole history."""
    for shipment in found:
        yield json.dumps(_tracking(shipment), separators=(",", ":")).encode()


def _tracking(shipment: Shipment) -> dict[str, object]:
    newest = shipment.steps[-1]
    return {
        "ts": int(datetime.fromisoformat(newest.heard_at).timestamp()),
        "event": "tracking_update",
        "event_id": str(uuid.UUID(int=shipment.index, version=4)),
        "is_tracking_first_tag": True,
        "msg": {
            "id": f"{shipment.index:024x}",
            "tracking_number": shipment.number,
            "title": shipment.number,
            "slug": "china-post",
            "source": "web",
            "active": False,
            "order_id": f"A{shipment.index}",
            "order_number": f"A{shipment.index}",
            "origin_country_iso3": "CHN",
            "destination_country_iso3": _ENDS[shipment.end][0],
            "courier_destination_country_iso3": _ENDS[shipment.end][0],
            "tag": newest.subtag.partition("_")[0],
            "subtag": newest.subtag,
            "subtag_message": newest.words,
            "return_to_sender": False,
            "created_at": shipment.steps[0].heard_at,
            "updated_at": newest.heard_at,
            "next_couriers": [],
            "checkpoints": [_checkpoint(step) for step in shipment.steps],
        },
    }


def _checkpoint(step: Step) -> dict[str, object]:
    return {
        "slug": "china-post",
        "created_at": step.heard_at,
        "checkpoint_time": step.occurred_at,
        "location": f"{step.city}, {step.land}",
        "city": step.city,
        "state": None,
        "zip": None,
        "country_iso3": step.iso3,
        "country_name": step.land,
        "coordinates": [],
        "message": step.words,
        "tag": step.subtag.partition("_")[0],
        "subtag": step.subtag,
        "subtag_message": step.words,
        "raw_tag": None,
    }


def csv_chunks(found: Iterable[Shipment]) -> Iterator[bytes]:
    """Yield an events file (UTF-8, comma) in pieces: the header, then the rows of each parcel."""
    yield (",".join(HEADER) + "\n").encode()
    for shipment in found:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(
            _cells(shipment, step) for step in shipment.steps
        )
        yield text.getvalue().encode()


def _cells(shipment: Shipment, step: Step) -> tuple[str, ...]:
    return (
        shipment.number, "china-post", step.occurred_at, step.heard_at, step.milestone, step.subtag,
        "aftership.subtag", step.words, "en", f"{step.city}, {step.land}", step.country, "file",
    )  # fmt: skip
