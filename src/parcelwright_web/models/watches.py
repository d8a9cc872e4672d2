"""Watches: who is asked about each number of a parcel, when next, and how that stands."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from parcelwright.watch.standing import NumberRole, WatchStanding
from parcelwright_web.models.intake import SourceConnection
from parcelwright_web.models.leases import LeasedModel
from parcelwright_web.models.parcels import Parcel
from parcelwright_web.models.tenancy import TenantFirstModel


class Watch(LeasedModel, TenantFirstModel):
    """The watch over one number of a parcel; ``run_at`` is when it is looked at next.

    Never parked: an open watch is ready or running, an ended one done.

    Attributes:
        carrier: Who carries it under this number, as far as known when last looked at.
        connection: Who is asked; None while nobody can be.
        reference: The source's own id of the number.
        looked_at: When it was last passed over because its connection could not be asked.
        registered_at: When the source took the number on, where it wants that.
        last_told_at: When an answer last told anything of the number.
        last_digest: Digest of what that answer told; the same again is not stored again.
        changed_at: When an answer last told something else than before.
        not_found_since: First of ``misses`` answers in a row that knew no such parcel.
        retracks: How often the connection was told to start again.
        tried: What came of each connection, by its key, and when it may be tried again.
        alone: Whether to ask about it alone, as a question with others was not understood.
        standing: How it stands, with one plain sentence in ``why``.
        urgent: Whether somebody waits for news: a case, a deadline, a person who asked.
        deadline_at: Next deadline of the parcel's case or remedies.
        closed_at: When the journey was first seen to be over.
        case: ``open``, or how the last case was closed; empty without one.
    """

    parcel = models.ForeignKey(
        Parcel, on_delete=models.CASCADE, related_name="watches", db_index=False
    )
    number = models.CharField(max_length=64)
    role = models.CharField(max_length=10, default=NumberRole.MAIN.value)
    carrier = models.CharField(max_length=40, blank=True)
    connection = models.ForeignKey(
        SourceConnection,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="watches",
        db_index=False,
    )
    reference = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True, blank=True)
    registered_at = models.DateTimeField(null=True, blank=True)
    last_asked_at = models.DateTimeField(null=True, blank=True)
    last_told_at = models.DateTimeField(null=True, blank=True)
    last_digest = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    not_found_since = models.DateTimeField(null=True, blank=True)
    misses = models.PositiveIntegerField(default=0)
    stopped_at = models.DateTimeField(null=True, blank=True)
    retracks = models.PositiveSmallIntegerField(default=0)
    tried = models.JSONField(default=dict, blank=True)
    alone = models.BooleanField(default=False)
    standing = models.CharField(max_length=12, default=WatchStanding.NEW.value)
    why = models.CharField(max_length=300, blank=True)
    urgent = models.BooleanField(default=False)
    deadline_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    case = models.CharField(max_length=12, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=12, blank=True)
    ended_by = models.CharField(max_length=150, blank=True)

    class Meta(LeasedModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["parcel", "number"], name="one_watch_per_number"),
        )
        indexes: ClassVar = [
            # Work is claimed by connection: an index over all of it would be searched through
            # past the numbers of a source that is down.
            models.Index(fields=["state", "lease_until"], name="watch_lease"),
            models.Index(fields=["connection", "state", "run_at", "urgent"], name="watch_line"),
            models.Index(fields=["tenant", "standing"], name="watch_standing"),
        ]

    def __str__(self) -> str:
        return self.number
