"""What comes in: connections to sources, raw bodies, imported files."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from parcelwright_web.models.accounts import Shop
from parcelwright_web.models.leases import LeasedModel
from parcelwright_web.models.sealed import SealedBytesField, SealedJSONField, SealedTextField
from parcelwright_web.models.tenancy import TenantFirstModel, TenantModel


class SourceConnection(TenantFirstModel):
    """A source of tracking data for one shop: it may post to us, we may ask it, or both.

    The address to post to ends in ``token`` (128 random bits); only its digest is searched.
    What we ask with and what came of it stands from ``is_asked`` on.

    Attributes:
        access: What the seller entered, by the names of the source's credentials.
        base_url: Where it is asked; empty for the source's own address.
        calls_per_day: The seller's own limit; None for that of the source's terms.
        bearer: A token bought with the credentials, good until ``bearer_until``.
        calls_made: Calls on the day ``calls_on`` (UTC), counted before they are made.
        quiet_until: Not asked before, because it asked for patience or has trouble.
        failing_since: First trouble since its last good answer; ``troubles`` counts them.
        access_refused_at: When it refused the credentials; None again after a good answer.
        check_due_at: A person wants to know whether it answers; the worker looks.
        watches_due_at: When its watches were to look anew, while the worker is not through them.
        held_until: A worker is asking it now; nobody else does before.
        passed_over_at: When all numbers that waited for it in vain were last looked at.
        last_answer: What the last answer amounted to, in one line.
        cursor: Where the reading of orders goes on.
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

    is_asked = models.BooleanField(default=False)
    # Nullable, as no value could be sealed for rows that stand already.
    access = SealedJSONField(null=True, blank=True)
    base_url = models.CharField(max_length=300, blank=True)
    calls_per_day = models.PositiveIntegerField(null=True, blank=True)
    bearer = SealedTextField(null=True, blank=True)
    bearer_until = models.DateTimeField(null=True, blank=True)
    calls_on = models.DateField(null=True, blank=True)
    calls_made = models.PositiveIntegerField(default=0)
    quiet_until = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    troubles = models.PositiveSmallIntegerField(default=0)
    access_refused_at = models.DateTimeField(null=True, blank=True)
    check_due_at = models.DateTimeField(null=True, blank=True)
    watches_due_at = models.DateTimeField(null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    passed_over_at = models.DateTimeField(null=True, blank=True)
    last_asked_at = models.DateTimeField(null=True, blank=True)
    last_answer = models.CharField(max_length=300, blank=True)
    last_answer_ok = models.BooleanField(null=True, blank=True)
    cursor = models.JSONField(default=dict, blank=True)

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


class Proof(models.TextChoices):
    """What proved who a body is from; the last two we brought ourselves."""

    SIGNATURE = "signature"
    SECRET = "secret"  # noqa: S105 - the name of a proof, no secret
    URL_SECRET = "url-secret"  # noqa: S105 - the name of a proof, no secret
    POLL = "poll"
    WATCH = "watch"


class InboundBody(LeasedModel, TenantFirstModel):
    """A raw body exactly as it came, committed before it is acknowledged.

    A repeat raises ``hits``; a repeated id with another body is a row of its own with
    the verdict ``conflict``, and is not projected. ``auth`` is a :class:`Proof`: a secret is
    sent in clear, a poll was fetched by us about the numbers ``asked`` and told something new
    of those in ``news_of``, a watch is our own note of how a source stands to a number.
    ``late`` says that its signature was made more than five minutes before or after it came.
    """

    connection = models.ForeignKey(SourceConnection, on_delete=models.PROTECT)
    source = models.CharField(max_length=24)
    dedupe_key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    body = SealedBytesField()
    headers = models.JSONField(default=dict)
    received_at = models.DateTimeField()
    auth = models.CharField(max_length=12)
    asked = models.JSONField(default=list)
    news_of = models.JSONField(default=list)
    late = models.BooleanField(default=False)
    hits = models.PositiveIntegerField(default=1)
    verdict = models.CharField(max_length=12, blank=True)
    problems = models.JSONField(default=list)
    # As many as were met, also those beyond what `problems` keeps.
    problem_count = models.PositiveIntegerField(default=0)

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
            models.Index(
                fields=["connection", "-id"],
                condition=models.Q(problem_count__gt=0),
                name="bodies_with_problems",
            ),
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


class ColumnMemory(TenantFirstModel):
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
