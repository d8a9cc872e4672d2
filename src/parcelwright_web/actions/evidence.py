"""A tenant's evidence log: adding to it, reading it, and checking that it is whole.

Add inside the transaction of what is being recorded: the entry stands or falls with it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.evidence.chain import ChainFinding, Head, Payload, check_chain
from parcelwright.evidence.entry import (
    SALT_BYTES,
    Entry,
    commitment,
    entry_bytes,
    instant_text,
    leaf,
)
from parcelwright.evidence.item import EvidenceItem, EvidenceKind
from parcelwright_web.models.cases import EvidenceEntry, EvidenceHead

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from parcelwright_web.models.accounts import Tenant
    from parcelwright_web.models.cases import Case
    from parcelwright_web.models.tenancy import TenantQuerySet


@dataclass(frozen=True, kw_only=True)
class NewItem:
    """Bytes to be kept as evidence; ``title`` is their name in lists, for people."""

    kind: EvidenceKind
    payload: bytes
    media_type: str
    title: str


def append(
    tenant: Tenant | int,
    item: NewItem,
    *,
    actor: str,
    now: datetime,
    case: Case | None = None,
) -> EvidenceEntry:
    """Add one item at the end of the tenant's log and return it."""
    return append_all(tenant, [item], actor=actor, now=now, case=case)[0]


def append_all(
    tenant: Tenant | int,
    items: Sequence[NewItem],
    *,
    actor: str,
    now: datetime,
    case: Case | None = None,
) -> list[EvidenceEntry]:
    """Add items at the end of the tenant's log, in order, and return them.

    Args:
        tenant: The tenant or its key.
        items: What is kept.
        actor: ``system``, ``job:<name>``, ``source:<slug>`` or an opaque id such as ``user:42``.
        now: Aware instant.
        case: The case they belong to, if any.
    """
    if not items:
        return []
    tenant_id = tenant if isinstance(tenant, int) else tenant.pk
    head = _locked_head(tenant_id)
    before = _last_of_case(case)
    rows = []
    for item in items:
        before = _entry(head, item, actor=actor, now=now, case=case, before=before)
        head.seq, head.leaf = head.seq + 1, before.leaf
        rows.append(before)
    EvidenceEntry.objects.for_tenant(tenant_id).bulk_create(rows)
    head.save(update_fields=["seq", "leaf"])
    return rows


def evidence_of(case: Case) -> TenantQuerySet[EvidenceEntry]:
    """Return the evidence of a case, oldest first; payloads open when they are read."""
    rows = EvidenceEntry.objects.for_tenant(case.tenant_id).filter(case=case)
    return rows.order_by("case_seq").defer("payload", "salt")


def items_of(case: Case, kinds: Sequence[EvidenceKind] = ()) -> tuple[EvidenceItem, ...]:
    """Return the evidence of a case as the core's items, of all kinds or of some."""
    rows = evidence_of(case)
    if kinds:
        rows = rows.filter(kind__in=[kind.value for kind in kinds])
    return tuple(
        EvidenceItem(
            kind=EvidenceKind(row.kind),
            title=row.title,
            sealed_at=row.at,
            seq=row.seq,
            commit=row.commitment,
            size=row.size,
            media_type=row.media_type,
        )
        for row in rows
    )


def check(tenant: Tenant | int) -> tuple[ChainFinding, ...]:
    """Return everything that is wrong with a tenant's log; empty when it is sound."""
    tenant_id = tenant if isinstance(tenant, int) else tenant.pk
    rows = EvidenceEntry.objects.for_tenant(tenant_id).order_by("seq")
    entries: list[bytes] = []
    payloads: dict[int, Payload] = {}
    for row in rows.iterator(chunk_size=200):
        entries.append(bytes(row.entry))
        payloads[row.seq] = Payload(salt=row.salt, content=row.payload)
    head = EvidenceHead.objects.for_tenant(tenant_id).first()
    remembered = (
        Head(size=0, leaf=None) if head is None else Head(size=head.seq, leaf=head.leaf or None)
    )
    return check_chain(entries, payloads, head=remembered)


def _entry(
    head: EvidenceHead,
    item: NewItem,
    *,
    actor: str,
    now: datetime,
    case: Case | None,
    before: EvidenceEntry | None,
) -> EvidenceEntry:
    salt = secrets.token_bytes(SALT_BYTES)
    commit = commitment(salt, item.payload)
    previous = None if case is None else before
    after = -1 if previous is None or previous.case_seq is None else previous.case_seq
    case_seq = None if case is None else after + 1
    line = entry_bytes(
        Entry(
            log=f"log:{head.tenant_id}",
            seq=head.seq,
            at=instant_text(now),
            kind=item.kind.entry_kind,
            actor=actor,
            case=None if case is None else f"case:{case.pk}",
            case_seq=case_seq,
            case_prev=None if previous is None else previous.leaf,
            prev=head.leaf or None,
            commit=commit,
            size=len(item.payload),
        )
    )
    return EvidenceEntry(
        tenant_id=head.tenant_id,
        seq=head.seq,
        case=case,
        case_seq=case_seq,
        kind=item.kind.value,
        at=now,
        entry=line,
        leaf=leaf(line),
        commitment=commit,
        salt=salt,
        payload=item.payload,
        title=item.title,
        media_type=item.media_type,
        size=len(item.payload),
    )


def _locked_head(tenant_id: int) -> EvidenceHead:
    EvidenceHead.objects.for_tenant(tenant_id).get_or_create(defaults={})
    return EvidenceHead.objects.for_tenant(tenant_id).select_for_update().get()


def _last_of_case(case: Case | None) -> EvidenceEntry | None:
    if case is None:
        return None
    rows = EvidenceEntry.objects.for_tenant(case.tenant_id).filter(case=case)
    return rows.order_by("-case_seq").defer("payload", "salt", "title").first()
