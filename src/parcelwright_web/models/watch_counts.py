"""How the watches of a tenant with very many parcels stood when the worker counted them last."""

from __future__ import annotations

from django.db import models

from parcelwright_web.models.tenancy import TenantFirstModel


class KeptWatchCounts(TenantFirstModel):
    """One row a tenant.

    Attributes:
        at: When they were counted.
        nobody: Open parcels that nobody is asked about.
        standings: Parcels by connection (its key as text) and standing of an open watch.
    """

    at = models.DateTimeField()
    nobody = models.PositiveIntegerField()
    standings = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["tenant"], name="one_count_of_watches_per_tenant"),
        )
