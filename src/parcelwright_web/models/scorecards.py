"""What carriers did, as the worker counted it last; what people say of them; the rate table."""

from __future__ import annotations

import msgspec
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from parcelwright.prevention.choice.rate_table import Rate
from parcelwright.prevention.insuring.declaration import Declared
from parcelwright.prevention.scorecards.reviews import Review
from parcelwright_web.models.sealed import SealedTextField
from parcelwright_web.models.tenancy import TenantFirstModel


class KeptJourneys(TenantFirstModel):
    """The journeys of a tenant (NumPy) and its claims, as counted ``at``; the newest counts.

    ``claims`` holds for each inquiry or claim the place of its parcel among the journeys, its
    carrier, and the fields of :class:`ClaimRecord` that are known.
    """

    at = models.DateTimeField()
    journeys = models.PositiveIntegerField()
    content = models.BinaryField()
    claims = models.JSONField(default=list)

    class Meta:
        indexes = (models.Index(fields=["tenant", "at"]),)


class CarrierReview(TenantFirstModel):
    """What somebody says of a carrier. It enters no figure."""

    carrier = models.CharField(max_length=40)
    service = models.CharField(max_length=120, blank=True)
    destination_country = models.CharField(max_length=2, blank=True)
    stars = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    words = models.TextField(blank=True)
    who = models.CharField(max_length=120, blank=True)
    said_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=150, blank=True)

    class Meta:
        indexes = (models.Index(fields=["tenant", "carrier"]),)

    def to_domain(self) -> Review:
        """Return the core's review."""
        return Review(
            carrier=self.carrier,
            service=self.service,
            destination_country=self.destination_country,
            stars=self.stars,
            words=self.words,
            who=self.who,
            said_on=self.said_on,
            source=self.source,
        )


class CarrierCandidate(TenantFirstModel):
    """What a carrier that the shop has not used yet gave or was asked for.

    Attributes:
        service: Empty is every service.
        numbers: Tracking numbers that it gave as samples.
        references: Shops that it named and what they said, as written; sealed.
    """

    carrier = models.CharField(max_length=40)
    service = models.CharField(max_length=120, blank=True)
    numbers = models.JSONField(default=list)
    references = SealedTextField(blank=True, default="")
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "carrier", "service"], name="one_sheet_per_candidate"
            ),
        )


class RateTable(TenantFirstModel):
    """A rate table as it was brought; the newest counts, older ones stay as history."""

    name = models.CharField(max_length=200)
    rates = models.JSONField(default=list)
    brought_at = models.DateTimeField()
    brought_by = models.CharField(max_length=150, blank=True)

    class Meta:
        indexes = (models.Index(fields=["tenant", "brought_at"]),)

    def to_domain(self) -> tuple[Rate, ...]:
        """Return the core's rows."""
        return msgspec.convert(self.rates, tuple[Rate, ...])


class Declaration(TenantFirstModel):
    """A list of parcels declared to an insurer, and what its certificates say.

    ``rows`` holds the fields of :class:`Declared`; ``answer`` what
    :func:`parcelwright.prevention.insuring.plain.plain_compared` tells, empty before.
    """

    policy_number = models.CharField(max_length=80, blank=True)
    insurer = models.CharField(max_length=120, blank=True)
    rows = models.JSONField(default=list)
    declared_at = models.DateTimeField()
    declared_by = models.CharField(max_length=150, blank=True)
    answer = models.JSONField(default=dict)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=["tenant", "declared_at"]),)

    def to_domain(self) -> tuple[Declared, ...]:
        """Return the core's rows."""
        return msgspec.convert(self.rows, tuple[Declared, ...])
