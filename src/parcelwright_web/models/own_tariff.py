"""The seller's own rates of duty, as they were brought."""

from __future__ import annotations

import msgspec
from django.db import models

from parcelwright.prevention.tariff import Tariff, TariffRate
from parcelwright_web.models.tenancy import TenantFirstModel


class OwnTariff(TenantFirstModel):
    """A tariff as it was brought; the newest counts, older ones stay as history."""

    name = models.CharField(max_length=200)
    rates = models.JSONField(default=list)
    brought_at = models.DateTimeField()
    brought_by = models.CharField(max_length=150, blank=True)

    class Meta:
        indexes = (models.Index(fields=["tenant", "brought_at"]),)

    def to_domain(self) -> Tariff:
        """Return the core's tariff."""
        return Tariff(rates=msgspec.convert(self.rates, tuple[TariffRate, ...]))
