"""Exchange rates beyond those of the release: fetched for all, or entered by a seller."""

from __future__ import annotations

from decimal import Decimal

from django.db import models

from parcelwright.rulebook.exchange import RateTable
from parcelwright_web.models.tenancy import TenantModel


class FetchedRates(models.Model):
    """The rates of one day, as a service published them; the same for every tenant.

    Attributes:
        day: The day they are of.
        units: Units of each currency for one XDR, as decimal text.
        url: Where they were read, and ``fetched_at`` when.
    """

    day = models.DateField(unique=True)
    units = models.JSONField()
    url = models.CharField(max_length=300)
    fetched_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"rates of {self.day}"

    def to_domain(self) -> RateTable:
        """Return the core's table. The stored row was checked when it came in."""
        units = {code: Decimal(rate) for code, rate in self.units.items()}
        return RateTable(as_of=self.day, units=units, title=self.url, url=self.url)


class RateFeed(models.Model):
    """How the service of exchange rates stands; one row for each address.

    Attributes:
        held_until: A worker asks it now; nobody else does before.
        answered_at: When it last sent rates that can be believed.
        trouble: What is wrong with its last answer, empty when nothing is.
    """

    url = models.CharField(max_length=300, primary_key=True)
    asked_at = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.url


class OwnRate(TenantModel):
    """A rate that a seller entered; in force until ``removed_at``, and kept after that.

    Attributes:
        day: The day it is of.
        units: Units of ``currency`` for one unit of ``base``, as entered.
        note: Where it was read, in the seller's words.
    """

    day = models.DateField()
    base = models.CharField(max_length=3)
    currency = models.CharField(max_length=3)
    units = models.DecimalField(max_digits=24, decimal_places=8)
    note = models.CharField(max_length=200, blank=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    removed_by = models.CharField(max_length=150, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "day", "currency"],
                condition=models.Q(removed_at=None),
                name="one_own_rate_in_force_per_day_and_currency",
            ),
        )
