"""Checks orders before they ship, and keeps what was found, asked, answered and decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction

from parcelwright.errors import ParcelwrightError
from parcelwright.interchange.drafts import draft_rows, drafts_from_rows
from parcelwright.interchange.grouping import order_key
from parcelwright.prevention.finding import Severity
from parcelwright.prevention.known import Known
from parcelwright.prevention.lane_transit import TransitPast
from parcelwright.prevention.plain import plain_finding
from parcelwright.prevention.run import findings_of
from parcelwright.prevention.unread import unread_findings
from parcelwright.rulebook.load import shipped_book
from parcelwright_web.actions import draft_history, sending
from parcelwright_web.actions.announced import calendar_of
from parcelwright_web.actions.draft_labels import forget_label, label_of
from parcelwright_web.actions.own_tariff import tariff_of
from parcelwright_web.actions.packing_photos import forget_photos
from parcelwright_web.actions.past import past_of
from parcelwright_web.actions.rates import rates_of
from parcelwright_web.actions.scorecards import counted_of
from parcelwright_web.actions.situation import contracts_of, covers_of
from parcelwright_web.actions.usual_channel import usual_channel
from parcelwright_web.models.drafts import DraftOrigin, OrderDraft, SwitchedOffCheck
from parcelwright_web.models.messages import Effect

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from parcelwright.interchange.drafts import DraftRead
    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.finding import Finding
    from parcelwright.prevention.labels.label_index import LabelIndex
    from parcelwright_web.models.accounts import Shop

_LETTERS = 100
_CARRIER_LETTERS = 40
_MOST_WHY = 300


class NoSuchRepairError(ParcelwrightError):
    """The finding is gone or has no repair."""

    code = "no-such-repair"


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What came of one order of a file or request; ``row`` is None where nothing was kept."""

    read: DraftRead
    findings: tuple[Finding, ...]
    row: OrderDraft | None


def check_orders(
    shop: Shop,
    reads: Iterable[DraftRead],
    origin: DraftOrigin,
    now: datetime,
    labels: LabelIndex | None = None,
) -> list[Checked]:
    """Check orders and keep each; one that was checked before is replaced by its newer form."""
    reads = list(reads)
    known = known_of(shop, [each.draft for each in reads if each.draft is not None], now)
    known = replace(known, labels=labels)
    off = switched_off(shop)
    found = []
    for read in reads:
        unread = unread_findings(read.problems)
        if read.draft is None:
            found.append(Checked(read=read, findings=unread, row=None))
            continue
        country = read.draft.recipient.country
        names = off.get("", set()) | off.get(country, set())
        findings = (*unread, *findings_of(read.draft, known, names))
        row = _keep(shop, read.draft, findings, origin, now)
        found.append(Checked(read=read, findings=findings, row=row))
    return found


def known_of(shop: Shop, drafts: Sequence[Draft], now: datetime) -> Known:
    """Return what checks may know for some orders of a shop."""
    return Known(
        on=now.date(),
        book=shipped_book(),
        rates=rates_of(shop.tenant_id),
        contracts=contracts_of(shop.tenant_id),
        covers=covers_of(shop.tenant_id),
        past=past_of(shop, drafts),
        calendar=calendar_of(shop.tenant_id),
        usual_channel=usual_channel(shop, drafts),
        transit=_transit_of(shop, drafts),
        tariff=tariff_of(shop.tenant_id),
    )


def _transit_of(shop: Shop, drafts: Sequence[Draft]) -> TransitPast | None:
    """Return how long the shop's parcels took, where an order asks for it and it was counted."""
    if not any(draft.promised_by for draft in drafts):
        return None
    counted = counted_of(shop.tenant_id)
    return None if counted is None else TransitPast(journeys=counted.journeys)


def switched_off(shop: Shop) -> dict[str, set[str]]:
    """Return the checks that a shop does not want, by country; empty is every country."""
    rows = SwitchedOffCheck.objects.for_tenant(shop.tenant_id).filter(shop=shop)
    found: dict[str, set[str]] = {}
    for country, name in rows.values_list("destination_country", "check_name"):
        found.setdefault(country, set()).add(name)
    return found


def recheck(row: OrderDraft, now: datetime) -> OrderDraft:
    """Check a kept order again as it stands."""
    reads = drafts_from_rows(row.rows)
    labels = label_of(row) if row.label_blob else None
    (checked,) = check_orders(row.shop, reads, DraftOrigin(row.origin), now, labels)
    assert checked.row is not None
    return checked.row


def change(row: OrderDraft, cells: Mapping[str, str], now: datetime) -> OrderDraft:
    """Change cells of an order's first row and check it again; an empty cell empties it."""
    first, *rest = row.rows
    kept = {name: cell for name, cell in {**first, **cells}.items() if cell}
    row.rows = [kept, *rest]
    return recheck(row, now)


def repair(row: OrderDraft, at: int, now: datetime) -> OrderDraft:
    """Make the repair that a finding offers, and check again.

    Raises:
        NoSuchRepairError: The finding is gone or has none.
    """
    offered = row.findings[at]["repair"] if 0 <= at < len(row.findings) else None
    if offered is None:
        raise NoSuchRepairError("The order has changed since; look at its findings again.")
    rows = [dict(each) for each in row.rows]
    rows[offered["line"] or 0][offered["field"]] = offered["value"]
    row.rows = rows
    return recheck(row, now)


@transaction.atomic
def answer(row: OrderDraft, cells: Mapping[str, str], actor: str, now: datetime) -> OrderDraft:
    """Enter what the buyer answered, check again, and end the wait."""
    before = row.rows[0]
    row.answered_at, row.ask_again_at = now, None
    row.save(update_fields=["answered_at", "ask_again_at"])
    told = {"changed": draft_history.changed_cells(before, {**before, **cells})}
    draft_history.note(row, "answered", actor=actor, now=now, told=told)
    return change(row, cells, now)


@transaction.atomic
def release(row: OrderDraft, why: str, actor: str, now: datetime) -> None:
    """Let an order be shipped as it is, by the word of a person."""
    row.released_at, row.released_by, row.released_why = now, actor, why[:_MOST_WHY]
    row.ask_again_at = None
    row.save(update_fields=["released_at", "released_by", "released_why", "ask_again_at"])
    told = {"why": row.released_why}
    draft_history.note(row, "released", actor=actor, now=now, told=told)


@transaction.atomic
def forget(row: OrderDraft, actor: str, now: datetime) -> None:
    """Delete a checked order with its files; a mail of it that still waits does not leave."""
    waiting = Effect.objects.for_tenant(row.tenant_id).filter(draft_entries__draft=row, verdict="")
    for effect in waiting.distinct():
        sending.cancel(effect, actor, now)
    forget_label(row)
    forget_photos(row)
    row.delete()


@transaction.atomic
def _keep(
    shop: Shop, draft: Draft, findings: Sequence[Finding], origin: DraftOrigin, now: datetime
) -> OrderDraft:
    severities = [each.severity for each in findings]
    rows = draft_rows(draft)
    told = {
        "order_number": draft.order_number[:_LETTERS],
        "carrier": draft.carrier[:_CARRIER_LETTERS],
        "destination_country": draft.recipient.country,
        "rows": rows,
        "findings": [plain_finding(each) for each in findings],
        "worst": next((each.value for each in Severity if each in severities), ""),
        "stops": severities.count(Severity.STOP),
        "warnings": severities.count(Severity.WARN),
        "checked_at": now,
    }
    row, _ = OrderDraft.objects.for_tenant(shop.tenant_id).update_or_create(
        tenant_id=shop.tenant_id,
        shop=shop,
        number_key=order_key(draft.order_number)[:_LETTERS],
        defaults=told,
        create_defaults={**told, "origin": origin},
    )
    return row
