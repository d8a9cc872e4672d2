"""Parcels, their orders and their tracking events, as the shell stores them."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from django.db import models

from parcelwright.interchange.parcels import parcel_from_row
from parcelwright.parcels.events import EventTime, Milestone, TimeKind, TrackingEvent
from parcelwright_web.models.accounts import Shop
from parcelwright_web.models.sealed import BlindIndexField, SealedJSONField
from parcelwright_web.models.tenancy import TenantFirstModel

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.parcels.parcel import Parcel as DomainParcel


class Order(TenantFirstModel):
    """A sale; meets its parcels by order number, many to many.

    ``number_key`` is the order number as compared: without ``#``, case folded.
    ``facts`` and ``personal`` hold interchange columns by name; personal ones are sealed.
    """

    shop = models.ForeignKey(Shop, on_delete=models.PROTECT)
    order_number = models.CharField(max_length=100)
    number_key = models.CharField(max_length=100)
    facts = models.JSONField(default=dict)
    personal = SealedJSONField(default=dict)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "shop", "number_key"], name="one_order_per_number"
            ),
        )
        # A source that names an order does not say of which shop.
        indexes = (models.Index(fields=["tenant", "number_key"]),)


class Parcel(TenantFirstModel):
    """One package. ``serial`` counts the uses of a number that its carrier used again.

    Columns that are searched or sorted stand as columns; every other interchange column
    is in ``facts``, or sealed in ``personal``. What is computed stands below the line and
    can be computed again from events at any time.
    """

    shop = models.ForeignKey(Shop, on_delete=models.PROTECT)
    tracking_number = models.CharField(max_length=64)
    serial = models.PositiveSmallIntegerField(default=1)
    carrier = models.CharField(max_length=40, blank=True)
    service = models.CharField(max_length=120, blank=True)
    origin_country = models.CharField(max_length=2, blank=True)
    destination_country = models.CharField(max_length=2, blank=True)
    order_number = models.CharField(max_length=100, blank=True)
    order_key = models.CharField(max_length=100, blank=True)
    carrier_account = models.CharField(max_length=80, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    last_mile_number = models.CharField(max_length=64, blank=True)
    facts = models.JSONField(default=dict)
    personal = SealedJSONField(default=dict)
    # Columns above that the seller's parcel file did not state: {name: [origin, received, digest]}.
    borrowed = models.JSONField(default=dict)
    buyer_index = BlindIndexField(source="buyer_key")
    # Whether a file of the seller names it; otherwise a source told of it.
    is_stated = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    # Computed from events.
    stage = models.CharField(max_length=16, blank=True)
    outcome = models.CharField(max_length=24, blank=True)
    last_scan_at = models.DateTimeField(null=True, blank=True)
    event_count = models.PositiveIntegerField(default=0)
    unknown_count = models.PositiveIntegerField(default=0)
    # Computed by detection and diagnosis.
    assess_due = models.BooleanField(default=True)
    assessed_at = models.DateTimeField(null=True, blank=True)
    standing = models.CharField(max_length=16, blank=True)
    chance_arrives = models.FloatField(null=True, blank=True)
    chance_low = models.FloatField(null=True, blank=True)
    chance_high = models.FloatField(null=True, blank=True)
    journeys = models.PositiveIntegerField(null=True, blank=True)
    based_on = models.CharField(max_length=16, blank=True)
    silent_days = models.FloatField(null=True, blank=True)
    custodian = models.CharField(max_length=40, blank=True)
    cause = models.CharField(max_length=24, blank=True)
    cause_chance = models.FloatField(null=True, blank=True)
    reasons = models.JSONField(default=list)
    # The move that pays first for a parcel that is not on time, and the day from which it does.
    act_move = models.CharField(max_length=16, blank=True)
    act_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "tracking_number", "serial"], name="one_parcel_per_number_use"
            ),
        )
        indexes = (
            models.Index(fields=["tenant", "last_mile_number"]),
            models.Index(fields=["tenant", "order_key"]),
            models.Index(fields=["tenant", "buyer_index"]),
            models.Index(fields=["tenant", "standing", "last_scan_at"]),
            # By key, for they are taken in its order.
            models.Index(
                fields=["tenant", "id"], condition=models.Q(assess_due=True), name="to_assess"
            ),
            models.Index(
                fields=["assessed_at"],
                condition=models.Q(assess_due=False, outcome=""),
                name="to_assess_again",
            ),
        )

    # Columns above that are interchange columns under the same name.
    COLUMNS = (
        "tracking_number", "carrier", "service", "origin_country", "destination_country",
        "order_number", "carrier_account", "last_mile_number", "currency",
    )  # fmt: skip

    def __str__(self) -> str:
        return self.tracking_number

    @property
    def buyer_key(self) -> str:
        """Mail address, else name of the buyer, by which parcels of one buyer are found."""
        personal: dict[str, str] = self.personal
        return personal.get("buyer_email") or personal.get("buyer_name", "")

    def row(self) -> dict[str, str]:
        """Return the parcel as one interchange row, personal columns included.

        Where nobody stated when the carrier took it, the first scan tells the day.
        """
        columns = {name: getattr(self, name) for name in self.COLUMNS if getattr(self, name)}
        if self.value is not None:
            columns["value"] = format(self.value.normalize(), "f")
        if self.accepted_on is not None:
            columns["accepted_at"] = self.accepted_on.isoformat()
        return {**columns, **self.facts, **self.personal}

    def to_domain(self) -> DomainParcel:
        """Return the core's parcel. The stored row was checked when it came in."""
        parcel, _problems = parcel_from_row(self.row())
        return parcel


class ParcelNumber(TenantFirstModel):
    """A further number that a parcel bears, as that of the last mile or of a reference."""

    parcel = models.ForeignKey(Parcel, on_delete=models.CASCADE, related_name="numbers")
    number = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "number", "parcel"], name="one_row_per_number"
            ),
        )

    def __str__(self) -> str:
        return self.number


class TrackingEventRow(TenantFirstModel):
    """One statement about one parcel; equal statements are one row, the freshest kept.

    ``batch`` is the import that brought it, when a file did; ``own_meaning`` says that the
    milestone is the seller's own reading of the code, ``told_at`` when it was last told.
    """

    parcel = models.ForeignKey(
        Parcel, on_delete=models.CASCADE, related_name="events", db_index=False
    )
    digest = models.CharField(max_length=64)
    occurred_local = models.DateTimeField(null=True, blank=True)
    occurred_kind = models.CharField(max_length=8, blank=True)
    occurred_offset_min = models.SmallIntegerField(null=True, blank=True)
    received_at = models.DateTimeField()
    milestone = models.CharField(max_length=28)
    code = models.CharField(max_length=80, blank=True)
    code_table = models.CharField(max_length=60, blank=True)
    description = models.TextField(blank=True)
    language = models.CharField(max_length=16, blank=True)
    place = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)
    carrier = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=24)
    payload_digest = models.CharField(max_length=64, blank=True)
    tracking_number = models.CharField(max_length=64)
    facts = models.JSONField(default=list)
    own_meaning = models.BooleanField(default=False)
    told_at = models.DateTimeField(null=True, blank=True)
    batch = models.ForeignKey(
        "parcelwright_web.Import",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["parcel", "digest"], name="one_row_per_statement"),
        )
        indexes = (
            # By milestone alone, and for parcels that left at one moment.
            models.Index(fields=["tenant", "milestone", "occurred_local"]),
            models.Index(fields=["tenant", "payload_digest"]),
            models.Index(
                fields=["tenant", "source"],
                condition=models.Q(own_meaning=True),
                name="read_by_the_seller",
            ),
        )

    # Fields of a row that make its event, in the order that `event_of` takes them.
    FIELDS = (
        "tracking_number", "carrier", "occurred_local", "occurred_kind", "occurred_offset_min",
        "received_at", "milestone", "code", "code_table", "description", "language", "place",
        "country", "source", "payload_digest", "facts", "own_meaning",
        "told_at",
    )  # fmt: skip

    @classmethod
    def of(cls, event: TrackingEvent, *, parcel_id: int, tenant_id: int) -> TrackingEventRow:
        """Return an unsaved row of an event; the event says when it was received."""
        held = dict(zip(cls.FIELDS, values_of(event), strict=True))
        return cls(parcel_id=parcel_id, tenant_id=tenant_id, digest=event.digest, **held)

    def to_domain(self) -> TrackingEvent:
        """Return the core's event."""
        return event_of(self.digest, *(getattr(self, name) for name in self.FIELDS))


def values_of(event: TrackingEvent) -> tuple[object, ...]:
    """Return what a row holds of an event: a value for each of `TrackingEventRow.FIELDS`."""
    when = event.occurred_at
    return (
        event.tracking_number,
        event.carrier,
        # Wall-clock time is stored as if it were UTC: databases keep no zone of their own.
        None if when is None else when.local.replace(tzinfo=UTC),
        "" if when is None else when.kind.value,
        None if when is None else when.offset_min,
        event.received_at,
        event.milestone.value,
        event.code,
        event.code_table,
        event.description,
        event.language,
        event.place,
        event.country,
        event.source,
        event.payload_digest,
        event.facts,
        event.own_meaning,
        event.told_at,
    )


def event_of(
    digest: str,
    tracking_number: str,
    carrier: str,
    occurred_local: datetime | None,
    occurred_kind: str,
    occurred_offset_min: int | None,
    received_at: datetime,
    milestone: str,
    code: str,
    code_table: str,
    description: str,
    language: str,
    place: str,
    country: str,
    source: str,
    payload_digest: str,
    facts: list[list[str]],
    own_meaning: bool,  # noqa: FBT001 - a column among others, in the order of FIELDS
    told_at: datetime | None,
) -> TrackingEvent:
    """Return the event that a row's digest and :attr:`TrackingEventRow.FIELDS` hold."""
    when = None
    if occurred_local is not None:
        local = occurred_local.replace(tzinfo=None)
        when = EventTime(local, TimeKind(occurred_kind), occurred_offset_min)
    event = TrackingEvent(
        tracking_number=tracking_number,
        carrier=carrier,
        occurred_at=when,
        received_at=received_at,
        milestone=Milestone(milestone),
        code=code,
        code_table=code_table,
        description=description,
        language=language,
        place=place,
        country=country,
        source=source,
        payload_digest=payload_digest,
        facts=tuple((name, text) for name, text in facts),
        own_meaning=own_meaning,
        told_at=told_at,
    )
    # Known already, and hashing it again would cost more than reading it.
    event.__dict__["digest"] = digest
    return event
