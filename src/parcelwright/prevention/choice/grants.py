"""How often a payer grants what is claimed, by the shop's own claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.prevention.beliefs import Belief

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from parcelwright.prevention.scorecards.claim_records import ClaimRecord

# As if two claims had been granted and two refused: an assumption, where nobody has claimed yet.
_EITHER = 2.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Grants:
    """Decided claims of the shop by payer: how many were granted, and how many there were."""

    decided: Mapping[str, tuple[int, int]]

    def odds(self, payer: str) -> Belief:
        """Return the share of claims that a payer grants, drawn toward one in two."""
        granted, of = self.decided.get(payer, (0, 0))
        return Belief(yes=granted + _EITHER, no=of - granted + _EITHER)

    def count(self, payer: str) -> int:
        """Return how many claims it decided."""
        return self.decided.get(payer, (0, 0))[1]


NO_CLAIMS = Grants(decided={})


def grants_of(claims: Iterable[tuple[str, ClaimRecord]]) -> Grants:
    """Return the decided claims by payer.

    Args:
        claims: Each with the carrier of its parcel, who is the payer where none is named.
    """
    found: dict[str, tuple[int, int]] = {}
    for carrier, claim in claims:
        if claim.decided_on is not None:
            payer = claim.payer or carrier
            granted, of = found.get(payer, (0, 0))
            found[payer] = (granted + claim.granted, of + 1)
    return Grants(decided=found)
