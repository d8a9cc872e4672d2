"""Plays the last eleven weeks of casework, so that the sample shows cases in every state.

Parcelwright's own sweep runs on past days with what was known then; two people of the shop
do what the next step of a case asks for, through the same acts as the pages. Carriers and
payers answer as they do to sellers: late, and not always in favor.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q

from parcelwright.parcels.events import Milestone
from parcelwright_web.actions import assessing, learning
from parcelwright_web.models.accounts import User
from parcelwright_web.models.cases import Case
from parcelwright_web.models.parcels import Parcel
from parcelwright_web.samples._people import Worker, work_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from parcelwright_web.models.accounts import Shop
    from parcelwright_web.models.tenancy import TenantQuerySet

PAST_DAYS = 78
_EVERY_DAYS = 6
_SILENT = timedelta(days=12)
_YOUNG = timedelta(days=10)
# Parcels that took longest and arrived after all.
_SLOW = 14
_BATCH = 500
# What is done at one visit to a case lies before now.
_LAST_HOURS = timedelta(hours=1)


def fill(shop: Shop, now: datetime) -> None:
    """Learn, play the past, and assess every parcel as of ``now``."""
    learning.learn_for(shop.tenant_id, now)
    troubled = _troubled(shop.tenant_id, now)
    people = list(User.objects.filter(memberships__tenant=shop.tenant_id).order_by("pk"))
    for moment in _working_days(now):
        keys = _to_sweep(troubled, moment)
        assessing.assess_these(shop.tenant_id, keys, moment)
        _work(shop.tenant_id, people, moment, now)
    assessing.mark_stale(now)
    while assessing.assess_due(_BATCH, now):
        pass


def _working_days(now: datetime) -> Iterator[datetime]:
    """Return nine o'clock in China on every sixth day of the past, oldest first."""
    morning = now.replace(hour=1, minute=0, second=0, microsecond=0)
    for days in range(PAST_DAYS, 0, -_EVERY_DAYS):
        yield morning - timedelta(days=days)


def _troubled(tenant_id: int, now: datetime) -> TenantQuerySet[Parcel]:
    """Return the parcels that are, or surely were, worth watching closely."""
    rows = Parcel.objects.for_tenant(tenant_id)
    arrived = rows.filter(
        outcome=Milestone.DELIVERED.value,
        last_scan_at__gt=now - timedelta(days=PAST_DAYS),
        accepted_on__isnull=False,
    )
    slowest = arrived.annotate(took=F("last_scan_at") - F("accepted_on")).order_by("-took", "pk")
    keys = list(slowest.values_list("pk", flat=True)[:_SLOW])
    silent = Q(outcome="") & (Q(last_scan_at=None) | Q(last_scan_at__lt=now - _SILENT))
    return rows.filter(silent | Q(outcome=Milestone.RETURNED.value) | Q(pk__in=keys))


def _to_sweep(troubled: TenantQuerySet[Parcel], moment: datetime) -> list[int]:
    young = Q(accepted_on__gt=(moment - _YOUNG).date())
    rows = troubled.exclude(young).exclude(cases__closed_at__isnull=False)
    return list(rows.values_list("pk", flat=True).distinct())


def _work(tenant_id: int, people: Sequence[User], moment: datetime, now: datetime) -> None:
    """Let people look at every open case once in the days until the next sweep."""
    cases = Case.objects.for_tenant(tenant_id).filter(closed_at=None)
    workers = [Worker.of(case, people) for case in cases.select_related("parcel__shop")]
    busy = [worker for worker in workers if worker.is_busy(moment)]
    free_at = moment
    for worker in sorted(busy, key=lambda each: (each.hour(moment), each.case.pk)):
        at = max(worker.hour(moment), free_at)
        if at < now - _LAST_HOURS:
            free_at = work_on(worker, at)
