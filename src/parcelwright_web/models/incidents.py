"""Incidents: parcels in trouble together, found by the worker or told by a carrier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from parcelwright.diagnosis.incidents.incident import IncidentKind
from parcelwright.money import Money
from parcelwright_web.models.parcels import Parcel
from parcelwright_web.models.tenancy import TenantFirstModel, TenantModel

if TYPE_CHECKING:
    from decimal import Decimal


class EndedAs(models.TextChoices):
    """Why an incident is over."""

    PASSED = "passed"
    CLOSED = "closed"


class Incident(TenantFirstModel):
    """Parcels in trouble together; open until ``ended_at``.

    Attributes:
        kind: What they shared, a value of ``IncidentKind``.
        what: Its name in parts, as the core gives it; one text when entered by hand.
        by_hand: Whether a person entered it; such an incident is not ended by the worker
            while a parcel of it is open.
        words: What the carrier's notice says, or why it was entered.
        started_at: Last good scan of the group; for an outage the last news.
        size: Parcels in trouble now.
        group: Parcels that shared it, those that moved on included.
        chance: Chance that they are in trouble together; None when entered by hand.
        by_chance: Groups that would look so by chance.
        reasons: Codes with figures, as the pages word them.
        stake: What the parcels in trouble are worth, ``[amount, currency]`` each.
        unmatched: Numbers of a notice that no parcel bears.
    """

    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16)
    what = models.JSONField(default=list)
    by_hand = models.BooleanField(default=False)
    words = models.TextField(blank=True)
    made_by = models.CharField(max_length=150)
    cause = models.CharField(max_length=24, blank=True)
    started_at = models.DateTimeField()
    found_at = models.DateTimeField()
    refreshed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_as = models.CharField(max_length=8, choices=EndedAs, blank=True)
    ended_by = models.CharField(max_length=150, blank=True)
    size = models.PositiveIntegerField(default=0)
    group = models.PositiveIntegerField(default=0)
    chance = models.FloatField(null=True, blank=True)
    by_chance = models.FloatField(null=True, blank=True)
    reasons = models.JSONField(default=list)
    stake = models.JSONField(default=list)
    unmatched = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["tenant", "number"], name="one_incident_per_number"),
        )
        indexes = (models.Index(fields=["tenant", "ended_at", "kind"]),)

    def __str__(self) -> str:
        return f"I-{self.number}"

    @property
    def is_outage(self) -> bool:
        """Whether nothing is heard at all, so that silence is no reason for alarm."""
        return self.kind == IncidentKind.OUTAGE.value

    @property
    def money(self) -> list[Money]:
        """What the parcels in trouble are worth, by currency."""
        stored: list[tuple[str | Decimal, str]] = self.stake
        return [Money.of(amount, currency) for amount, currency in stored]


class IncidentMember(TenantModel):
    """A parcel of an incident; ``left_at`` is when it was first seen out of trouble."""

    incident = models.ForeignKey(
        Incident, on_delete=models.CASCADE, related_name="members", db_index=False
    )
    parcel = models.ForeignKey(Parcel, on_delete=models.CASCADE, related_name="incidents")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["incident", "parcel"], name="one_member_per_parcel"),
        )


class IncidentRound(TenantFirstModel):
    """When a tenant's parcels were last searched for incidents.

    Attributes:
        parcels: How many were read for it; the more, the longer until the next search.
    """

    at = models.DateTimeField()
    parcels = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["tenant"], name="one_round_per_tenant"),)
