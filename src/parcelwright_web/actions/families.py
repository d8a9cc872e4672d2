"""Loads all that is stored about some numbers: parcels, further numbers, events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parcelwright_web.models.parcels import Parcel, ParcelNumber, TrackingEventRow, event_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from parcelwright.parcels.events import TrackingEvent


@dataclass(frozen=True, slots=True)
class Stored:
    """An event as it is stored: its row, the parcel it hangs on, its import, its words."""

    row_id: int
    parcel_id: int
    batch_id: int | None
    event: TrackingEvent


@dataclass(kw_only=True)
class Family:
    """Everything that is stored about some numbers, and about the numbers beside them.

    Args:
        parcels: By primary key.
        further: Pairs of a further number and the primary key of the parcel that bears it.
        events: By digest; equal statements are stored once.
    """

    parcels: dict[int, Parcel] = field(default_factory=dict)
    further: set[tuple[str, int]] = field(default_factory=set)
    events: dict[str, Stored] = field(default_factory=dict)

    def by_number(self) -> dict[str, list[Parcel]]:
        """Return, by main number, the parcels that bear it, in the order of their serials."""
        found: dict[str, list[Parcel]] = {}
        for parcel in sorted(self.parcels.values(), key=lambda each: each.serial):
            found.setdefault(parcel.tracking_number, []).append(parcel)
        return found


def load(tenant_id: int, numbers: Iterable[str]) -> Family:
    """Return the family of some numbers: whoever shares a number belongs to it."""
    family = Family()
    seen: set[str] = set()
    waiting = set(numbers)
    while waiting:
        seen |= waiting
        fresh = [
            parcel for parcel in _parcels(tenant_id, waiting) if parcel.pk not in family.parcels
        ]
        family.parcels |= {parcel.pk: parcel for parcel in fresh}
        pairs = set(_further(tenant_id, [parcel.pk for parcel in fresh]))
        family.further |= pairs
        named = {parcel.tracking_number for parcel in fresh} | {number for number, _ in pairs}
        waiting = named - seen
    family.events = dict(_events(tenant_id, family.parcels))
    return family


def _parcels(tenant_id: int, numbers: Iterable[str]) -> Iterator[Parcel]:
    rows = Parcel.objects.for_tenant(tenant_id)
    yield from rows.filter(tracking_number__among=numbers)
    bearers = ParcelNumber.objects.for_tenant(tenant_id).filter(number__among=numbers)
    yield from rows.filter(pk__in=bearers.values("parcel"))


def _further(tenant_id: int, parcel_ids: Collection[int]) -> Iterator[tuple[str, int]]:
    if parcel_ids:
        rows = ParcelNumber.objects.for_tenant(tenant_id).filter(parcel__among=parcel_ids)
        yield from rows.values_list("number", "parcel_id")


def _events(tenant_id: int, parcel_ids: Collection[int]) -> Iterator[tuple[str, Stored]]:
    if not parcel_ids:
        return
    rows = TrackingEventRow.objects.for_tenant(tenant_id).filter(parcel__among=parcel_ids)
    fields = ("digest", "id", "parcel_id", "batch_id", *TrackingEventRow.FIELDS)
    for digest, row_id, parcel_id, batch_id, *values in rows.values_list(*fields):
        yield digest, Stored(row_id, parcel_id, batch_id, event_of(digest, *values))
