"""The sample shop: files and webhook requests for the real intake, nothing pre-digested.

Shop, buyers, contracts and parcels are invented. Everything a page shows of this shop
comes from importing these files and receiving these requests.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from parcelwright.rulebook.contract import ContractTerms, Payout, PayoutKind
from parcelwright.rulebook.cover import CoverKind, CoverTerms, PremiumPer, TermsOf
from parcelwright.rulebook.rule import RefundOrder
from parcelwright.rulebook.spans import Since
from parcelwright.simulate.columns import csv_bytes
from parcelwright.simulate.deliveries import Delivery, deliveries
from parcelwright.simulate.orders import shopify_bytes
from parcelwright.simulate.parameters import parameters
from parcelwright.simulate.reports import reports_table
from parcelwright.simulate.speed import DAY
from parcelwright.simulate.tables import (
    CURRENCY,
    SHOP,
    events_table,
    outcomes_table,
    parcels_table,
)
from parcelwright.simulate.world import Simulated, simulate

if TYPE_CHECKING:
    from datetime import datetime

    from numpy.typing import NDArray

    from parcelwright.simulate.parameters import Parameters

# Which source watches a carrier's parcels; the scans of all others come by file.
_WATCHED_BY = {
    "china-post": "17track",
    "4px": "aftership",
    "yunexpress": "aftership",
    "usps": "easypost",
    "dhl-express": "easypost",
}
_CONTRACT_AGE_DAYS = 400


@dataclass(frozen=True, kw_only=True)
class ShopFacts:
    """Name and letterhead of the shop; the address does not exist."""

    name: str
    letterhead: tuple[str, ...]
    email: str
    phone: str
    currency: str
    country: str
    language: str


@dataclass(frozen=True, kw_only=True)
class SampleShop:
    """Everything the sample shop brings to the intake.

    Args:
        facts: Shop and letterhead.
        contracts: Terms with the two consolidators.
        orders: Shopify order export (CSV).
        parcels: Label export in our own columns (CSV).
        events: Scans that came by file (CSV).
        reports: What buyers said (CSV).
        deliveries: Webhook requests by source, in the order of arrival.
        truth: Outcomes (CSV), for tests and reports about quality only; never imported.
    """

    facts: ShopFacts
    contracts: tuple[ContractTerms, ...]
    orders: bytes
    parcels: bytes
    events: bytes
    reports: bytes
    deliveries: dict[str, tuple[Delivery, ...]]
    truth: bytes


FACTS = ShopFacts(
    name=SHOP,
    letterhead=("Lumi Home (sample)", "Unit 0, 1 Nowhere Lane", "Sampletown 00000"),
    email="orders@lumi-home.example",
    phone="+1 202-555-0100",
    currency=CURRENCY,
    country="US",
    language="en",
)


def sample_shop(seed: int, now: datetime, parcels: int = 3000) -> SampleShop:
    """Return the sample shop as of ``now``; the same arguments give the same bytes.

    Scans of the last weeks come as webhook requests of three sources, older ones and
    those of carriers that no source watches as a file: a parcel's scans come one way.

    Raises:
        ValueError: As :func:`parcelwright.simulate.world.simulate`.
    """
    known = _parameters()
    world = simulate(
        parcels, seed, now, numbers=known, placed=known.sample_shop.placed,
        lost_bag_days=known.sample_shop.lost_bag_days,
    )  # fmt: skip
    watched = _watched(world)
    by_file = ~np.any(list(watched.values()), axis=0)
    return SampleShop(
        facts=FACTS,
        contracts=contracts(now),
        orders=shopify_bytes(world),
        parcels=csv_bytes(parcels_table(world)),
        events=csv_bytes(events_table(world, by_file[world.feed.parcel])),
        reports=csv_bytes(reports_table(world)),
        deliveries={source: deliveries(world, source, mask) for source, mask in watched.items()},
        truth=csv_bytes(outcomes_table(world)),
    )


def contracts(now: datetime) -> tuple[ContractTerms, ...]:
    """Return invented contract terms; no consolidator publishes these figures."""
    since = (now - timedelta(days=_CONTRACT_AGE_DAYS)).date().replace(day=1)
    return (
        ContractTerms(
            carrier_account="4PX-880317",
            payer="4px",
            payer_name="4PX",
            inquiry_within_days=30,
            claim_within_days=60,
            counted_from=Since.HANDOVER,
            payout=Payout(kind=PayoutKind.DECLARED_UP_TO, number=Decimal("100.00"), currency="USD"),
            proof_asked=("handover_list_signed", "proof_of_value", "refund_screenshot"),
            refund_before_claim=RefundOrder.REQUIRED,
            channel="ticket in the customer portal",
            account_manager="Chen Yu <claims.4px@example.com>",
            valid_from=since,
        ),
        ContractTerms(
            carrier_account="YT-C20455",
            payer="yunexpress",
            payer_name="YunExpress",
            inquiry_within_days=45,
            claim_within_days=90,
            counted_from=Since.ACCEPTANCE_SCAN,
            payout=Payout(kind=PayoutKind.FREIGHT_TIMES, number=Decimal(3)),
            proof_asked=("waybill", "proof_of_value"),
            channel="e-mail to the account manager",
            account_manager="Li Na <claims.yun@example.com>",
            valid_from=since,
        ),
    )


def policy(now: datetime) -> CoverTerms:
    """Return an invented policy: what carriers leave unpaid of parcels worth 40 USD and more."""
    return CoverTerms(
        policy_number="LH-OC-2214",
        kind=CoverKind.OPEN_COVER,
        insurer="harbor-mutual",
        insurer_name="Harbor Mutual (invented)",
        valid_from=(now - timedelta(days=_CONTRACT_AGE_DAYS)).date().replace(day=1),
        value_from=Decimal(40),
        premium=Decimal("0.90"),
        premium_per=PremiumPer.PERCENT_OF_VALUE,
        currency="USD",
        terms=TermsOf.OWN,
        limit=Decimal(500),
        deductible=Decimal(10),
        excess_of_carrier=True,
        counted_from=Since.ACCEPTANCE_SCAN,
        waiting_days=30,
        claim_within_days=120,
        proof_asked=("sales_invoice",),
        exclusions=("Parcels to a post office box",),
        channel="claims@harbor-mutual.example",
    )


def _parameters() -> Parameters:
    """Return the shipped parameters with what differs in the sample shop."""
    known = parameters()
    own, replace = known.sample_shop, msgspec.structs.replace
    risks = replace(
        known.risks,
        bag_accident=own.bag_accident,
        address_problem=own.address_problem,
        unpaid_duty=own.unpaid_duty,
    )
    noise = replace(
        known.feed,
        misdated=own.misdated,
        carrier_outages_per_year=own.carrier_outages_per_year,
    )
    return replace(known, risks=risks, feed=noise)


def _watched(world: Simulated) -> dict[str, NDArray[np.bool_]]:
    """Return per source the mask of the parcels that it watches."""
    since = world.now.timestamp() - world.numbers.sample_shop.webhooks_since_days * DAY
    recent = world.sent.label_at >= since
    names = [_WATCHED_BY.get(route.carrier, "") for route in world.numbers.routes]
    source = np.array(names)[world.sent.route]
    return {name: recent & (source == name) for name in sorted(set(_WATCHED_BY.values()))}
