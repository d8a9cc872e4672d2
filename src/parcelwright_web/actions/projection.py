"""Turns raw bodies into events of parcels: each exactly once, in any order of arrival."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import DatabaseError, transaction
from django.db.models import Q

from parcelwright import sources
from parcelwright.watch.notes import read_note
from parcelwright.watch.telling import about
from parcelwright_web.actions import payloads
from parcelwright_web.actions.recording import record
from parcelwright_web.actions.statements import told
from parcelwright_web.models import bulk, leases
from parcelwright_web.models.intake import InboundBody, InboundVerdict, Proof, SourceConnection
from parcelwright_web.models.leases import LeaseState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from parcelwright.parcels.events import Parsed, Problem
    from parcelwright_web.actions.statements import Told

_log = logging.getLogger("parcelwright.projection")
_SHOWN_PROBLEMS = 50
# What a defect of ours or an unforeseen value raises; a lost database is another matter.
_DEFECTS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError)


def project(tenant_id: int, bodies: Sequence[InboundBody], now: datetime) -> None:
    """Project claimed bodies of one tenant: all in one transaction.

    Should one of them break the rest, each goes by itself, and the one that breaks is
    tried again later and set aside at last.
    """
    try:
        _project_together(tenant_id, bodies, now)
    except (DatabaseError, *_DEFECTS) as error:
        _log.exception("%d bodies of tenant %d failed", len(bodies), tenant_id)
        if len(bodies) == 1:
            leases.retry(bodies[0], now, f"{type(error).__name__}: {error}")
            return
        for body in bodies:
            project(tenant_id, [body], now)


def _project_together(tenant_id: int, bodies: Sequence[InboundBody], now: datetime) -> None:
    # Reading takes the most time and nothing of the database, so others may write meanwhile.
    shops = _shops(tenant_id, bodies)
    tolds = [_read(body, shops[body.connection_id]) for body in bodies]
    useful = [told for told in tolds if told.events or told.named]
    with transaction.atomic():
        if useful:
            record(tenant_id, useful, now)
        numbers = [_numbers(told) for told in tolds]
        payloads.keep_told(tenant_id, list(zip(bodies, numbers, strict=True)), now)
        _mark_done(bodies)
        _mark_received(tenant_id, bodies)


def _shops(tenant_id: int, bodies: Sequence[InboundBody]) -> dict[int, int]:
    rows = SourceConnection.objects.for_tenant(tenant_id)
    named = rows.filter(pk__in={body.connection_id for body in bodies})
    return dict(named.values_list("pk", "shop_id"))


def _read(body: InboundBody, shop_id: int) -> Told:
    """Return what a body tells, and note on it what became of it."""
    found, problems = told(
        _parsed(body),
        shop_id=shop_id,
        received_at=body.received_at,
        digest=body.digest,
        tells_all=_tells_all(body),
        in_order=body.auth == Proof.POLL,
    )
    for event in found.events:
        # Worked out here, where nobody waits for it, and kept by the event.
        _ = event.digest, event.occurred_at and event.occurred_at.utc
    is_readable = bool(found.events or found.named) or not problems
    body.verdict = InboundVerdict.PROJECTED if is_readable else InboundVerdict.QUARANTINED
    body.problems = [_shown(problem) for problem in problems[:_SHOWN_PROBLEMS]]
    body.problem_count = len(problems)
    return found


def _parsed(body: InboundBody) -> Parsed:
    """Return what a body tells: posted to us, fetched about certain numbers, or our own note."""
    match body.auth:
        case Proof.POLL:
            source = sources.pull_by_slug(body.source)
            parsed = source.parse_answer(body.body, body.received_at, tuple(body.asked))
            return about(parsed, frozenset(body.news_of))
        case Proof.WATCH:
            return read_note(body.body, body.received_at)
        case _:
            return sources.by_slug(body.source).parse(body.body, body.received_at)


def _tells_all(body: InboundBody) -> bool:
    """Return whether a body holds the whole history of its numbers; a note of ours never does."""
    match body.auth:
        case Proof.POLL:
            return sources.pull_by_slug(body.source).TERMS.tells_all
        case Proof.WATCH:
            return False
        case _:
            return sources.tells_all(body.source)


def _numbers(told: Told) -> frozenset[str]:
    numbers = {event.tracking_number for event in told.events}
    return frozenset(numbers | {each.number for each in told.named})


def _shown(problem: Problem) -> list[str]:
    return [problem.where[:200], problem.what[:500]]


def _mark_done(bodies: Sequence[InboundBody]) -> None:
    plain: dict[str, list[int]] = {}
    told_of: list[InboundBody] = []
    for body in bodies:
        body.state, body.lease_until, body.error = LeaseState.DONE, None, ""
        if body.problems:
            told_of.append(body)
        else:
            plain.setdefault(body.verdict, []).append(body.pk)
    for verdict, keys in plain.items():
        InboundBody.across_tenants.filter(pk__in=keys).update(
            state=LeaseState.DONE,
            lease_until=None,
            error="",
            verdict=verdict,
            problems=[],
            problem_count=0,
        )
    bulk.update(told_of, ("state", "lease_until", "error", "verdict", "problems", "problem_count"))


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
