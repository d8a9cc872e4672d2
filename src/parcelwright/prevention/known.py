"""What checks may know beside the draft: the day, the shop's past, its terms, its labels."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from parcelwright.prevention.past_keys import goods_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from parcelwright.analytics.published import Calendar
    from parcelwright.claims.entitlement import Clerk
    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.labels.label_index import LabelIndex
    from parcelwright.prevention.lane_transit import TransitPast
    from parcelwright.prevention.tariff import Tariff
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.contract import ContractTerms
    from parcelwright.rulebook.cover import CoverTerms
    from parcelwright.rulebook.exchange import Rates


@dataclass(frozen=True, kw_only=True)
class BuyerPast:
    """What happened to earlier parcels of one buyer."""

    parcels: int = 0
    not_received: int = 0
    refused: int = 0


@dataclass(frozen=True, kw_only=True)
class ParcelsPast:
    """Lowest and highest figures of earlier parcels that held the same goods.

    Args:
        items: Pieces in one parcel.
        values: What a parcel was declared at, else sold for, by currency.
        weight_g: Grams of a packed parcel; None where too few are known.
    """

    items: tuple[int, int]
    values: Mapping[str, tuple[Decimal, Decimal]]
    weight_g: tuple[int, int] | None


@dataclass(frozen=True, kw_only=True)
class Past:
    """What a shop's closed parcels say.

    Args:
        lost_at: Parcels lost at an address, by ``address_key``.
        parcels_at: Parcels that went to an address, by ``address_key``.
        prices: Lowest and highest unit value by (SKU, currency).
        weights: Lowest and highest unit weight in grams by SKU.
        buyers: By ``buyer_key``.
        parcels: Parcels with the same goods, by ``goods_key``.
    """

    lost_at: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    parcels_at: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    prices: Mapping[tuple[str, str], tuple[Decimal, Decimal]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    weights: Mapping[str, tuple[int, int]] = field(default_factory=lambda: MappingProxyType({}))
    buyers: Mapping[str, BuyerPast] = field(default_factory=lambda: MappingProxyType({}))
    parcels: Mapping[str, ParcelsPast] = field(default_factory=lambda: MappingProxyType({}))


def like_parcels(past: Past | None, draft: Draft) -> ParcelsPast | None:
    """Return earlier parcels that an order can be compared with, or None.

    Those hold the same goods and about as many pieces.
    """
    key = goods_key(draft) if past is not None and past.parcels else ""
    found = past.parcels.get(key) if past is not None and key else None
    if found is None:
        return None
    pieces, (low, high) = draft.lines[0].quantity, found.items
    return found if pieces is not None and low <= pieces <= high else None


@dataclass(frozen=True, kw_only=True)
class Known:
    """All that checks know of the world; reference data ships with the release.

    Args:
        on: The day of the check; a draft without a day of shipping ships on it.
        book: Rules of carriers and insurers, shipped and own; None leaves cover unchecked.
        rates: To compare amounts of two currencies.
        contracts: The shop's own terms with carriers.
        covers: The shop's insurance policies.
        clerks: What entitlement has worked out already, by day of shipping; filled as it goes.
        past: None where no history was given.
        labels: The labels of the orders; None where none were given.
        calendar: What was announced of the networks; None where nothing was.
        usual_channel: Where the shop sells most of what it ships; empty where nobody knows.
        transit: How long the shop's own parcels took; None where no history was given.
        tariff: The seller's own rates of duty; None where none were given.
    """

    on: date
    book: RuleBook | None = None
    rates: Rates | None = None
    contracts: tuple[ContractTerms, ...] = ()
    covers: tuple[CoverTerms, ...] = ()
    past: Past | None = None
    clerks: dict[date, Clerk] = field(default_factory=dict, compare=False, repr=False)
    labels: LabelIndex | None = None
    usual_channel: str = ""
    calendar: Calendar | None = None
    transit: TransitPast | None = None
    tariff: Tariff | None = None
