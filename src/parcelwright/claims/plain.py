"""Entitlements and audits as plain data, in the shapes that other programs rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.claims.explain import explained
from parcelwright.claims.stacking import shares_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from parcelwright.claims.audit import Audit, AuditGroup, AuditRow, Waiting
    from parcelwright.claims.buyer_clocks import BuyerClock
    from parcelwright.claims.explain import Explained
    from parcelwright.claims.gaps import Gap
    from parcelwright.claims.holder import Holder
    from parcelwright.claims.meanwhile import Meanwhile, MoneyDue
    from parcelwright.claims.regime import Branch, RegimeChoice
    from parcelwright.claims.remedy import Deadline, Entitlement, Remedy
    from parcelwright.claims.stacking import Share
    from parcelwright.money import Money
    from parcelwright.rulebook.rule import Citation


def plain_money(money: Money | None) -> dict[str, str] | None:
    """Return an amount as decimal text, rounded to its smallest coin, with its currency."""
    if money is None:
        return None
    return {"amount": str(money.rounded().amount), "currency": money.currency}


def plain_day(day: date | None) -> str | None:
    """Return a day in ISO 8601."""
    return None if day is None else day.isoformat()


def plain_citation(citation: Citation) -> dict[str, object]:
    """Return a citation with all that is known of it."""
    return {
        "title": citation.title,
        "section": citation.section,
        "url": citation.url,
        "seen": plain_day(citation.seen),
        "checked": plain_day(citation.checked),
        "confidence": citation.confidence.value,
    }


def plain_entitlement(found: Entitlement) -> dict[str, object]:
    """Return everything one parcel can claim."""
    return {
        "tracking_number": found.tracking_number,
        "carrier": found.carrier,
        "service": found.service,
        "on": found.on.isoformat(),
        "regime": found.regime,
        "regime_choice": _regime(found.regime_choice),
        "holder": _holder(found.holder),
        "claim_type": found.claim_type.value,
        "type_reason": found.type_reason,
        "other_types": [
            {"claim_type": other.claim_type.value, "decided_by": other.decided_by}
            for other in found.other_types
        ],
        "most": plain_money(found.most),
        "left": plain_money(found.left),
        "warnings": list(found.warnings),
        "remedies": [
            _remedy(remedy, share)
            for remedy, share in zip(found.remedies, shares_of(found), strict=True)
        ],
        "buyer_clocks": [_buyer_clock(clock) for clock in found.buyer_clocks],
        "unlisted_law": found.unlisted_law,
    }


def _regime(choice: RegimeChoice | None) -> dict[str, object] | None:
    if choice is None:
        return None
    return {
        "why": choice.why,
        "edition": choice.edition,
        "letters": choice.letters,
        "barred": [_branch(branch) for branch in choice.barred],
        "otherwise": [_branch(branch) for branch in choice.otherwise],
        "missing": list(choice.missing),
        "gap": choice.gap,
    }


def _branch(branch: Branch) -> dict[str, object]:
    return {
        "regime": branch.regime.value,
        "transport": branch.transport,
        "edition": branch.edition,
        "why": branch.why,
    }


def _holder(holder: Holder | None) -> dict[str, object] | None:
    if holder is None:
        return None
    return {"party": holder.party.value if holder.party else None, "why": holder.why}


def plain_meanwhile(plan: Meanwhile) -> dict[str, object]:
    """Return who can be paid before the carrier answers, and who only after."""
    return {
        "answer_by": plain_day(plan.answer_by),
        "answer_rule": plan.answer_rule,
        "asked": plan.asked,
        "before": [_due(due) for due in plan.before],
        "later": [_due(due) for due in plan.later],
    }


def _due(due: MoneyDue) -> dict[str, object]:
    return {
        "flow": due.flow.value,
        "name": due.name,
        "rule": due.rule,
        "act": due.act,
        "opens": plain_day(due.opens),
        "closes": plain_day(due.closes),
        "borne_by": due.borne_by,
        "needs": list(due.needs),
        "amount": plain_money(due.amount),
        "confidence": due.confidence.value,
        "citation": plain_citation(due.citation),
    }


def _buyer_clock(clock: BuyerClock) -> dict[str, object]:
    return {
        "scheme": clock.scheme,
        "kind": clock.kind.value,
        "rule": clock.rule,
        "who": clock.who.value,
        "act": clock.act,
        "opens": plain_day(clock.opens),
        "closes": plain_day(clock.closes),
        "done_on": plain_day(clock.done_on),
        "zone": clock.zone,
        "seller_owes": clock.seller_owes,
        "confidence": clock.confidence.value,
        "citation": plain_citation(clock.citation),
        "explanation": (told := explained(clock)).words,
        "explained": plain_explained(told),
    }


def _remedy(remedy: Remedy, share: Share) -> dict[str, object]:
    return {
        "payer": remedy.payer,
        "payer_name": remedy.payer_name,
        "kind": remedy.kind.value,
        "rule": remedy.rule,
        "status": remedy.status.value,
        "why": remedy.why,
        "amount": plain_money(remedy.amount),
        "in_rule_currency": plain_money(remedy.in_rule_currency),
        "sum": [line.text for line in remedy.sum_lines],
        "explained": plain_explained(explained(remedy)),
        "order": {
            "turn": share.turn,
            "after": list(share.after),
            "alone": plain_money(share.alone),
            "in_turn": plain_money(share.in_turn),
            "if_others_first": plain_money(share.if_others_first),
        },
        "warnings": list(remedy.warnings),
        "needs": list(remedy.needs),
        "needs_met": list(remedy.needs_met),
        "exclusions": list(remedy.exclusions),
        "bites": [
            {"text": each.text, "bite": each.bite.value, "why": each.why} for each in remedy.bites
        ],
        "deadlines": [plain_deadline(deadline) for deadline in remedy.deadlines],
        "documents": [
            {
                "code": need.code,
                "status": need.status,
                "who": need.who,
                "how": need.how,
                "terms": list(need.terms),
            }
            for need in remedy.documents
        ],
        "confidence": remedy.confidence.value,
        "citation": plain_citation(remedy.citation),
        "channel": remedy.channel,
        "claimant_name": remedy.claimant_name,
        "claimant": remedy.claimant,
        "refund_before_claim": remedy.refund_before_claim,
        "refund_order": remedy.order,
        "notes": list(remedy.notes),
        "excess_of": list(remedy.excess_of),
        "transferable_by": remedy.transferable_by,
        "conflicts": list(remedy.conflicts),
        "policy": remedy.policy,
    }


def plain_deadline(deadline: Deadline) -> dict[str, object]:
    """Return the days for one act, with rule, source and explanation."""
    return {
        "act": deadline.act.value,
        "earliest": plain_day(deadline.earliest),
        "latest": plain_day(deadline.latest),
        "zone": deadline.zone,
        "rule": deadline.rule,
        "citation": plain_citation(deadline.citation),
        "confidence": deadline.confidence.value,
        "assumed": deadline.assumed,
        "early": deadline.early.value if deadline.early else None,
        "level": deadline.level,
        "to": deadline.to,
        "done_on": plain_day(deadline.done_on),
        "explanation": (told := explained(deadline)).words,
        "explained": plain_explained(told),
    }


def plain_explained(told: Explained) -> dict[str, object]:
    """Return the words for a day or a sum, with the source they rest on."""
    return {
        "lines": [line.text for line in told.lines],
        "source": told.source.text,
        "url": told.source.url,
        "checked": told.source.checked,
        "confidence": told.confidence,
    }


def plain_gaps(gaps: Iterable[Gap]) -> list[dict[str, object]]:
    """Return what is missing, and what would follow from each choice."""
    return [
        {
            "lacks": gap.lacks,
            "text": gap.text,
            "choices": [
                {"supposed": choice.supposed, "follows": choice.follows} for choice in gap.choices
            ],
        }
        for gap in gaps
    ]


def plain_audit(found: Audit) -> dict[str, object]:
    """Return a whole audit."""
    return {
        "on": found.on.isoformat(),
        "parcels": found.parcels,
        "not_in_trouble": found.not_in_trouble,
        "groups": [_group(group) for group in found.groups],
        "waiting": [_waiting(each) for each in found.waiting],
        "paid": [plain_money(money) for money in found.paid],
        "rows": [_row(row) for row in found.rows],
    }


def _group(group: AuditGroup) -> dict[str, object]:
    return {
        "bucket": group.bucket.value,
        "payer": group.payer,
        "rule": group.rule,
        "parcels": group.parcels,
        "total": plain_money(group.total),
        "next_deadline": plain_day(group.next_deadline),
        "assumed": group.assumed,
        "paid": [plain_money(money) for money in group.paid],
    }


def _waiting(each: Waiting) -> dict[str, object]:
    return {
        "lacks": each.want.lack.value,
        "of": each.want.of,
        "text": each.want.text,
        "parcels": each.parcels,
        "assumed": each.assumed,
        "waits_up_to": [plain_money(money) for money in each.sums],
        "without_sum": each.without_sum,
    }


def _row(row: AuditRow) -> dict[str, object]:
    return {
        "tracking_number": row.tracking_number,
        "bucket": row.bucket.value,
        "payer": row.payer,
        "rule": row.rule,
        "amount": plain_money(row.amount),
        "deadline": plain_day(row.deadline),
        "first_chance": plain_day(row.first_chance),
        "assumed": row.assumed,
        "chance_arrives": row.chance,
        "why": row.why,
        "lacks": None if row.want is None else row.want.lack.value,
        "lacks_of": None if row.want is None else row.want.of,
        "waits_up_to": plain_money(row.waits),
        "paid": plain_money(row.paid),
    }
