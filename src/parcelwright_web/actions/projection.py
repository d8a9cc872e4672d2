"""Turns raw bodies into events of parcels: each exactly once, in any order of arrival."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import DatabaseError, connection, transaction
from django.db.models import Q
from django.db.models.functions import Length

from parcelwright_web.actions import payloads
from parcelwright_web.actions.reading import Unread, read
from parcelwright_web.actions.recording import record
from parcelwright_web.models import bulk, leases
from parcelwright_web.models.intake import InboundBody, Proof, SourceConnection
from parcelwright_web.models.leases import LeaseState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from parcelwright_web.actions.reading import Reading

_log = logging.getLogger("parcelwright.projection")
# What a defect of ours or an unforeseen value raises; a lost database is another matter.
_DEFECTS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError)
# On SQLite few enough that a webhook never waits a second for the one writer; and small
# enough for the memory.
_TOGETHER = {"sqlite": 400, "postgresql": 2_000}
_BYTES_TOGETHER = 32_000_000
_NOTED = ("state", "lease_until", "error", "verdict", "problems", "problem_count")


def project(tenant_id: int, bodies: Sequence[InboundBody], now: datetime) -> None:
    """Project claimed bodies of one tenant: groups of them in one transaction each.

    Should one body break its group, the group is halved until the body stands alone; it is
    tried again later and set aside at last. The rows may come without their bodies.
    """
    shops = _shops(tenant_id, bodies)
    for group in _groups(bodies):
        _load(group)
        _project_group(tenant_id, group, shops, now)


def _groups(bodies: Sequence[InboundBody]) -> Iterator[list[InboundBody]]:
    """Yield the bodies in groups that are stored together."""
    keys = [body.pk for body in bodies]
    rows = InboundBody.across_tenants.filter(pk__among=keys)
    sizes = dict(rows.values_list("pk", Length("body")))
    most = _TOGETHER[connection.vendor]
    group: list[InboundBody] = []
    size = 0
    for body in bodies:
        size += sizes.get(body.pk, 0)
        if group and (len(group) == most or size > _BYTES_TOGETHER):
            yield group
            group, size = [], sizes.get(body.pk, 0)
        group.append(body)
    if group:
        yield group


def _load(group: Sequence[InboundBody]) -> None:
    """Fetch the bodies of rows that came without, in one query."""
    bare = {body.pk: body for body in group if "body" in body.get_deferred_fields()}
    rows = InboundBody.across_tenants.filter(pk__among=bare).values_list("pk", "body")
    for key, sealed in rows.iterator(chunk_size=500):
        bare[key].body = sealed


def _project_group(
    tenant_id: int, bodies: Sequence[InboundBody], shops: Mapping[int, int], now: datetime
) -> None:
    try:
        # Reading needs nothing of the database, so others may write meanwhile.
        readings = [read(Unread.of(body, shops[body.connection_id])) for body in bodies]
        with transaction.atomic():
            _store(tenant_id, list(zip(bodies, readings, strict=True)), now)
    except (DatabaseError, *_DEFECTS) as error:
        _log.exception("%d bodies of tenant %d failed", len(bodies), tenant_id)
        if len(bodies) == 1:
            leases.retry(bodies[0], now, f"{type(error).__name__}: {error}")
            return
        half = len(bodies) // 2
        for part in (bodies[:half], bodies[half:]):
            _project_group(tenant_id, part, shops, now)


def _store(tenant_id: int, pairs: Sequence[tuple[InboundBody, Reading]], now: datetime) -> None:
    useful = [found.told for _, found in pairs if found.told.events or found.told.named]
    if useful:
        record(tenant_id, useful, now)
    payloads.keep_told(tenant_id, [(body, found.numbers) for body, found in pairs], now)
    _mark_done(pairs)
    _mark_received(tenant_id, [body for body, _ in pairs])


def _shops(tenant_id: int, bodies: Sequence[InboundBody]) -> dict[int, int]:
    rows = SourceConnection.objects.for_tenant(tenant_id)
    named = rows.filter(pk__in={body.connection_id for body in bodies})
    return dict(named.values_list("pk", "shop_id"))


def _mark_done(pairs: Sequence[tuple[InboundBody, Reading]]) -> None:
    """Note on each body what became of it: of those without problems, in one statement."""
    plain: dict[str, list[int]] = {}
    told_of: list[InboundBody] = []
    for body, reading in pairs:
        body.state, body.lease_until, body.error = LeaseState.DONE, None, ""
        body.verdict = reading.verdict
        body.problems, body.problem_count = reading.problems, reading.problem_count
        if body.problems:
            told_of.append(body)
        else:
            plain.setdefault(body.verdict, []).append(body.pk)
    for verdict, keys in plain.items():
        InboundBody.across_tenants.filter(pk__among=keys).update(
            state=LeaseState.DONE,
            lease_until=None,
            error="",
            verdict=verdict,
            problems=[],
            problem_count=0,
        )
    bulk.update(told_of, _NOTED)


def _mark_received(tenant_id: int, bodies: Sequence[InboundBody]) -> None:
    latest: dict[int, datetime] = {}
    for body in bodies:
        if body.auth in {Proof.POLL, Proof.WATCH}:
            continue
        known = latest.get(body.connection_id)
        latest[body.connection_id] = max(known or body.received_at, body.received_at)
    rows = SourceConnection.objects.for_tenant(tenant_id)
    for connection_id, moment in latest.items():
        older = Q(last_received_at=None) | Q(last_received_at__lt=moment)
        rows.filter(older, pk=connection_id).update(last_received_at=moment)
