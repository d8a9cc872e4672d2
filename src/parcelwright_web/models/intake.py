"""What comes in: connections to sources, raw bodies, imported files."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from parcelwright_web.models.accounts import Shop
from parcelwright_web.models.leases import LeasedModel
from parcelwright_web.models.sealed import SealedBytesField, SealedJSONField, SealedTextField
from parcelwright_web.models.tenancy import TenantModel


class SourceConnection(TenantModel):
    """A source that may post to us for one shop, with the secrets that sign its posts.

    The address ends in ``token`` (128 random bits); only its digest is searched.
    """

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE)
    source = models.CharField(max_length=24)
    token = SealedTextField()
    token_digest = models.CharField(max_length=64, unique=True)
    secret = SealedTextField(blank=True, default="")
    previous_secret = SealedTextField(blank=True, default="")
    secret_changed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    last_received_at = models.DateTimeField(null=True, blank=True)
    refused_count = models.PositiveIntegerField(default=0)
    last_refused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "shop", "source"], name="one_connection_per_shop_and_source"
            ),
        )


class InboundVerdict(models.TextChoices):
    """What became of a raw body; empty until it was projected."""

    PROJECTED = "projected"
    QUARANTINED = "quarantined"
    CONFLICT = "conflict"


class InboundBody(LeasedModel, TenantModel):
    """A raw body exactly as it came, committed before it is acknowledged.

    A repeat raises ``hits``; a repeated id with another body is a row of its own with
    the verdict ``conflict``, and is not projected. ``auth`` says what proved the sender:
    ``signature``, ``secret`` (sent in clear) or ``url-secret``; ``late`` that its signature
    was made more than five minutes before or after it came.
    """

    connection = models.ForeignKey(SourceConnection, on_delete=models.PROTECT)
    source = models.CharField(max_length=24)
    dedupe_key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    body = SealedBytesField()
    headers = models.JSONField(default=dict)
    received_at = models.DateTimeField()
    auth = models.CharField(max_length=12)
    late = models.BooleanField(default=False)
    hits = models.PositiveIntegerField(default=1)
    verdict = models.CharField(max_length=12, blank=True)
    problems = models.JSONField(default=list)

    class Meta(LeasedModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "source", "dedupe_key", "digest"], name="one_row_per_body"
            ),
            models.UniqueConstraint(
                fields=["tenant", "source", "dedupe_key"],
                condition=~models.Q(verdict="conflict"),
                name="one_applied_body_per_key",
            ),
        )
        indexes: ClassVar = [
            *LeasedModel.Meta.indexes,
            models.Index(fields=["tenant", "digest"]),
        ]


class ImportPhase(models.TextChoices):
    """How far a person has brought a file; the lease state says what the worker does with it."""

    UPLOADED = "uploaded"
    COMMITTED = "committed"
    UNDONE = "undone"


class Import(LeasedModel, TenantModel):
    """A file that somebody brought, how its columns were matched, and what became of it.

    The file itself is sealed on disk under ``blob``; nothing is written to parcels before
    somebody commits the preview.
    """

    shop = models.ForeignKey(Shop, on_delete=models.PROTECT)
    kind = models.CharField(max_length=12)
    phase = models.CharField(max_length=10, default=ImportPhase.UPLOADED)
    file_name = models.CharField(max_length=200)
    blob = models.CharField(max_length=100)
    size = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    preset = models.CharField(max_length=40, blank=True)
    mapping = models.JSONField(default=dict)
    header_fingerprint = models.CharField(max_length=64, blank=True)
    summary = models.JSONField(default=dict)
    preview = SealedJSONField(default=dict)
    rows_done = models.PositiveIntegerField(default=0)
    rejects_blob = models.CharField(max_length=100, blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=150, blank=True)
    committed_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)


class ImportChange(TenantModel):
    """What an import did to one row of one table, so that it can be undone.

    ``before`` is the row as it was, or null when the import made it.
    """

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="changes")
    table = models.CharField(max_length=12)
    row_id = models.BigIntegerField()
    before = SealedJSONField(null=True)
    after_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = (models.Index(fields=["table", "row_id"]),)


class ColumnMemory(TenantModel):
    """How columns were matched the last time a file with these headers came."""

    fingerprint = models.CharField(max_length=64)
    kind = models.CharField(max_length=12)
    mapping = models.JSONField(default=dict)
    used_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "fingerprint"], name="one_memory_per_headers"
            ),
        )
