"""A policy that parcels can be put under: its premium, what it pays, and what it leaves out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parcelwright.prevention.insuring.premium import Premium, premium_of
from parcelwright.prevention.insuring.weigh import Cover
from parcelwright.rulebook.cover import TermsOf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.rulebook.cover import CoverTerms

# Of claims on cargo insurance, the share that is granted until the shop has claims of its own.
# An assumption: no insurer of the rule book publishes one.
USUAL_ODDS = 0.8
_PERCENT = 100


@dataclass(frozen=True, kw_only=True)
class Policy:
    """A policy on offer for one more parcel.

    Args:
        number: As the insurer writes it; empty for an offer without a policy yet.
        terms: The shop's own entry, by which exclusions are read; None for a bare offer.
    """

    number: str
    insurer: str
    premium: Premium
    cover: Cover
    terms: CoverTerms | None = None


def policy_of(
    terms: CoverTerms,
    *,
    premium: Premium | None = None,
    odds: float = USUAL_ODDS,
    paperwork: float = 0.0,
) -> Policy | None:
    """Return a policy of the shop as an offer for one more parcel, or None without a premium.

    Args:
        terms: The edition in force.
        premium: Where the policy names none, or another is offered.
        odds: Share of claims that the insurer grants.
        paperwork: What a claim costs in work, in the policy's currency.
    """
    price = premium or premium_of(terms)
    if price is None:
        return None
    own = terms.terms is TermsOf.OWN
    cover = Cover(
        limit=float(terms.limit) if own and terms.limit is not None else None,
        deductible=float(terms.deductible or 0) if own else 0.0,
        deductible_share=float(terms.deductible_percent or 0) / _PERCENT if own else 0.0,
        odds=odds,
        paperwork=paperwork,
        excess=terms.excess_of_carrier,
        not_destinations=frozenset(terms.not_destinations),
    )
    return Policy(
        number=terms.policy_number,
        insurer=terms.insurer,
        premium=price,
        cover=cover,
        terms=terms,
    )


def bought(terms: Sequence[CoverTerms], policy: Policy) -> tuple[CoverTerms, ...]:
    """Return the policies of a shop with one that counts for a parcel put under it."""
    return tuple(
        replace(each, bought_per_parcel=True) if each.policy_number == policy.number else each
        for each in terms
    )
