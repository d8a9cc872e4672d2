"""Made-up parcels that ask much of the rule book: all carriers, services, days and contracts."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from parcelwright.claims.entitlement import NOTHING, Known
from parcelwright.money import Money
from parcelwright.parcels.check_digits import s10_check_digit
from parcelwright.parcels.events import EventTime, Milestone, TrackingEvent
from parcelwright.parcels.journey import Journey
from parcelwright.parcels.parcel import Contents, ContractParty, Lane, Parcel
from parcelwright.rulebook.contract import ContractTerms, Payout, PayoutKind
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.rule import PayerKind
from parcelwright.rulebook.spans import Since

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.rulebook.rule import Carrier

ON = date(2026, 3, 2)
_SEED = 11
_DAYS = 800
_COUNTRIES = ("US", "DE", "FR", "GB", "BR", "AU", "JP", "CA", "ES", "IT", "PL", "SE", "MX", "IL")
_CURRENCIES = ("USD", "EUR", "CNY", "GBP")
_PARTIES = (None, None, ContractParty.SELF, ContractParty.CONSOLIDATOR)
_STEPS = (
    Milestone.ACCEPTED,
    Milestone.PROCESSED,
    Milestone.DEPARTED,
    Milestone.ARRIVED,
    Milestone.CUSTOMS_STARTED,
    Milestone.CUSTOMS_CLEARED,
    Milestone.OUT_FOR_DELIVERY,
    Milestone.DELIVERED,
    Milestone.REPORTED_NOT_RECEIVED,
)
CONTRACTS = (
    ContractTerms(
        carrier_account="A-1",
        payer="yunexpress",
        payer_name="YunExpress",
        counted_from=Since.POSTING,
        claim_within_days=60,
        payout=Payout(kind=PayoutKind.FREIGHT_TIMES, number=Money.of(3, "USD").amount),
    ),
    ContractTerms(
        carrier_account="A-2",
        payer="4px",
        payer_name="4PX",
        counted_from=Since.HANDOVER,
        inquiry_within_days=45,
        claim_within_days=90,
    ),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Troubled:
    """One parcel, what scans tell of it, and what its case file adds."""

    parcel: Parcel
    journey: Journey
    known: Known


def batches(count: int, size: int) -> Iterator[list[Troubled]]:
    """Yield ``count`` parcels, ``size`` at a time, the same in every run."""
    chance = random.Random(_SEED)  # noqa: S311  # no secret
    sellers = _sellers()
    for first in range(0, count, size):
        yield [_one(chance, sellers, first + at) for at in range(min(size, count - first))]


@dataclass(frozen=True, kw_only=True)
class _Sellers:
    """What parcels can name: carriers with the services of each, insurers, platforms."""

    carriers: tuple[tuple[Carrier, tuple[str, ...]], ...]
    weights: tuple[float, ...]
    insurers: tuple[str, ...]
    platforms: tuple[str, ...]


def _sellers() -> _Sellers:
    book = shipped_book()
    services: dict[str, dict[str, None]] = {}
    kinds: dict[str, set[PayerKind]] = {}
    for rule in book.rules:
        services.setdefault(rule.payer.slug, {"": None}).update(dict.fromkeys(rule.services))
        kinds.setdefault(rule.payer.slug, set()).add(rule.kind)
    by_carrier = {slug for slug, found in kinds.items() if PayerKind.CARRIER in found}
    # A few carry most parcels, as in a shop, and every carrier of the book some.
    known = [book.by_slug[slug] for slug in sorted(by_carrier)]
    random.Random(_SEED).shuffle(known)  # noqa: S311  # no secret
    return _Sellers(
        carriers=tuple((carrier, tuple(services[carrier.slug])) for carrier in known),
        weights=tuple(1 / rank for rank in range(1, len(known) + 1)),
        insurers=tuple(s for s in sorted(kinds) if PayerKind.INSURER in kinds[s]),
        platforms=tuple(s for s in sorted(kinds) if PayerKind.PLATFORM in kinds[s]),
    )


def _one(chance: random.Random, sellers: _Sellers, at: int) -> Troubled:
    posted = ON - timedelta(days=chance.randrange(_DAYS))
    contract = chance.choice(CONTRACTS) if chance.random() < 0.1 else None  # noqa: PLR2004
    ((carrier, services),) = chance.choices(sellers.carriers, sellers.weights)
    slug = carrier.slug
    if contract is not None:
        slug, services = contract.payer, ("",)
    country = carrier.s10_country
    serial = f"{at:08d}"
    number = (
        f"{chance.choice('CELRUV')}{chance.choice('ABCDEF')}{serial}{s10_check_digit(serial)}"
        f"{country}"
        if country
        else f"7{at:011d}"
    )
    currency = chance.choice(_CURRENCIES)
    dated = EventTime.parse(posted.isoformat())
    parcel = Parcel(
        tracking_number=number,
        carrier="" if country and chance.random() < 0.3 else slug,  # noqa: PLR2004
        service=chance.choice(services),
        lane=Lane(
            origin_country=carrier.country or "CN",
            destination_country=chance.choice(_COUNTRIES),
        ),
        contents=Contents(
            value=Money.of(f"{chance.randrange(500, 90_000) / 100:.2f}", currency),
            declared=Money.of(chance.randrange(5, 100), currency),
            weight_g=chance.randrange(50, 5_000) if chance.random() < 0.9 else None,  # noqa: PLR2004
            items=chance.randrange(1, 4),
        ),
        postage=Money.of(f"{chance.randrange(150, 4_000) / 100:.2f}", currency),
        accepted_at=dated if chance.random() < 0.6 else None,  # noqa: PLR2004
        handed_over_at=dated,
        label_created_at=EventTime.parse((posted - timedelta(days=1)).isoformat()),
        carrier_account=contract.carrier_account if contract else "",
        contract_party=chance.choice(_PARTIES),
        insurer=chance.choice(sellers.insurers) if chance.random() < 0.05 else "",  # noqa: PLR2004
        programme=chance.choice(sellers.platforms) if chance.random() < 0.1 else "",  # noqa: PLR2004
    )
    return Troubled(parcel=parcel, journey=_journey(chance, posted), known=_known(chance, posted))


def _journey(chance: random.Random, posted: date) -> Journey:
    reach = chance.choices(range(len(_STEPS) + 1), (1, 3, 3, 6, 6, 4, 3, 2, 1, 1))[0]
    day = posted
    events = []
    for milestone in _STEPS[:reach]:
        events.append(
            TrackingEvent(
                tracking_number="",
                milestone=milestone,
                occurred_at=EventTime.parse(day.isoformat()),
            )
        )
        day += timedelta(days=chance.randrange(4))
    return Journey(events=tuple(events))


def _known(chance: random.Random, posted: date) -> Known:
    if chance.random() < 0.8:  # noqa: PLR2004
        return NOTHING
    asked = posted + timedelta(days=chance.randrange(10, 200))
    return Known(moments={Since.INQUIRY_OPENED: asked}, papers=frozenset({"invoice"}))
