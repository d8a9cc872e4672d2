"""The ledger of a case: what was asked, granted, refused and paid, each in its own currency."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parcelwright.money import Money
from parcelwright_web.actions.changing import ActError
from parcelwright_web.models.claims import LedgerEntry, LedgerKind

if TYPE_CHECKING:
    from datetime import date

    from parcelwright_web.actions.changing import Acting
    from parcelwright_web.models.cases import Case


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """A sum between us and one payer under one rule."""

    payer: str
    payer_name: str
    rule: str
    money: Money

    def of(self, money: Money) -> Claimed:
        """Return the same claim with another sum."""
        return replace(self, money=money)


def enter(act: Acting, kind: LedgerKind, claimed: Claimed, on: date, note: str = "") -> LedgerEntry:
    """Add an entry to the ledger, and its sum to the facts of the act."""
    money = claimed.money
    act.facts |= {
        "payer": claimed.payer,
        "payer_name": claimed.payer_name,
        "amount": str(money.rounded().amount),
        "currency": money.currency,
        "on": on.isoformat(),
    }
    entry = LedgerEntry.objects.for_tenant(act.case.tenant_id).create(
        case=act.case,
        kind=kind,
        payer=claimed.payer,
        payer_name=claimed.payer_name,
        rule=claimed.rule,
        amount=money.amount,
        currency=money.currency,
        on=on,
        note=note,
        entered_at=act.now,
        entered_by=act.actor,
    )
    act.facts["ledger"] = entry.pk
    return entry


def claimed_of(case: Case) -> Claimed:
    """Return the claim that was asked last in a case and not taken back.

    Raises:
        ActError: No claim was sent.
    """
    rows = LedgerEntry.objects.for_tenant(case.tenant_id).filter(case=case, kind=LedgerKind.ASKED)
    standing = [row for row in rows.order_by("pk") if row.rule in case.claimed_rules]
    if not standing:
        msg = f"no claim was sent in {case}; record the claim first"
        raise ActError(msg)
    last = standing[-1]
    return Claimed(
        payer=last.payer,
        payer_name=last.payer_name,
        rule=last.rule,
        money=Money(last.amount, last.currency),
    )


def take_back(act: Acting, entry: LedgerEntry) -> None:
    """Add the entry that undoes another: the same with the sum below zero."""
    claimed = Claimed(
        payer=entry.payer,
        payer_name=entry.payer_name,
        rule=entry.rule,
        money=Money(-entry.amount, entry.currency),
    )
    enter(act, LedgerKind(entry.kind), claimed, act.today, note="taken back")


def sums_of(case: Case) -> dict[str, dict[str, Money]]:
    """Return the sum of each kind of entry by currency, such as ``["asked"]["CNY"]``."""
    sums: dict[str, dict[str, Money]] = {}
    for row in LedgerEntry.objects.for_tenant(case.tenant_id).filter(case=case).order_by("pk"):
        of_kind = sums.setdefault(row.kind, {})
        money = Money(row.amount, row.currency)
        of_kind[row.currency] = of_kind[row.currency] + money if row.currency in of_kind else money
    return sums
