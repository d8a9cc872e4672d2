"""Adding to a tenant's evidence log, inside the transaction of what is being recorded."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from parcelwright.evidence.entry import (
    SALT_BYTES,
    Entry,
    commitment,
    entry_bytes,
    instant_text,
    leaf,
)
from parcelwright_web.models.cases import EvidenceEntry, EvidenceHead

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.evidence.item import EntryKind
    from parcelwright_web.models.accounts import Tenant
    from parcelwright_web.models.cases import Case


def append(
    tenant: Tenant,
    *,
    kind: EntryKind,
    payload: bytes,
    media_type: str,
    title: str,
    actor: str,
    now: datetime,
    case: Case | None = None,
) -> EvidenceEntry:
    """Add one item at the end of the tenant's log and return it.

    Call inside a transaction: the entry stands or falls with what it records. ``actor`` is
    ``system``, ``job:<name>``, ``source:<slug>`` or an opaque id such as ``user:42``.
    """
    head = _locked_head(tenant)
    before = _last_of_case(case)
    salt = secrets.token_bytes(SALT_BYTES)
    commit = commitment(salt, payload)
    case_seq = None if case is None else (0 if before is None else (before.case_seq or 0) + 1)
    line = entry_bytes(
        Entry(
            log=f"log:{tenant.pk}",
            seq=head.seq,
            at=instant_text(now),
            kind=kind,
            actor=actor,
            case=None if case is None else f"case:{case.pk}",
            case_seq=case_seq,
            case_prev=None if before is None else before.leaf,
            prev=head.leaf or None,
            commit=commit,
            size=len(payload),
        )
    )
    entry = EvidenceEntry.objects.for_tenant(tenant).create(
        seq=head.seq,
        case=case,
        case_seq=case_seq,
        kind=kind.value,
        at=now,
        entry=line,
        leaf=leaf(line),
        commit=commit,
        salt=salt,
        payload=payload,
        title=title,
        media_type=media_type,
        size=len(payload),
    )
    head.seq, head.leaf = head.seq + 1, entry.leaf
    head.save(update_fields=["seq", "leaf"])
    return entry


def _locked_head(tenant: Tenant) -> EvidenceHead:
    EvidenceHead.objects.for_tenant(tenant).get_or_create(defaults={})
    return EvidenceHead.objects.for_tenant(tenant).select_for_update().get()


def _last_of_case(case: Case | None) -> EvidenceEntry | None:
    if case is None:
        return None
    rows = EvidenceEntry.objects.for_tenant(case.tenant_id).filter(case=case)
    return rows.order_by("-case_seq").first()
