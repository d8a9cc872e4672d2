"""Backtests that a seller asked for: from when to when, how far, and what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from parcelwright.backtest.span import Span
from parcelwright_web.models.leases import LeasedModel, LeaseState
from parcelwright_web.models.tenancy import TenantModel


class BacktestRun(LeasedModel, TenantModel):
    """One backtest of what is stored of a tenant; as work, ready until it is done.

    Attributes:
        days_done: Days walked so far, of ``days_of``.
        summary: All figures, as ``parcelwright backtest`` writes them; empty before the end.
        counts: Events used, parcels left out, events backdated; empty before the end.
        report_blob: The report as HTML; likewise the chances and alerts, as Parquet.
    """

    train_until = models.DateField()
    until = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=150)
    finished_at = models.DateTimeField(null=True, blank=True)
    days_done = models.PositiveIntegerField(default=0)
    days_of = models.PositiveIntegerField(default=0)
    summary = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    report_blob = models.CharField(max_length=100, blank=True)
    daily_blob = models.CharField(max_length=100, blank=True)
    alerts_blob = models.CharField(max_length=100, blank=True)

    class Meta(LeasedModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant"],
                condition=Q(state__in=[LeaseState.READY, LeaseState.RUNNING]),
                name="one_backtest_at_a_time",
            ),
        )
        indexes: ClassVar = [*LeasedModel.Meta.indexes]

    @property
    def span(self) -> Span:
        """From when to when it judges."""
        return Span(train_until=self.train_until, until=self.until)

    @property
    def is_working(self) -> bool:
        """Whether its end is still to come."""
        return self.state in {LeaseState.READY, LeaseState.RUNNING}

    @property
    def blobs(self) -> tuple[str, ...]:
        """Names of the files it keeps."""
        return (self.report_blob, self.daily_blob, self.alerts_blob)
