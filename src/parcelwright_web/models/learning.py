"""What was learned from a tenant's own closed journeys."""

from __future__ import annotations

from django.db import models

from parcelwright_web.models.tenancy import TenantFirstModel


class LearnedTable(TenantFirstModel):
    """An arrival table (Parquet) and the clock it was learned with (NumPy); the newest is used."""

    learned_at = models.DateTimeField()
    until = models.DateField()
    journeys = models.PositiveIntegerField()
    table = models.BinaryField()
    clock = models.BinaryField(null=True)

    class Meta:
        indexes = (models.Index(fields=["tenant", "learned_at"]),)
