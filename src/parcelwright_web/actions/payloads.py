"""Raw payloads of a parcel as evidence of its case: each body once, exactly as it came."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from parcelwright.evidence.item import EvidenceKind
from parcelwright_web.actions import evidence
from parcelwright_web.actions.actors import SYSTEM
from parcelwright_web.models.cases import Case, CaseLogEntry
from parcelwright_web.models.intake import InboundBody
from parcelwright_web.models.parcels import TrackingEventRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

KEPT = "payloads_kept"
_MEDIA_TYPE = "application/json"


def keep_new(tenant_id: int, cases: Sequence[Case], now: datetime) -> int:
    """Make payloads that are not yet evidence of their parcel's case so; return how many."""
    wanted = _digests(tenant_id, [case.parcel_id for case in cases], now)
    kept = _kept(tenant_id, [case.pk for case in cases if case.parcel_id in wanted])
    count = 0
    for case in cases:
        missing = wanted.get(case.parcel_id, frozenset()) - kept.get(case.pk, frozenset())
        if missing:
            count += _keep(case, missing, now)
    return count


def keep_told(
    tenant_id: int, told: Sequence[tuple[InboundBody, Iterable[str]]], now: datetime
) -> int:
    """Keep bodies for the open cases of the numbers they tell of; return how many.

    Called when bodies are projected, so that one is kept also when a later one repeats all
    it says.
    """
    digests: dict[str, frozenset[str]] = defaultdict(frozenset)
    for body, numbers in told:
        for number in numbers:
            digests[number] |= {body.digest}
    rows = Case.objects.for_tenant(tenant_id).filter(
        closed_at=None, parcel__tracking_number__in=list(digests)
    )
    cases = list(rows.select_related("parcel").order_by("pk"))
    kept = _kept(tenant_id, [case.pk for case in cases])
    count = 0
    for case in cases:
        missing = digests[case.parcel.tracking_number] - kept.get(case.pk, frozenset())
        if missing:
            count += _keep(case, missing, now)
    return count


def _digests(tenant_id: int, parcels: Sequence[int], now: datetime) -> Mapping[int, frozenset[str]]:
    rows = TrackingEventRow.objects.for_tenant(tenant_id)
    rows = rows.filter(parcel__in=parcels, received_at__lte=now)
    found: dict[int, frozenset[str]] = defaultdict(frozenset)
    named = rows.exclude(payload_digest="").filter(batch=None)
    for parcel_id, digest in named.values_list("parcel_id", "payload_digest").distinct():
        found[parcel_id] |= {digest}
    return found


def _kept(tenant_id: int, cases: Sequence[int]) -> Mapping[int, frozenset[str]]:
    rows = CaseLogEntry.objects.for_tenant(tenant_id).filter(case__in=cases, act=KEPT)
    found: dict[int, frozenset[str]] = defaultdict(frozenset)
    for case_id, facts in rows.values_list("case_id", "facts"):
        found[case_id] |= frozenset(facts["digests"])
    return found


def _keep(case: Case, digests: frozenset[str], now: datetime) -> int:
    bodies = InboundBody.objects.for_tenant(case.tenant_id).filter(digest__in=digests)
    found = list(bodies.order_by("received_at", "pk"))
    items = [
        evidence.NewItem(
            kind=EvidenceKind.RAW_PAYLOAD,
            payload=body.body,
            media_type=_MEDIA_TYPE,
            title=f"{body.source}, {body.received_at:%Y-%m-%d %H:%M:%S} UTC",
        )
        for body in found
    ]
    if not items:
        return 0
    evidence.append_all(case.tenant_id, items, actor=SYSTEM, now=now, case=case)
    CaseLogEntry.objects.for_tenant(case.tenant_id).create(
        case=case,
        at=now,
        actor=SYSTEM,
        act=KEPT,
        facts={"digests": sorted({body.digest for body in found}), "count": len(found)},
    )
    return len(found)
