"""Learning from a tenant's closed journeys, and giving back what was learned last."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from django.db import transaction

from parcelwright.analytics.arrivals import Width
from parcelwright.analytics.bags import Bags, Party, bags_of, with_bags
from parcelwright.analytics.clock import AHEAD_DAYS, Clock, clock_of
from parcelwright.analytics.columns import day_number
from parcelwright.analytics.learn import learn, prior_table
from parcelwright.analytics.storage import read_table, write_table
from parcelwright.detection.assess import assess_columns
from parcelwright.detection.remaining import remaining_days
from parcelwright.detection.silence import silence_of
from parcelwright.errors import TableError
from parcelwright_web.actions import announced
from parcelwright_web.actions.known_columns import columns_known
from parcelwright_web.models.accounts import Tenant
from parcelwright_web.models.learning import LearnedTable
from parcelwright_web.models.parcels import Parcel

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from numpy.typing import NDArray

    from parcelwright.analytics.arrivals import ArrivalTable
    from parcelwright.analytics.columns import Columns
    from parcelwright.detection.silence import Silence

_EVERY = timedelta(days=1)
_NOT_WITHIN = timedelta(hours=1)
# So long nothing more was announced or taken back: several lines are learned from at once.
_SETTLED = timedelta(minutes=5)
# Closed journeys from which a seller's own figures begin to tell more than the prior.
FEWEST = 50


@dataclass(frozen=True, kw_only=True)
class Learned:
    """An arrival table, the clock it was learned with, and the bags known then."""

    table: ArrivalTable
    clock: Clock | None = None
    bags: Bags | None = None

    def beside_siblings(self, columns: Columns) -> Columns:
        """Return columns with what their siblings, parcels of the same bags, were seen to do."""
        return columns if self.bags is None else with_bags(columns, self.bags)

    def going_on(self, columns: Columns, now: datetime) -> tuple[float, Silence] | None:
        """Return the days that one parcel is silent and how they go on; None where it ended."""
        found = assess_columns(columns, self.table, now, self.clock)
        if not len(found):
            return None
        return float(found.view.silent_days[0]), silence_of(found, self.clock)

    def remaining(self, columns: Columns, now: datetime) -> float | None:
        """Return the mean days until one parcel arrives if it does; None where it will not."""
        found = assess_columns(columns, self.table, now, self.clock)
        if not len(found):
            return None
        days = float(remaining_days(found, silence_of(found, self.clock))[0])
        return None if np.isnan(days) else days


def learned_of(tenant_id: int) -> Learned:
    """Return what was learned last of a tenant; the shipped prior before that.

    So too where an older version of Parcelwright learned it, until the next day's learning.
    """
    newest = LearnedTable.objects.for_tenant(tenant_id).order_by("-learned_at").first()
    if newest is None:
        return Learned(table=prior_table())
    return _read(bytes(newest.table), None if newest.clock is None else bytes(newest.clock))


def learn_for(tenant_id: int, now: datetime) -> LearnedTable:
    """Learn from all journeys known now, store the result, and have every open parcel assessed.

    Reading and reckoning take no lock; only what was learned is written in a transaction.
    """
    columns = columns_known(tenant_id, now)
    clock = clock_of(columns, now, announced.calendar_of(tenant_id), ahead_days=AHEAD_DAYS)
    table = learn(columns, now, clock)
    content = io.BytesIO()
    write_table(table, content)
    learned = LearnedTable(
        tenant_id=tenant_id,
        learned_at=now,
        until=now.date(),
        journeys=0 if table.whole.width is Width.PRIOR else table.whole.journeys,
        table=content.getvalue(),
        clock=None if clock is None else _stored(clock, bags_of(columns, day_number(now))),
    )
    _keep(learned)
    return learned


def to_learn(now: datetime) -> list[int]:
    """Return the tenants whose table is due: daily, and sooner while it is young or missing.

    A first table is learned once there are enough closed journeys; another, not within an
    hour, once there are twice as many. What is announced of networks counts whatever is closed,
    soon after it was entered or removed.
    """
    newest = dict(
        LearnedTable.across_tenants.order_by("learned_at").values_list("tenant_id", "learned_at")
    )
    known = dict(
        LearnedTable.across_tenants.order_by("learned_at").values_list("tenant_id", "journeys")
    )
    changed = announced.changed_at()
    due = []
    for tenant_id in Tenant.objects.order_by("pk").values_list("pk", flat=True):
        learned_at = newest.get(tenant_id)
        told_at = changed.get(tenant_id)
        if told_at is not None and (learned_at is None or learned_at < told_at):
            if now >= told_at + _SETTLED:
                due.append(tenant_id)
            continue
        if learned_at is not None and now < learned_at + _NOT_WITHIN:
            continue
        wanted = max(FEWEST, 2 * known.get(tenant_id, 0))
        if learned_at is not None and now >= learned_at + _EVERY:
            wanted = 1 if told_at is None else 0
        if _closed(tenant_id, wanted):
            due.append(tenant_id)
    return due


def _closed(tenant_id: int, wanted: int) -> bool:
    """Return whether a tenant has at least so many closed journeys; counts no further."""
    rows = Parcel.objects.for_tenant(tenant_id).exclude(outcome="")
    return rows.values("pk")[:wanted].count() == wanted


@transaction.atomic
def _keep(learned: LearnedTable) -> None:
    learned.save(force_insert=True)
    rows = LearnedTable.objects.for_tenant(learned.tenant_id)
    rows.exclude(pk=learned.pk).delete()
    Parcel.objects.for_tenant(learned.tenant_id).filter(outcome="").update(assess_due=True)


@lru_cache(maxsize=4)
def _read(table: bytes, clock: bytes | None) -> Learned:
    """Return what was stored; kept between acts, for reading takes longer than an act."""
    known, bags = (None, None) if clock is None else _read_beside(clock)
    try:
        return Learned(table=read_table(io.BytesIO(table)), clock=known, bags=bags)
    except TableError:
        # Written by an older version; the shipped prior stands in until the worker learns anew.
        return Learned(table=prior_table())


def _stored(clock: Clock, bags: Bags) -> bytes:
    """Return the clock, and the bags beside it, as bytes."""
    content = io.BytesIO()
    np.savez_compressed(
        content,
        places=np.array(clock.places, np.str_),
        first_day=np.array(clock.first_day),
        speed=clock.speed,
        announced=np.zeros((0, 0)) if clock.announced is None else clock.announced,
        staged=np.array(sorted(clock.staged), np.str_),
        of_carriers=np.array(clock.of_carriers, np.str_).reshape(-1, 3),
        parties=np.array(bags.parties, np.str_).reshape(-1, len(Party._fields)),
        bag_party=bags.party,
        bag_second=bags.second,
        bag_parcels=bags.parcels,
        bag_moved=bags.moved,
    )
    return content.getvalue()


def _told(stored: Mapping[str, NDArray[np.float64]]) -> bool:
    """Return whether it was stored what is announced of days to come."""
    return "announced" in stored and stored["announced"].size > 0


def _of_carriers(stored: NDArray[np.str_]) -> tuple[tuple[str, str, str], ...]:
    return tuple((str(row[0]), str(row[1]), str(row[2])) for row in stored)


def _read_beside(content: bytes) -> tuple[Clock, Bags | None]:
    """Return clock and bags; None for the bags where an older version stored the clock alone."""
    with np.load(io.BytesIO(content), allow_pickle=False) as stored:
        clock = Clock(
            places=tuple((str(country), str(region)) for country, region in stored["places"]),
            first_day=int(stored["first_day"]),
            speed=stored["speed"],
            staged=frozenset(stored["staged"].tolist()) if "staged" in stored else frozenset(),
            of_carriers=_of_carriers(stored["of_carriers"]) if "of_carriers" in stored else (),
            announced=stored["announced"] if _told(stored) else None,
        )
        if "parties" not in stored:
            return clock, None
        bags = Bags(
            parties=tuple(Party(*names) for names in stored["parties"].tolist()),
            party=stored["bag_party"],
            second=stored["bag_second"],
            parcels=stored["bag_parcels"],
            moved=stored["bag_moved"],
        )
        return clock, bags
