"""Replies of buyers to questions before shipping: found, put beside the question, taken over."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from parcelwright.errors import InputFileError, ParcelwrightError
from parcelwright.interchange.drafts import drafts_from_rows
from parcelwright.messages.buyer_reply import MAX_BYTES, is_mail, read_reply
from parcelwright.prevention.answers import proposed_cells
from parcelwright.prevention.finding import Question
from parcelwright.sources import HEAD_BYTES
from parcelwright_web import blobs
from parcelwright_web.actions import checking, draft_history
from parcelwright_web.actions.actors import SYSTEM
from parcelwright_web.actions.draft_mails import QUESTION, REMINDER
from parcelwright_web.models.draft_history import DraftEntry
from parcelwright_web.models.drafts import OrderDraft
from parcelwright_web.models.messages import Effect

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from parcelwright.messages.buyer_reply import BuyerReply

ARRIVED = "reply_arrived"


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A reply beside an open question.

    Args:
        pk: Of the line of the history that keeps it.
        cells: Column, cell as it stands, and cell as the reply proposes it.
        is_elsewhere: Whether the mail claims to come from another domain than was written to.
    """

    pk: int
    subject: str
    domain: str
    words: str
    cells: tuple[tuple[str, str, str], ...]
    is_elsewhere: bool


class NoProposalError(ParcelwrightError):
    """The reply proposes nothing, or the order waits for no answer any more."""

    code = "no-proposal"


def take_mail(
    tenant_id: int, payload: bytes, now: datetime, *, actor: str = SYSTEM
) -> OrderDraft | None:
    """Put a mail beside the question that it names; None where it names none of the tenant.

    Raises:
        InputFileError: It is no mail that can be read.
    """
    reply = read_reply(payload)
    row = _asked_by(tenant_id, reply)
    if row is not None:
        _keep(row, reply, payload, actor, now)
    return row


def take_file(tenant_id: int, file: blobs.Written, actor: str, now: datetime) -> OrderDraft | None:
    """Take a file that somebody brought, if it is a mail that answers a question.

    The file is removed then; otherwise it is left as it is, and None returned.
    """
    if file.size > MAX_BYTES:
        return None
    with blobs.open_blob(tenant_id, file.name) as content:
        head = content.read(HEAD_BYTES)
        if not is_mail(head):
            return None
        payload = head + content.read()
    try:
        row = take_mail(tenant_id, payload, now, actor=actor)
    except InputFileError:
        return None
    if row is not None:
        blobs.remove(tenant_id, file.name)
    return row


def take_mail_for(row: OrderDraft, payload: bytes, actor: str, now: datetime) -> None:
    """Put a mail that a person holds to be the reply beside the question of an order.

    Raises:
        InputFileError: It is no mail that can be read.
    """
    _keep(row, read_reply(payload), payload, actor, now)


def take_words(row: OrderDraft, words: str, actor: str, now: datetime) -> None:
    """Put words that a person copied beside the open question of an order."""
    told = _told(row, words)
    draft_history.note(row, ARRIVED, actor=actor, now=now, told=told)


def proposal_of(row: OrderDraft) -> Proposal | None:
    """Return the newest reply to the open question of an order as a page shows it, or None."""
    entry = open_reply(row)
    if entry is None:
        return None
    cells, domain = row.rows[0], str(entry.told.get("domain", ""))
    asked_at = cells.get("buyer_email", "").rpartition("@")[2].casefold()
    return Proposal(
        pk=entry.pk,
        subject=str(entry.told.get("subject", "")),
        domain=domain,
        words=str(entry.told.get("body", "")),
        cells=tuple((name, cells.get(name, ""), cell) for name, cell in proposed_in(entry).items()),
        is_elsewhere=bool(domain) and domain != asked_at,
    )


def open_reply(row: OrderDraft) -> DraftEntry | None:
    """Return the newest reply to the open question of an order, or None."""
    if not row.is_asked:
        return None
    rows = DraftEntry.objects.for_tenant(row.tenant_id).filter(draft=row, act=ARRIVED)
    return rows.filter(at__gte=row.asked_at).order_by("-pk").first()


@transaction.atomic
def accept(row: OrderDraft, entry: DraftEntry, actor: str, now: datetime) -> OrderDraft:
    """Take over what a reply proposes as the buyer's answer, and check again.

    Raises:
        NoProposalError: It proposes nothing, a newer reply came, or no answer is awaited.
    """
    current = open_reply(row)
    if current is None or current.pk != entry.pk or not entry.told.get("proposed"):
        raise NoProposalError("The order has changed since; look at the reply again.")
    return checking.answer(row, proposed_in(entry), actor, now)


def proposed_in(entry: DraftEntry) -> Mapping[str, str]:
    """Return the cells that a kept reply proposes, by column."""
    return dict(entry.told.get("proposed", []))


def _asked_by(tenant_id: int, reply: BuyerReply) -> OrderDraft | None:
    """Return the order of the question that a reply names, if there is exactly one."""
    if not reply.keys:
        return None
    named = Q()
    for key in reply.keys:
        named |= Q(decision_key__startswith=key)
    mails = Effect.objects.for_tenant(tenant_id).filter(named, kind__in=[QUESTION, REMINDER])
    entries = DraftEntry.objects.for_tenant(tenant_id).filter(effect__in=mails)
    orders = set(entries.values_list("draft_id", flat=True))
    if len(orders) != 1:
        return None
    rows = OrderDraft.objects.for_tenant(tenant_id).select_related("shop")
    return rows.filter(pk=orders.pop()).first()


@transaction.atomic
def _keep(row: OrderDraft, reply: BuyerReply, payload: bytes, actor: str, now: datetime) -> None:
    digest = hashlib.sha256(payload).hexdigest()
    rows = DraftEntry.objects.for_tenant(row.tenant_id).filter(draft=row, act=ARRIVED)
    if any(entry.told.get("digest") == digest for entry in rows):
        return
    told = _told(row, reply.words)
    told |= {"subject": reply.subject, "domain": reply.domain, "digest": digest}
    draft_history.note(row, ARRIVED, actor=actor, now=now, told=told)


def _told(row: OrderDraft, words: str) -> dict[str, object]:
    return {"body": words, "proposed": list(_proposed(row, words).items())}


def _proposed(row: OrderDraft, words: str) -> dict[str, str]:
    """Return the cells that words propose and that differ from those of the order."""
    drafts = [read.draft for read in drafts_from_rows(row.rows) if read.draft is not None]
    if not drafts:
        return {}
    asked = [Question(each) for each in row.asked]
    cells = proposed_cells(words, asked, drafts[0])
    return {name: cell for name, cell in cells.items() if cell != row.rows[0].get(name, "")}
