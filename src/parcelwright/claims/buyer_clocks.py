"""What the seller owes the buyer meanwhile, and by when: the clocks that reach this parcel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.claims.deadlines import day_of, missing_moments, spoken_day, spoken_span
from parcelwright.rulebook.clocks import Forces, SchemeKind
from parcelwright.rulebook.rule import Confidence
from parcelwright.rulebook.select import slug
from parcelwright.rulebook.spans import Since

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from parcelwright.parcels.parcel import Parcel
    from parcelwright.rulebook.clocks import Clock, Scheme, Who
    from parcelwright.rulebook.key import Key
    from parcelwright.rulebook.rule import Citation
    from parcelwright.rulebook.spans import Span

_ACTS = frozenset({Since.BUYER_ASKED, Since.DECISION})


@dataclass(frozen=True, kw_only=True)
class BuyerClock:
    """One clock of one scheme, for one parcel.

    Args:
        scheme: Slug; ``scheme_name`` as people know it.
        rule: Stable id of the clock.
        act: What is done, such as ``open a dispute``.
        opens, closes: First and last day, None when unknown or too weakly sourced.
        waits: Whether there is a first day, known or not.
        pending: It starts with an act of the buyer, or a decision, that has not happened.
        forces: When it lets the buyer have the money back without the seller's consent.
        seller_owes: What follows for the seller.
        explanation: How the days came about, one sentence.
    """

    scheme: str
    scheme_name: str
    kind: SchemeKind
    rule: str
    title: str
    who: Who
    act: str
    opens: date | None
    closes: date | None
    waits: bool = False
    pending: bool = False
    forces: Forces = Forces.NOTHING
    zone: str
    seller_owes: str
    confidence: Confidence
    citation: Citation
    explanation: str


def buyer_clocks(
    parcel: Parcel, key: Key, moments: Mapping[Since, date], schemes: Iterable[Scheme]
) -> tuple[BuyerClock, ...]:
    """Return the clocks that reach a parcel, those that end first first.

    Chosen by the buyer's country, the sales channel and the payment method. A marketplace
    that holds the buyer's money keeps card schemes and wallets away from the seller.
    """
    found = [
        clock_of(scheme, clock, moments)
        for scheme in reaching(parcel, schemes)
        for clock in scheme.clocks
        if clock.only.holds(key) is not False
    ]
    return tuple(sorted(found, key=lambda each: (str(each.closes or "9"), each.rule)))


def reaching(parcel: Parcel, schemes: Iterable[Scheme]) -> tuple[Scheme, ...]:
    """Return the laws, payment schemes and marketplaces that bind the seller of a parcel."""
    reached = [scheme for scheme in schemes if _reaches(scheme, parcel)]
    if any(scheme.pays_out for scheme in reached):
        reached = [s for s in reached if s.kind not in {SchemeKind.CARD, SchemeKind.WALLET}]
    return tuple(reached)


def _reaches(scheme: Scheme, parcel: Parcel) -> bool:
    match scheme.kind:
        case SchemeKind.CONSUMER_LAW:
            country = parcel.buyer.country or parcel.lane.destination_country
            return country in scheme.destinations
        case SchemeKind.MARKETPLACE:
            # "Amazon.co.uk" is a channel of Amazon, "Lazada MY" one of Lazada.
            sold = f"{slug(parcel.sales_channel)}-"
            return any(sold.startswith(f"{channel}-") for channel in scheme.channels)
        case SchemeKind.CARD | SchemeKind.WALLET:
            paid = f"-{slug(parcel.payment_method)}-"
            return any(f"-{word}-" in paid for word in scheme.payments)


def clock_of(scheme: Scheme, clock: Clock, moments: Mapping[Since, date]) -> BuyerClock:
    """Return one clock with its days, as far as the moments are known."""
    weak = clock.confidence is Confidence.LOW
    opens = None if weak else day_of(clock.opens, moments, scheme.country)
    closes = None if weak else day_of(clock.closes, moments, scheme.country)
    return BuyerClock(
        scheme=scheme.slug,
        scheme_name=scheme.name,
        kind=scheme.kind,
        rule=clock.id,
        title=clock.title,
        who=clock.who,
        act=clock.act,
        opens=opens,
        closes=closes,
        waits=clock.opens is not None,
        pending=not _ACTS.isdisjoint(missing_moments(clock.closes or clock.opens, moments)),
        forces=clock.forces,
        zone=scheme.zone,
        seller_owes=clock.seller_owes,
        confidence=clock.confidence,
        citation=clock.citation,
        explanation=_explained(clock, moments, opens, closes),
    )


def _explained(
    clock: Clock, moments: Mapping[Since, date], opens: date | None, closes: date | None
) -> str:
    if clock.confidence is Confidence.LOW:
        return f"Check with the scheme: {clock.note or 'no source to rest a date on'}."
    parts = [
        *_end("from", clock.opens, opens, moments),
        *_end("to the end of", clock.closes, closes, moments),
    ]
    if not parts:
        parts = ["no period is stated"]
    note = f" ({clock.note})" if clock.note else ""
    confirm = "; confirm with the scheme" if clock.confidence is Confidence.MEDIUM else ""
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}{note}{confirm}."


def _end(
    word: str, span: Span | None, day: date | None, moments: Mapping[Since, date]
) -> tuple[str, ...]:
    if span is None:
        return ()
    if day is not None:
        return (f"{word} {spoken_day(day)}, {spoken_span(span, moments)}",)
    unknown = missing_moments(span, moments)
    names = " and ".join(f"the {since.spoken}" for since in unknown)
    verb = "is" if len(unknown) == 1 else "are"
    return (f"{spoken_span(span)}, but {names} {verb} not known",)
