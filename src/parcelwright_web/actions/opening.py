"""Opening a case on a parcel: by the worker when detection calls for it, or by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db import transaction

from parcelwright.cases.case import CaseState
from parcelwright.detection.assessment import Reason
from parcelwright.errors import ParcelwrightError
from parcelwright.evidence.item import EvidenceKind
from parcelwright.interchange.parcels import parcel_cells
from parcelwright_web.actions import evidence, packing_photos, payloads
from parcelwright_web.actions.actors import SYSTEM
from parcelwright_web.actions.situation import situation
from parcelwright_web.actions.stepping import set_step
from parcelwright_web.models.accounts import Tenant
from parcelwright_web.models.cases import Case, CaseLogEntry
from parcelwright_web.models.parcels import Parcel

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.parcels.events import TrackingEvent
    from parcelwright_web.actions.situation import Situation

OPENED = "opened"


class CaseExistsError(ParcelwrightError):
    """A parcel that has an open case already; the message names the case."""

    code = "case-exists"


def open_by_worker(found: Situation, reason: Reason, now: datetime) -> Case:
    """Open a case for a stated reason; the caller's transaction sets its step.

    Call inside a transaction, for a parcel without an open case.
    """
    return _open(found, reason, SYSTEM, now)


@transaction.atomic
def open_by_hand(parcel: Parcel, actor: str, now: datetime) -> Case:
    """Open a case because a person asks for it, and work out its next step.

    Raises:
        CaseExistsError: The parcel has an open case; the message names it.
    """
    tenant_id = parcel.tenant_id
    _lock_numbers(tenant_id)
    rows = Case.objects.for_tenant(tenant_id).filter(parcel=parcel, closed_at=None)
    known = rows.first()
    if known is not None:
        msg = f"{parcel.tracking_number} has the open case {known} already; work in that one"
        raise CaseExistsError(msg)
    row = Parcel.objects.for_tenant(tenant_id).select_related("shop").get(pk=parcel.pk)
    found = situation(row, now)
    case = _open(found, found.trouble or Reason(code="opened_by_hand"), actor, now)
    set_step(case, found, now)
    return case


def _open(found: Situation, reason: Reason, actor: str, now: datetime) -> Case:
    tenant_id = found.row.tenant_id
    case = Case.objects.for_tenant(tenant_id).create(
        number=_next_number(tenant_id),
        parcel=found.row,
        state=CaseState.WATCH.value,
        opened_at=now,
        opened_by=actor,
        told_causes=_told_causes(found),
    )
    stored = {"code": reason.code, "figures": dict(reason.figures)}
    CaseLogEntry.objects.for_tenant(tenant_id).create(
        case=case, at=now, actor=actor, act=OPENED, facts={"reason": stored}
    )
    history = evidence.NewItem(
        kind=EvidenceKind.SCAN_HISTORY,
        payload=scan_history(found, now),
        media_type="application/json",
        title=found.parcel.tracking_number,
    )
    evidence.append(tenant_id, history, actor=actor, now=now, case=case)
    payloads.keep_new(tenant_id, [case], now)
    packing_photos.carry(case, actor, now)
    return case


def _told_causes(found: Situation) -> dict[str, float]:
    likely = found.diagnosis.likely
    return {each.kind.value: round(each.chance, 4) for each in likely if each.chance is not None}


def scan_history(found: Situation, now: datetime) -> bytes:
    """Return parcel and events as known now: JSON, UTF-8, sorted keys, one trailing newline."""
    told = {
        "known_at": now.isoformat(),
        "parcel": parcel_cells(found.parcel),
        "events": [_told(event) for event in found.journey.events],
        "withdrawn": [_told(event) for event in found.journey.withdrawn],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _told(event: TrackingEvent) -> dict[str, object]:
    return {
        "occurred_at": None if event.occurred_at is None else event.occurred_at.isoformat(),
        "received_at": None if event.received_at is None else event.received_at.isoformat(),
        "last_told_at": None if event.last_told_at is None else event.last_told_at.isoformat(),
        "milestone": event.milestone.value,
        "carrier": event.carrier,
        "code": event.code,
        "code_table": event.code_table,
        "description": event.description,
        "place": event.place,
        "country": event.country,
        "source": event.source,
        "payload_sha256": event.payload_digest,
        "facts": dict(event.facts),
    }


def _next_number(tenant_id: int) -> int:
    """Return the next number of the tenant's cases; the lock keeps it ours until we commit."""
    _lock_numbers(tenant_id)
    rows = Case.objects.for_tenant(tenant_id).order_by("-number")
    return (rows.values_list("number", flat=True).first() or 0) + 1


def _lock_numbers(tenant_id: int) -> None:
    Tenant.objects.select_for_update().get(pk=tenant_id)
