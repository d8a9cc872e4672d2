"""Answers where no rule gives one: a date assumed from comparable terms, or none at all.

An assumed date may raise an alert so that nothing lapses unseen. It is always labelled,
never stands in a document, and never comes with a sum.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from parcelwright.claims.counting import counter
from parcelwright.claims.deadlines import spoken_day
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
    from parcelwright.claims.counting import Counter
    from parcelwright.claims.remedies import Case
    from parcelwright.parcels.parcel import Parcel
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.rule import Carrier, ClaimType, Rule, Window

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
    moments = case.facts.moments
    ends = [(last(moments), rule, window) for rule, window, last in _comparable(book)]
    known = [(latest, rule, window) for latest, rule, window in ends if latest is not None]
    if not known:
        return ()
    latest, rule, window = min(known, key=lambda each: each[0])
    return (
        Deadline(
            act=Act.CLAIM,
            earliest=None,
            latest=latest,
            zone=payer.zone if payer else rule.payer.zone,
            rule="contract/unknown",
            citation=window.citation,
            confidence=Confidence.MEDIUM,
            assumed=True,
            explanation=f"Assumed {spoken_day(latest)} from comparable terms ({rule.id}), "
            "because your contract is not entered. Not a date to rely on.",
        ),
    )


@lru_cache(maxsize=8)
def _comparable(book: RuleBook) -> tuple[tuple[Rule, Window, Counter], ...]:
    """Return the periods for inquiry and claim in the published terms of consolidators."""
    found = [
        (rule, window)
        for rule in book.rules
        if rule.held_by is HeldBy.ACCOUNT and rule.payer.kind == "consolidator"
        for window in rule.windows
        if window.act in {Act.INQUIRY, Act.CLAIM}
        if window.latest is not None and window.confidence is not Confidence.LOW
    ]
    # Of equal periods the first speaks for all.
    first = {(rule.payer.country, window.latest): (rule, window) for rule, window in found[::-1]}
    return tuple(
        (rule, window, counter(window.latest, rule.payer.country))
        for rule, window in found
        if (rule, window) in first.values()
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
        citation=_titled(title),
        why=case.closed or why,
    )


@lru_cache(maxsize=64)
def _titled(title: str) -> Citation:
    return Citation(title=title)
