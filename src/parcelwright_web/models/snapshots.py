"""The newest whole history that each source told of each number."""

from __future__ import annotations

from django.db import models

from parcelwright.parcels.snapshots import Snapshot
from parcelwright_web.models.tenancy import TenantFirstModel


class SnapshotRow(TenantFirstModel):
    """The snapshot that counts for a source and a number: what it left out is withdrawn."""

    source = models.CharField(max_length=24)
    number = models.CharField(max_length=64)
    told_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    oldest_at = models.DateTimeField()
    newest_at = models.DateTimeField()
    in_order = models.BooleanField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "number", "source"], name="one_snapshot_per_number"
            ),
        )

    FIELDS = ("source", "number", "told_at", "digest", "oldest_at", "newest_at", "in_order")

    def __str__(self) -> str:
        return f"{self.number} by {self.source}"

    @classmethod
    def of(cls, snapshot: Snapshot, *, tenant_id: int) -> SnapshotRow:
        """Return an unsaved row of a snapshot."""
        row = cls(tenant_id=tenant_id)
        row.take(snapshot)
        return row

    def take(self, snapshot: Snapshot) -> None:
        """Hold a snapshot from now on."""
        for name in self.FIELDS:
            setattr(self, name, getattr(snapshot, name))

    def to_domain(self) -> Snapshot:
        """Return the core's snapshot."""
        return Snapshot(**{name: getattr(self, name) for name in self.FIELDS})
