"""What our own case files add to the facts of parcels: acts already done, papers at hand."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from parcelwright.cases.case import CarrierAnswer, CaseState
from parcelwright.claims.entitlement import Known
from parcelwright.evidence.item import EvidenceKind
from parcelwright.money import Money
from parcelwright.rulebook.rule import ClaimType
from parcelwright.rulebook.spans import Since
from parcelwright_web.models.cases import CaseLogEntry, EvidenceEntry
from parcelwright_web.models.claims import LedgerEntry, LedgerKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parcelwright_web.models.cases import Case

_NOT_RECEIVED = frozenset({ClaimType.DELIVERED_NOT_RECEIVED})
# Codes of the rule book's papers that an evidence item of a kind serves as.
_PAPERS: Mapping[EvidenceKind, tuple[str, ...]] = {
    EvidenceKind.PROOF_OF_POSTING: ("proof_of_posting",),
    EvidenceKind.HANDOVER_MANIFEST: ("handover_list_signed",),
    EvidenceKind.ORDER: ("proof_of_value",),
    EvidenceKind.INVOICE: ("proof_of_value", "sales_invoice"),
    EvidenceKind.CUSTOMS_DECLARATION: ("customs_form", "customs_invoice"),
    EvidenceKind.CARRIER_ANSWER: ("carrier_letter",),
    EvidenceKind.REFUND_PROOF: ("refund_screenshot",),
    EvidenceKind.RESEND_PROOF: ("resend_proof",),
    EvidenceKind.DAMAGE_PHOTO: ("packaging_photos", "photos"),
    EvidenceKind.NON_RECEIPT_DECLARATION: ("non_receipt_declaration",),
}


def known_of(tenant_id: int, cases: Sequence[Case]) -> dict[int, Known]:
    """Return what each case of one tenant adds, by the key of the case."""
    if not cases:
        return {}
    papers = _papers(tenant_id, cases)
    decided = _decided(tenant_id, cases)
    disputed = _disputed(tenant_id, cases)
    paid = _paid(tenant_id, cases)
    return {
        case.pk: Known(
            moments=_moments(case, decided.get(case.pk), disputed.get(case.pk)),
            papers=papers[case.pk],
            reported=_reported(case, papers[case.pk]),
            refunded_on=case.refunded_on,
            resent_on=case.resent_on,
            paid=paid[case.pk],
            claimed=frozenset(case.claimed_rules),
            noticed={told["rule"]: date.fromisoformat(told["on"]) for told in case.notices},
        )
        for case in cases
    }


def reported_in(case: Case) -> dict[ClaimType, date]:
    """Return what people reported to have gone wrong, each with the day of the report."""
    return {ClaimType(kind): date.fromisoformat(day) for kind, day in case.reported.items()}


def _reported(case: Case, papers: frozenset[str]) -> frozenset[ClaimType]:
    denied = _NOT_RECEIVED if "non_receipt_declaration" in papers else frozenset()
    return denied.union(reported_in(case))


def _paid(tenant_id: int, cases: Sequence[Case]) -> Mapping[int, dict[str, Money]]:
    """Return by case what each payer has granted or, where that is more, paid.

    What a payer gave in a second currency stands under its slug with that currency.
    """
    rows = LedgerEntry.objects.for_tenant(tenant_id).filter(
        case__in=[case.pk for case in cases], kind__in=[LedgerKind.GRANTED, LedgerKind.PAID]
    )
    sums: dict[tuple[int, str, str, str], Decimal] = defaultdict(Decimal)
    for case_id, payer, currency, kind, amount in rows.order_by("on", "pk").values_list(
        "case_id", "payer", "currency", "kind", "amount"
    ):
        sums[case_id, payer, currency, kind] += amount
    found: dict[int, dict[str, Money]] = defaultdict(dict)
    for (case_id, payer, currency, _kind), amount in sums.items():
        told = found[case_id]
        known = told.get(payer)
        name = payer if known is None or known.currency == currency else f"{payer} {currency}"
        if name not in told or amount > told[name].amount:
            told[name] = Money(amount, currency).rounded()
    return found


def _papers(tenant_id: int, cases: Sequence[Case]) -> Mapping[int, frozenset[str]]:
    rows = EvidenceEntry.objects.for_tenant(tenant_id).filter(
        case__in=[case.pk for case in cases], kind__in=[kind.value for kind in _PAPERS]
    )
    found: dict[int, frozenset[str]] = defaultdict(frozenset)
    for case_id, kind in rows.values_list("case_id", "kind").distinct():
        if case_id is not None:
            found[case_id] |= frozenset(_PAPERS[EvidenceKind(kind)])
    return found


def _decided(tenant_id: int, cases: Sequence[Case]) -> dict[int, date]:
    """Return the day of the latest decision of a payer, by the key of the case."""
    rows = LedgerEntry.objects.for_tenant(tenant_id).filter(
        case__in=[case.pk for case in cases if case.claim_sent_on is not None],
        kind__in=[LedgerKind.GRANTED, LedgerKind.REFUSED],
    )
    return dict(rows.order_by("on", "pk").values_list("case_id", "on"))


def _disputed(tenant_id: int, cases: Sequence[Case]) -> dict[int, date]:
    """Return the day in the shop's zone on which the buyer's open dispute was recorded."""
    open_ones = [case.pk for case in cases if case.state == CaseState.DISPUTE]
    if not open_ones:
        return {}
    rows = CaseLogEntry.objects.for_tenant(tenant_id).filter(
        case__in=open_ones, act="dispute_opened"
    )
    told = rows.order_by("at", "pk").values_list("case_id", "at", "case__parcel__shop__timezone")
    return {case_id: at.astimezone(ZoneInfo(zone)).date() for case_id, at, zone in told}


def _moments(case: Case, decided: date | None, disputed: date | None) -> dict[Since, date]:
    answered = case.answered_on if case.answer != CarrierAnswer.NO_ANSWER.value else None
    lost = case.answered_on if case.answer == CarrierAnswer.LOST.value else None
    days = {
        Since.INQUIRY_OPENED: case.inquiry_sent_on,
        Since.INQUIRY_ANSWERED: answered,
        Since.LOSS_CONFIRMED: lost,
        Since.CLAIM_FILED: case.claim_sent_on,
        Since.DECISION: decided,
        Since.BUYER_ASKED: disputed,
        Since.DISCOVERY: min(reported_in(case).values(), default=None),
    }
    return {since: day for since, day in days.items() if day is not None}
