"""Insure or not: one parcel under one policy, with all that would pay without it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright.claims.remedy import ClaimType, PayerKind, RemedyStatus
from parcelwright.errors import MoneyError
from parcelwright.parcels.journey import journey_of
from parcelwright.prevention.choice.recoverable import recoverable
from parcelwright.prevention.insuring.policy import bought
from parcelwright.prevention.insuring.weigh import Carriage, Weighed, weigh
from parcelwright.rulebook.cover import TermsOf
from parcelwright.rulebook.exchange import convert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.claims.remedy import Remedy
    from parcelwright.money import Money
    from parcelwright.prevention.beliefs import Belief
    from parcelwright.prevention.choice.grants import Grants
    from parcelwright.prevention.choice.recoverable import Recoverable, Terms
    from parcelwright.prevention.choice.sending import Sending
    from parcelwright.prevention.insuring.policy import Policy

_NOTHING_SAID = journey_of(())


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Whether to insure one parcel under one policy.

    Args:
        insure: Insuring pays on average, and the policy covers the parcel.
        weighed: Premium against what it brings; None where the policy leaves the parcel out or
            its value has no rate.
        left_out: Why the policy does not cover it, one sentence; empty where it does.
        carriage: What the carrier pays for the same loss.
        value: In the policy's currency, None without rate.
        closed: Journeys that the loss share rests on.
    """

    sending: Sending
    carrier: str
    service: str
    policy: str
    insure: bool
    weighed: Weighed | None
    left_out: str
    carriage: Carriage
    value: Money | None
    closed: int


def decide(
    sending: Sending,
    carrier: str,
    service: str,
    losses: Belief,
    policy: Policy,
    terms: Terms,
    grants: Grants,
    *,
    closed: int = 0,
) -> Decision:
    """Return whether insuring a parcel pays.

    Args:
        sending: The parcel.
        carrier: Slug of who would carry it.
        service: As which service.
        losses: Share that this service loses on the lane.
        policy: What is on offer.
        terms: The rule book and the shop's own terms.
        grants: How often each payer grants what is claimed.
        closed: Journeys that ``losses`` rest on, told again in the decision.
    """
    currency = policy.premium.currency
    plain = replace(terms, covers=())
    try:
        value = convert(sending.value, currency, sending.on, terms.rates).money
        owed = recoverable(sending.parcel(carrier, service), plain, grants, currency)
    except MoneyError as error:
        return _undecided(sending, carrier, service, policy, str(error), closed)
    carriage = carriage_of(owed)
    left_out, limit = _under(sending, carrier, service, policy, terms)
    if left_out:
        return replace(
            _undecided(sending, carrier, service, policy, left_out, closed),
            value=value,
            carriage=carriage,
        )
    cover = policy.cover if limit is None else replace(policy.cover, limit=limit)
    found = weigh(float(value.amount), losses, policy.premium, cover, carriage)
    return Decision(
        sending=sending,
        carrier=carrier,
        service=service,
        policy=policy.number,
        insure=found.insure,
        weighed=found,
        left_out="",
        carriage=carriage,
        value=value,
        closed=closed,
    )


def carriage_of(owed: Recoverable) -> Carriage:
    """Return what the carrier alone pays of all that would come back."""
    parts = [part for part in owed.parts if part.kind is PayerKind.CARRIER]
    most = sum(float(part.amount.amount) for part in parts)
    expected = sum(part.expected for part in parts)
    return Carriage(most=most, odds=expected / most if most else 0.0, known=bool(parts))


def _under(
    sending: Sending, carrier: str, service: str, policy: Policy, terms: Terms
) -> tuple[str, float | None]:
    """Return why the policy pays nothing for this parcel, and the most that it pays.

    Both as the rule book reads its terms. The most is None where the policy's own terms say it,
    or nobody does, and the first is empty where it pays.
    """
    if sending.destination_country in policy.cover.not_destinations:
        return f"The policy leaves out {sending.destination_country}.", None
    if policy.terms is None:
        return "", None
    parcel = sending.parcel(carrier, service, insured=sending.value, insurer=policy.terms.insurer)
    covered = replace(terms, covers=bought((policy.terms,), policy))
    found = covered.clerk(sending.on + timedelta(days=1)).entitle(
        parcel, _NOTHING_SAID, claim_type=ClaimType.LOST_IN_TRANSIT
    )
    under = [each for each in found.remedies if each.policy == policy.number]
    if not under:
        why = "The policy does not cover such a parcel: see its carriers, countries and values."
        return why, None
    refused = [each for each in under if each.status is RemedyStatus.EXCLUDED]
    if len(refused) == len(under):
        return refused[0].why, None
    return "", None if policy.terms.terms is TermsOf.OWN else _most_paid(
        under, sending, policy, terms
    )


def _most_paid(
    under: Sequence[Remedy], sending: Sending, policy: Policy, terms: Terms
) -> float | None:
    """Return the highest sum that the insurer's published terms name for this parcel."""
    currency = policy.premium.currency
    sums = [
        float(convert(each.amount, currency, sending.on, terms.rates).money.amount)
        for each in under
        if each.amount is not None and each.status is not RemedyStatus.EXCLUDED
    ]
    return max(sums, default=None)


def _undecided(
    sending: Sending, carrier: str, service: str, policy: Policy, why: str, closed: int
) -> Decision:
    return Decision(
        sending=sending,
        carrier=carrier,
        service=service,
        policy=policy.number,
        insure=False,
        weighed=None,
        left_out=why,
        carriage=Carriage(),
        value=None,
        closed=closed,
    )
