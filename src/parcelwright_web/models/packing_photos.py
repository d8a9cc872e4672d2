"""Photographs made while an order was packed."""

from __future__ import annotations

from django.db import models

from parcelwright_web.models.cases import EvidenceEntry
from parcelwright_web.models.drafts import OrderDraft
from parcelwright_web.models.tenancy import TenantModel


class PackingPhoto(TenantModel):
    """One photograph of an order; the file lies sealed, as it came.

    Attributes:
        shot: What it shows, a code of the packing adviser's ``PHOTOS``, or ``other``.
        digest: SHA-256 of the file, 64 hex digits.
        entry: Line of the evidence log that committed to the digest when it was kept.
        carried_to: Keys of the cases whose evidence holds it.
    """

    draft = models.ForeignKey(
        OrderDraft, on_delete=models.CASCADE, related_name="photos", db_index=False
    )
    shot = models.CharField(max_length=30)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=20)
    blob = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=150)
    entry = models.ForeignKey(EvidenceEntry, on_delete=models.PROTECT, related_name="+")
    carried_to = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["draft", "digest"], name="one_photo_per_digest"),
        )
