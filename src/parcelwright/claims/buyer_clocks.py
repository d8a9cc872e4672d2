"""What the seller owes the buyer meanwhile, and by when: the clocks that reach this parcel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.claims.deadlines import day_of, missing_moments, spoken_day, spoken_span
from parcelwright.rulebook.clocks import About, Forces, SchemeKind
from parcelwright.rulebook.rule import ClaimType, Confidence
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
# Troubles of goods that have come.
OF_THE_GOODS = frozenset({ClaimType.DAMAGED, ClaimType.PARTLY_LOST, ClaimType.DELAYED})


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
        done_on: Day on which the act was done, as far as the course of the parcel tells.
        is_done: Whether that was in time, or settles the matter however late it came.
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
    done_on: date | None = None
    is_done: bool = False
    zone: str
    seller_owes: str
    confidence: Confidence
    citation: Citation
    explanation: str


def buyer_clocks(
    parcel: Parcel,
    key: Key,
    moments: Mapping[Since, date],
    schemes: Iterable[Scheme],
    *,
    has_goods: bool = False,
) -> tuple[BuyerClock, ...]:
    """Return the clocks that reach a parcel, those that end first first.

    Chosen by the buyer's country, the sales channel and the payment method. A marketplace
    that holds the buyer's money keeps card schemes and wallets away from the seller. Where the
    goods came and something else is wrong with them, days for goods not received do not run.

    Args:
        parcel: For its buyer, channel and payment.
        key: For its lane, programme and what went wrong.
        moments: The days known.
        schemes: All of them.
        has_goods: Whether the buyer has the goods: they came, and nobody denies it.
    """
    came = has_goods and key.claim_type in OF_THE_GOODS
    found = [
        clock_of(scheme, clock, moments, has_goods=has_goods)
        for scheme in reaching(parcel, schemes)
        for clock in scheme.clocks
        if clock.only.holds(key) is not False and not (came and clock.about is About.NON_RECEIPT)
    ]
    return tuple(sorted(found, key=lambda each: (str(each.closes or "9"), each.rule)))


def reaching(parcel: Parcel, schemes: Iterable[Scheme]) -> tuple[Scheme, ...]:
    """Return the laws, payment schemes and marketplaces that bind the seller of a parcel."""
    reached = [scheme for scheme in schemes if _reaches(scheme, parcel)]
    if any(scheme.pays_out for scheme in reached):
        reached = [s for s in reached if s.kind not in {SchemeKind.CARD, SchemeKind.WALLET}]
    return tuple(reached)


def unlisted_law(parcel: Parcel, schemes: Iterable[Scheme]) -> str:
    """Return the buyer's country where no consumer law of it is known here, else nothing."""
    country = _buyers_country(parcel)
    return "" if any(country in scheme.destinations for scheme in schemes) else country


def _buyers_country(parcel: Parcel) -> str:
    return parcel.buyer.country or parcel.lane.destination_country


def _reaches(scheme: Scheme, parcel: Parcel) -> bool:
    match scheme.kind:
        case SchemeKind.CONSUMER_LAW:
            return _buyers_country(parcel) in scheme.destinations
        case SchemeKind.MARKETPLACE:
            # "Amazon.co.uk" is a channel of Amazon, "Lazada MY" one of Lazada.
            sold = f"{slug(parcel.sales_channel)}-"
            return any(sold.startswith(f"{channel}-") for channel in scheme.channels)
        case SchemeKind.CARD | SchemeKind.WALLET:
            paid = f"-{slug(parcel.payment_method)}-"
            return any(f"-{word}-" in paid for word in scheme.payments)


def clock_of(
    scheme: Scheme, clock: Clock, moments: Mapping[Since, date], *, has_goods: bool = False
) -> BuyerClock:
    """Return one clock with its days, as far as the moments are known."""
    weak = clock.confidence is Confidence.LOW
    opens = None if weak else day_of(clock.opens, moments, scheme.country)
    closes = None if weak else day_of(clock.closes, moments, scheme.country)
    done_on = _done_on(scheme, clock, moments, has_goods=has_goods)
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
        done_on=done_on,
        is_done=done_on is not None
        and (_is_lawful_delivery(scheme, clock) or (closes is not None and done_on <= closes)),
        zone=clock.zone or scheme.zone,
        seller_owes=clock.seller_owes,
        confidence=clock.confidence,
        citation=clock.citation,
        explanation=_explained(clock, moments, opens, closes, done_on),
    )


def _done_on(
    scheme: Scheme, clock: Clock, moments: Mapping[Since, date], *, has_goods: bool
) -> date | None:
    if clock.done_by is None:
        return None
    # A scan is no delivery in law while the buyer denies it.
    if _is_lawful_delivery(scheme, clock) and not has_goods:
        return None
    return moments.get(clock.done_by)


def _is_lawful_delivery(scheme: Scheme, clock: Clock) -> bool:
    return scheme.kind is SchemeKind.CONSUMER_LAW and clock.done_by is Since.DELIVERED_SCAN


def _explained(
    clock: Clock,
    moments: Mapping[Since, date],
    opens: date | None,
    closes: date | None,
    done_on: date | None,
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
    if done_on is not None:
        parts.append(f"done on {spoken_day(done_on)}")
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
