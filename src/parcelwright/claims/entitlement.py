"""Who answers for one parcel, under which rule, how much, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.claims.buyer_clocks import buyer_clocks, unlisted_law
from parcelwright.claims.closing import is_with_buyer
from parcelwright.claims.judge import Judge
from parcelwright.claims.judged import Depth, Judged
from parcelwright.claims.known import NOTHING, Known
from parcelwright.claims.remedy import Entitlement
from parcelwright.records import changing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from parcelwright.claims.buyer_clocks import BuyerClock
    from parcelwright.claims.remedy import Remedy
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.clocks import Scheme
    from parcelwright.rulebook.contract import ContractTerms
    from parcelwright.rulebook.cover import CoverTerms
    from parcelwright.rulebook.exchange import Rates
    from parcelwright.rulebook.rule import ClaimType

__all__ = ["NOTHING", "Clerk", "Known", "entitle"]

_answered = changing(
    Entitlement, "tracking_number", "carrier", "service", "regime", "remedies", "most", "left",
    "buyer_clocks", "unlisted_law", "claim_type", "type_reason", "other_types", "warnings",
    "explained", "summed", "regime_choice", "holder",
)  # fmt: skip


class Clerk:
    """Answers for many parcels on one day, and remembers what they have in common.

    Most parcels of a shop name the same parties and fall under the same rules; only their days,
    values and weights differ. What is remembered is bounded, so that any number of parcels can
    be asked for, and it changes no answer.

    Args:
        book: The rules.
        on: Day asked about.
        rates: For sums in other currencies.
        contracts: The seller's own terms, which take precedence.
        covers: The policies of the shop, all editions.
        schemes: Whose clocks run for the buyer meanwhile.
    """

    def __init__(
        self,
        book: RuleBook,
        on: date,
        rates: Rates,
        *,
        contracts: Sequence[ContractTerms] = (),
        covers: Sequence[CoverTerms] = (),
        schemes: Sequence[Scheme] = (),
    ) -> None:
        self._judge = judge = Judge(book, on, rates, contracts, covers)
        self._judged, self._schemes = judge.judged, schemes
        # The days of scans are read for who asks for them: most are counted from the posting.
        scanned = bool(covers or schemes)
        self._full = Depth(explained=True, summed=False, scanned=True)
        self._summed = Depth(explained=False, summed=True, scanned=scanned)
        self._brief = Depth(explained=False, summed=False, scanned=scanned)
        self._blank = Entitlement(
            tracking_number="", carrier="", service="", on=on, regime="", remedies=()
        )

    def entitle(
        self,
        parcel: Parcel,
        journey: Journey,
        *,
        known: Known = NOTHING,
        claim_type: ClaimType | None = None,
        explained: bool = True,
    ) -> Entitlement:
        """Return everything one parcel can claim, best remedy first; see :func:`entitle`."""
        depth = self._full if explained else self._brief
        return self._answer(parcel, journey, known, claim_type, depth)

    def cover(
        self,
        parcel: Parcel,
        journey: Journey,
        *,
        known: Known = NOTHING,
        claim_type: ClaimType | None = None,
    ) -> Entitlement:
        """Return what one parcel can claim without a word on how it came about.

        Status, days, sums, what is missing for them, exclusions and the order of the remedies
        are those of :meth:`entitle`, and so is what all payers together may pay; the steps of
        the sums, papers and explanations are left out.
        """
        return self._answer(parcel, journey, known, claim_type, self._summed)

    def remedies(
        self,
        parcel: Parcel,
        journey: Journey,
        *,
        known: Known = NOTHING,
        claim_type: ClaimType | None = None,
    ) -> tuple[Remedy, ...]:
        """Return the remedies alone, each with its status and days, for very many parcels.

        They are those of :meth:`entitle` with nothing explained. Which law governs, whose the
        claim is and what the buyer can force meanwhile are not worked out.
        """
        return self._judged(parcel, journey, known, claim_type, self._brief).remedies

    def _answer(
        self,
        parcel: Parcel,
        journey: Journey,
        known: Known,
        claim_type: ClaimType | None,
        depth: Depth,
    ) -> Entitlement:
        found = self._judged(parcel, journey, known, claim_type, depth)
        parcel, parties, choice = found.parcel, found.parties, found.choice
        schemes = self._schemes
        regime = self._judge.regime(found)
        return _answered(
            self._blank,
            parcel.tracking_number,
            parcel.carrier or (parties.carrier.slug if parties.carrier else ""),
            parcel.service,
            regime.name,
            found.remedies,
            found.most,
            found.left,
            self._buyer_clocks(found, journey) if schemes else (),
            unlisted_law(parcel, schemes) if schemes else "",
            choice.claim_type,
            choice.reason,
            choice.others,
            found.warnings,
            depth.explained,
            depth.explained or depth.summed,
            regime,
            parties.holder,
        )

    def _buyer_clocks(self, found: Judged, journey: Journey) -> tuple[BuyerClock, ...]:
        moments, has_goods = found.facts.moments, is_with_buyer(journey, found.choice, found.facts)
        return buyer_clocks(found.parcel, found.key, moments, self._schemes, has_goods=has_goods)


def entitle(
    parcel: Parcel,
    journey: Journey,
    book: RuleBook,
    on: date,
    rates: Rates,
    *,
    contracts: Sequence[ContractTerms] = (),
    covers: Sequence[CoverTerms] = (),
    known: Known = NOTHING,
    claim_type: ClaimType | None = None,
    schemes: Sequence[Scheme] = (),
    explained: bool = True,
) -> Entitlement:
    """Return everything one parcel can claim on day ``on``, best remedy first.

    A postal or air-law remedy is shown only to who holds the contract with that carrier,
    or, where nobody said who does, with the condition that the seller holds the receipt.
    Who asks for many parcels on one day asks one :class:`Clerk`.

    Args:
        parcel: As the seller or label names it.
        journey: What scans tell of it.
        book: The rules.
        on: Day asked about.
        rates: For sums in other currencies.
        contracts: The seller's own terms, which take precedence.
        covers: The policies of the shop, all editions.
        known: What our own case file adds.
        claim_type: What went wrong, where a person knows better than the scans, such as
            damage, part loss, delay or a return without reason.
        schemes: Whose clocks run for the buyer meanwhile.
        explained: Without it status and days are the same, and sums, papers and texts are
            left out: for a look at very many parcels.
    """
    clerk = Clerk(book, on, rates, contracts=contracts, covers=covers, schemes=schemes)
    return clerk.entitle(parcel, journey, known=known, claim_type=claim_type, explained=explained)
