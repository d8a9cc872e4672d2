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
from parcelwright.rulebook.exchange import convert

if TYPE_CHECKING:
    from parcelwright.money import Money
    from parcelwright.prevention.beliefs import Belief
    from parcelwright.prevention.choice.grants import Grants
    from parcelwright.prevention.choice.recoverable import Terms
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
    parts = [part for part in owed.parts if part.kind is PayerKind.CARRIER]
    most = sum(float(part.amount.amount) for part in parts)
    expected = sum(part.expected for part in parts)
    carriage = Carriage(most=most, odds=expected / most if most else 0.0, known=bool(parts))
    left_out = _left_out(sending, carrier, service, policy, terms)
    if left_out:
        return replace(
            _undecided(sending, carrier, service, policy, left_out, closed),
            value=value,
            carriage=carriage,
        )
    found = weigh(float(value.amount), losses, policy.premium, policy.cover, carriage)
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


def _left_out(sending: Sending, carrier: str, service: str, policy: Policy, terms: Terms) -> str:
    """Return why the policy pays nothing for this parcel, as the rule book reads its terms."""
    if sending.destination_country in policy.cover.not_destinations:
        return f"The policy leaves out {sending.destination_country}."
    if policy.terms is None:
        return ""
    parcel = sending.parcel(carrier, service, insured=sending.value, insurer=policy.terms.insurer)
    covered = replace(terms, covers=bought((policy.terms,), policy))
    found = covered.clerk(sending.on + timedelta(days=1)).entitle(
        parcel, _NOTHING_SAID, claim_type=ClaimType.LOST_IN_TRANSIT
    )
    under = [each for each in found.remedies if each.policy == policy.number]
    if not under:
        return "The policy does not cover such a parcel: see its carriers, countries and values."
    refused = [each for each in under if each.status is RemedyStatus.EXCLUDED]
    return refused[0].why if len(refused) == len(under) else ""


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
