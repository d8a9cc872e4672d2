"""Rows that are work: claimed with a lease, finished under a fence, tried again, parked.

The attempt number is the fence: a worker whose lease ran out cannot finish a row that
another has claimed since. Work is done at least once; outside effects need their own key.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, TypeVar

from django.db import connection, models, transaction
from django.db.models import F

from parcelwright_web import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_ATTEMPTS = 5
_FIRST_WAIT = timedelta(seconds=30)
_ERROR_LENGTH = 2000


class LeaseState(models.TextChoices):
    """Where a row of work stands; a held row is not work yet."""

    HELD = "held"
    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    PARKED = "parked"


class LeasedModel(models.Model):
    """Base of every table whose rows are work."""

    state = models.CharField(max_length=8, choices=LeaseState, default=LeaseState.READY)
    run_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    attempt = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        abstract = True
        indexes: ClassVar = [
            models.Index(fields=["state", "run_at"], name="%(class)s_ready"),
            models.Index(fields=["state", "lease_until"], name="%(class)s_lease"),
        ]


L = TypeVar("L", bound=LeasedModel)


def claim(
    model: type[L], n: int, now: datetime, lease: timedelta, *, without: tuple[str, ...] = ()
) -> list[L]:
    """Claim up to ``n`` rows: those whose lease ran out first, then those that are due.

    Columns named in ``without`` are large, and loaded when they are needed.
    Returns the claimed rows, with their new attempt number. A row whose last attempt ended
    without a word (its worker died) is parked when it had ``MAX_ATTEMPTS``.
    """
    with transaction.atomic():
        rows = model._base_manager.all()  # noqa: SLF001  # Django's documented name
        lapsed = rows.filter(state=LeaseState.RUNNING, lease_until__lt=now)
        lapsed.filter(attempt__gte=MAX_ATTEMPTS).update(
            state=LeaseState.PARKED, lease_until=None, error="The worker died at each attempt."
        )
        ready = rows.filter(state=LeaseState.READY, run_at__lte=now)
        ids = _first_ids(lapsed.order_by("lease_until"), n)
        ids += _first_ids(ready.order_by("run_at"), n - len(ids))
        rows.filter(pk__among=ids).update(
            state=LeaseState.RUNNING, lease_until=now + lease, attempt=F("attempt") + 1
        )
        return list(rows.filter(pk__among=ids).order_by("run_at", "pk").defer(*without))


def _first_ids(rows: models.QuerySet[L], n: int) -> list[int]:
    if n <= 0:
        return []
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    return list(rows.values_list("pk", flat=True)[:n])


def extend(row: LeasedModel, now: datetime, lease: timedelta) -> bool:
    """Prolong a claim; return False when another worker has the row."""
    return _under_fence(row).update(lease_until=now + lease) == 1


@contextmanager
def kept(row: LeasedModel, lease: timedelta) -> Iterator[None]:
    """Prolong a claim from a thread of its own while the block runs.

    So a short lease serves for work that waits on somebody else's server: when this process
    dies, the lease runs out soon.
    """
    stop = threading.Event()

    def beat() -> None:
        try:
            while not stop.wait(lease.total_seconds() / 3):
                extend(row, clock.now(), lease)
        finally:
            connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def finish(row: LeasedModel) -> bool:
    """Mark a claimed row done; return False when another worker has it since."""
    return _settle(row, state=LeaseState.DONE, error="")


def retry(row: LeasedModel, now: datetime, error: str) -> bool:
    """Give a claimed row back after a failure: later each time, parked after the last.

    Waits 30 s, 2 min, 8 min, 32 min. Returns False when another worker has the row since.
    """
    error = error[:_ERROR_LENGTH]
    if row.attempt >= MAX_ATTEMPTS:
        return park(row, error)
    wait = _FIRST_WAIT * 4 ** (row.attempt - 1)
    return _settle(row, state=LeaseState.READY, run_at=now + wait, error=error)


def park(row: LeasedModel, error: str) -> bool:
    """Set a claimed row aside until a person looks; return False when another has it."""
    return _settle(row, state=LeaseState.PARKED, error=error[:_ERROR_LENGTH])


def _settle(row: LeasedModel, **fields: object) -> bool:
    fields["lease_until"] = None
    if _under_fence(row).update(**fields) != 1:
        return False
    for name, value in fields.items():
        setattr(row, name, value)
    return True


def _under_fence(row: LeasedModel) -> models.QuerySet[LeasedModel]:
    return type(row)._base_manager.filter(  # noqa: SLF001  # Django's documented name
        pk=row.pk, state=LeaseState.RUNNING, attempt=row.attempt
    )
