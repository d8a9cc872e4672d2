"""Backtests of a tenant's stored history: asked for, walked by the worker, deleted."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
from django.db import IntegrityError, transaction
from django.db.models import Count

from parcelwright.backtest.journeys import gathered
from parcelwright.backtest.run import backtest
from parcelwright.errors import ParcelwrightError
from parcelwright_web import blobs
from parcelwright_web.actions import announced
from parcelwright_web.actions.known_columns import told_known
from parcelwright_web.models import leases
from parcelwright_web.models.backtests import BacktestRun
from parcelwright_web.models.intake import Import
from parcelwright_web.models.leases import LeaseState
from parcelwright_web.models.parcels import Parcel

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    import pyarrow as pa

    from parcelwright.backtest.run import Backtest
    from parcelwright.backtest.span import Span
    from parcelwright_web.models.accounts import Tenant

_TELL_EVERY_DAYS = 5


class BacktestUnderWayError(ParcelwrightError):
    """Another backtest of the tenant has not ended yet."""

    code = "backtest-under-way"


class BacktestGoneError(ParcelwrightError):
    """Somebody deleted the backtest, or another worker has it."""

    code = "backtest-gone"


def days_accepted(tenant: Tenant) -> dict[date, int]:
    """Return how many parcels with a known event were accepted on each day, ascending."""
    rows = Parcel.objects.for_tenant(tenant).filter(event_count__gt=0, accepted_on__isnull=False)
    days = rows.order_by("accepted_on").values_list("accepted_on").annotate(parcels=Count("pk"))
    return {day: parcels for day, parcels in days if day is not None}


def last_day(tenant: Tenant, now: datetime) -> date:
    """Return the last day of which anything is known: that of the newest scan, at most today."""
    rows = Parcel.objects.for_tenant(tenant).filter(last_scan_at__isnull=False)
    newest = rows.order_by("-last_scan_at").values_list("last_scan_at", flat=True).first()
    return now.date() if newest is None else min(newest.date(), now.date())


def ask(tenant: Tenant, span: Span, *, actor: str, now: datetime) -> BacktestRun:
    """Have the worker walk through what is stored.

    Raises:
        BacktestUnderWayError: One at a time.
    """
    try:
        with transaction.atomic():
            return BacktestRun.objects.for_tenant(tenant).create(
                train_until=span.train_until, until=span.until,
                asked_at=now, asked_by=actor, run_at=now,
            )  # fmt: skip
    except IntegrityError as error:
        msg = "A backtest is under way; wait for its end, or delete it."
        raise BacktestUnderWayError(msg) from error


def walk_at_once(tenant: Tenant, span: Span, *, actor: str, now: datetime) -> BacktestRun:
    """Ask for a backtest and walk it here and now, as the sample shop does when it is made."""
    run = ask(tenant, span, actor=actor, now=now)
    BacktestRun.objects.for_tenant(tenant).filter(pk=run.pk).update(
        state=LeaseState.RUNNING, attempt=1, lease_until=now
    )
    run.refresh_from_db()
    walk(run, lambda: now)
    run.refresh_from_db()
    return run


@transaction.atomic
def remove(run: BacktestRun) -> None:
    """Delete a backtest with its files; one that is under way ends by itself."""
    BacktestRun.objects.for_tenant(run.tenant_id).filter(pk=run.pk).delete()
    transaction.on_commit(lambda: _remove(run.tenant_id, run.blobs))


def walk(run: BacktestRun, now: Callable[[], datetime]) -> None:
    """Walk through the history of a claimed run, and keep what comes of it.

    The same stored history gives the same figures, so a run whose worker died begins anew.

    Raises:
        BacktestGoneError: It was deleted, or another worker has it.
    """
    brought = Import.objects.for_tenant(run.tenant_id).values_list("uploaded_at", flat=True)
    found = gathered(*told_known(run.tenant_id), taken_in=set(brought))
    done = backtest(
        found.history,
        run.span,
        calendar=announced.calendar_of(run.tenant_id),
        progress=lambda done, of: _tell(run, done, of),
    )
    counts = {"events": found.events, "silent": found.silent, "backdated": found.backdated}
    _keep(run, done, counts, now())


def _tell(run: BacktestRun, done: int, of: int) -> None:
    if done % _TELL_EVERY_DAYS and done != of:
        return
    mine = BacktestRun.objects.for_tenant(run.tenant_id).filter(
        pk=run.pk, state=LeaseState.RUNNING, attempt=run.attempt
    )
    if not mine.update(days_done=done, days_of=of):
        raise _gone(run)


def _keep(run: BacktestRun, done: Backtest, counts: dict[str, int], now: datetime) -> None:
    """Store the result under the fence of the claim; what nobody wants leaves no file."""
    kept = [
        blobs.write(run.tenant_id, content).name
        for content in (done.page().encode(), _parquet(done.daily()), _parquet(done.alerts()))
    ]
    report, daily, alerts = kept
    with transaction.atomic():
        is_mine = leases.finish(run)
        if is_mine:
            BacktestRun.objects.for_tenant(run.tenant_id).filter(pk=run.pk).update(
                summary=done.summary(), counts=counts, finished_at=now,
                report_blob=report, daily_blob=daily, alerts_blob=alerts,
            )  # fmt: skip
    if not is_mine:
        _remove(run.tenant_id, kept)
        raise _gone(run)


def _gone(run: BacktestRun) -> BacktestGoneError:
    return BacktestGoneError(f"backtest {run.pk} was deleted or taken over")


def _parquet(table: pa.Table) -> bytes:
    content = io.BytesIO()
    pq.write_table(table, content)
    return content.getvalue()


def _remove(tenant_id: int, names: tuple[str, ...] | list[str]) -> None:
    for name in names:
        blobs.remove(tenant_id, name)
