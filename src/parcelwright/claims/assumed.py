"""Answers where no rule gives one: a date assumed from comparable terms, or none at all.

An assumed date may raise an alert so that nothing lapses unseen. It is always labelled,
never stands in a document, and never comes with a sum.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.claims.comparable import comparable_terms, families_of
from parcelwright.claims.deadlines import last_day_of, spoken_day
from parcelwright.claims.remedy import (
    Act,
    Confidence,
    Deadline,
    PayerKind,
    Remedy,
    RemedyStatus,
)
from parcelwright.rulebook.rule import Citation
from parcelwright.rulebook.spans import Since

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from parcelwright.claims.comparable import Comparable
    from parcelwright.claims.remedies import Case
    from parcelwright.parcels.parcel import Parcel
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.key import Key
    from parcelwright.rulebook.rule import Carrier, ClaimType

_ENTER = "Enter the terms of your contract to get dates and sums."


def assumed_remedy(
    parcel: Parcel, carrier: Carrier | None, book: RuleBook, case: Case, key: Key
) -> Remedy:
    """Return a remedy for an account without contract terms, with an assumed date if any.

    The date is the earliest last day that published terms for the same act, the same kind of
    loss and a comparable service would give; without such terms there is none.
    """
    payer = carrier if carrier is not None and carrier.kind == "consolidator" else None
    found = () if case.closed else _earliest(payer, book, case, key)
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


def _earliest(payer: Carrier | None, book: RuleBook, case: Case, key: Key) -> tuple[Deadline, ...]:
    """Return the earliest assumed day for the claim, and for the inquiry where that comes first.

    Where terms for a comparable service give none, terms for other services do: a day to be
    alerted by is better than none.
    """
    terms = comparable_terms(book, key.claim_type, families_of(key.service))
    reach = [each for each in terms if each.reaches(key)]
    moments = case.facts.moments
    days = _days([each for each in reach if each.same_service], moments) or _days(reach, moments)
    if Since.INQUIRY_OPENED in moments or not _comes_first(days):
        days.pop(Act.INQUIRY, None)
    return tuple(_assumed(latest, each, payer) for latest, each in days.values())


def _days(
    terms: Iterable[Comparable], moments: Mapping[Since, date]
) -> dict[Act, tuple[date, Comparable]]:
    days: dict[Act, tuple[date, Comparable]] = {}
    for each in terms:
        latest = last_day_of(each.rule, each.window, moments)
        act = each.window.act
        if latest is not None and (act not in days or latest < days[act][0]):
            days[act] = (latest, each)
    return days


def _comes_first(days: Mapping[Act, tuple[date, Comparable]]) -> bool:
    inquiry, claim = days.get(Act.INQUIRY), days.get(Act.CLAIM)
    return claim is None or (inquiry is not None and inquiry[0] < claim[0])


def _assumed(latest: date, each: Comparable, payer: Carrier | None) -> Deadline:
    whose = "comparable terms" if each.same_service else "terms for another kind of service"
    return Deadline(
        act=each.window.act,
        earliest=None,
        latest=latest,
        zone=payer.zone if payer else each.rule.payer.zone,
        rule="contract/unknown",
        citation=each.window.citation,
        confidence=Confidence.MEDIUM,
        assumed=True,
        explanation=f"Assumed {spoken_day(latest)} from {whose} ({each.rule.id}), "
        "because your contract is not entered. Not a date to rely on.",
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
