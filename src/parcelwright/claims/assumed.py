"""Answers where no rule gives one: a date assumed from comparable terms, or none at all.

An assumed date may raise an alert so that nothing lapses unseen. It is always labelled,
never stands in a document, and never comes with a sum.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.claims.deadlines import deadline_of, spoken_day
from parcelwright.claims.remedy import (
    Act,
    Confidence,
    Deadline,
    PayerKind,
    Remedy,
    RemedyStatus,
)
from parcelwright.rulebook.rule import Citation, HeldBy

if TYPE_CHECKING:
    from parcelwright.claims.remedies import Case
    from parcelwright.parcels.parcel import Parcel
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.rule import Carrier, ClaimType

_ENTER = "Enter the terms of your contract to get dates and sums."


def assumed_remedy(parcel: Parcel, carrier: Carrier | None, book: RuleBook, case: Case) -> Remedy:
    """Return a remedy for an account without contract terms, with an assumed date if any.

    The date is the earliest last day that comparable published terms would give.
    """
    payer = carrier if carrier is not None and carrier.kind == "consolidator" else None
    found = () if case.closed else _earliest(payer, book, case)
    return _bare(
        case,
        payer=payer.slug if payer else parcel.carrier_account or "account-holder",
        payer_name=payer.name if payer else "the firm you shipped with",
        rule="contract/unknown",
        title="No contract entered for this account",
        why=f"The contract of the account decides, and it is not known here. {_ENTER}",
        deadlines=found,
    )


def no_rule_remedy(
    parcel: Parcel, carrier: Carrier | None, claim_type: ClaimType, case: Case, *, gap: str = ""
) -> Remedy:
    """Return the honest answer when the rule book has nothing for a parcel.

    ``gap`` says why no edition holds on the day of acceptance, or is empty.
    """
    name = carrier.name if carrier else parcel.carrier or "an unknown carrier"
    return _bare(
        case,
        payer=carrier.slug if carrier else parcel.carrier or "unknown",
        payer_name=name,
        rule="",
        title="No rule in the rule book",
        why=f"Check with the carrier: {gap}."
        if gap
        else f"Check with the carrier: no rule of {name} is known for a parcel "
        f"{claim_type.spoken}, this service and this day of acceptance.",
        deadlines=(),
    )


def _earliest(payer: Carrier | None, book: RuleBook, case: Case) -> tuple[Deadline, ...]:
    candidates = []
    for rule in book.rules:
        if rule.held_by is not HeldBy.ACCOUNT or rule.payer.kind != "consolidator":
            continue
        for window in rule.windows:
            if window.act not in {Act.INQUIRY, Act.CLAIM}:
                continue
            found = deadline_of(rule, window, case.facts.moments)
            if found.latest is not None:
                candidates.append((found.latest, found))
    if not candidates:
        return ()
    latest, found = min(candidates, key=lambda pair: pair[0])
    return (
        Deadline(
            act=Act.CLAIM,
            earliest=None,
            latest=latest,
            zone=payer.zone if payer else found.zone,
            rule="contract/unknown",
            citation=found.citation,
            confidence=Confidence.MEDIUM,
            assumed=True,
            explanation=f"Assumed {spoken_day(latest)} from comparable terms ({found.rule}), "
            "because your contract is not entered. Not a date to rely on.",
        ),
    )


def _bare(
    case: Case,
    *,
    payer: str,
    payer_name: str,
    rule: str,
    title: str,
    why: str,
    deadlines: tuple[Deadline, ...],
) -> Remedy:
    status = RemedyStatus.EXCLUDED if case.closed else RemedyStatus.CHECK_WITH_CARRIER
    return Remedy(
        payer=payer,
        payer_name=payer_name,
        kind=PayerKind.CARRIER,
        rule=rule,
        status=status,
        amount=None,
        sum_lines=(),
        needs=(),
        exclusions=(),
        deadlines=deadlines,
        documents=(),
        confidence=Confidence.LOW,
        citation=Citation(title=title),
        why=case.closed or why,
    )
