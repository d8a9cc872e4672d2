"""The simulated world as tables: parcels, orders, events, reports; and the truth apart.

Tables are Arrow tables with the columns of the interchange files. ``outcomes`` is the
only one that tells the truth, also about what happens after ``now``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from parcelwright.simulate.buyers import order_number
from parcelwright.simulate.catalog import goods, places, words
from parcelwright.simulate.columns import coded, money, picked, times
from parcelwright.simulate.feed import kinds, place_names
from parcelwright.simulate.numbers import last_mile_numbers
from parcelwright.simulate.speed import DAY
from parcelwright.simulate.stages import Cause

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.simulate.sendings import Sendings
    from parcelwright.simulate.world import Simulated

CURRENCY = "USD"
SHOP = "Lumi Home (sample)"
SALES_CHANNEL = "shopify"
_COST_SHARE = 0.45
PACKING_G = 80
_HANDOVER_TO_PROMISE = 24 * DAY
LEGS = ("origin", "origin", "line_haul", "import", "customs", "destination", "delivery", "delivery")
_UNSEEN_LEG = "announced"


def parcels_table(world: Simulated) -> pa.Table:
    """Return what the seller's label export knows of each parcel."""
    sent, numbers = world.sent, world.numbers
    who, at_home = world.buyers, world.network.offset_min(sent.origin, sent.label_at)
    codes, lists = list(places().countries), goods()
    routes, good = numbers.routes, sent.good
    value = value_of(sent)
    weight = np.array([g.weight_g for g in lists])[good] * sent.pieces + PACKING_G
    base, per_kg = (np.array([r.postage[i] for r in routes])[sent.route] for i in (0, 1))
    heard_accepted = first_heard(world, "accepted")
    handover = np.where(
        sent.planned_handover_at <= world.now.timestamp(), sent.planned_handover_at, np.inf
    )
    size = np.array([g.size_mm for g in lists])[good]
    local = last_mile(world)
    return pa.table({
        "tracking_number": pa.array(sent.numbers),
        "carrier": picked([r.carrier for r in routes], sent.route),
        "service": picked([r.service for r in routes], sent.route),
        **times("label_created_at", sent.label_at, at_home),
        **times("handed_over_at", handover, at_home),
        **times("accepted_at", heard_accepted, at_home),
        "origin_country": picked(codes, sent.origin),
        "destination_country": picked(codes, sent.destination),
        "destination_region": pa.array([c.region for c in who.city]),
        "destination_postal_code": pa.array([c.postal_code for c in who.city]),
        "order_number": pa.array(order_cells(sent)),
        **times("ordered_at", ordered_at(sent), at_home),
        **times("promised_by", promised_by(sent), at_home),
        "contents": picked([g.description for g in lists], good),
        "hs_code": picked([g.hs_code for g in lists], good),
        "value": money(value),
        "currency": picked([CURRENCY], np.zeros_like(good)),
        "cost": money(value * _COST_SHARE),
        "cost_currency": picked([CURRENCY], np.zeros_like(good)),
        "postage": money(base + per_kg * weight / 1000),
        "postage_currency": picked([CURRENCY], np.zeros_like(good)),
        "weight_g": pa.array(weight),
        "length_mm": pa.array(size[:, 0]),
        "width_mm": pa.array(size[:, 1]),
        "height_mm": pa.array(size[:, 2]),
        "buyer_name": pa.array(who.name),
        "buyer_email": pa.array(who.email),
        "buyer_phone": pa.array(who.phone),
        "buyer_language": pa.array(who.language),
        "address_lines": pa.array(who.street),
        "city": pa.array([c.name for c in who.city]),
        "buyer_country": pa.array(who.country),
        "buyer_postal_code": pa.array([c.postal_code for c in who.city]),
        "shop": picked([SHOP], np.zeros_like(good)),
        "sales_channel": picked([SALES_CHANNEL], np.zeros_like(good)),
        "carrier_account": picked([r.account for r in routes], sent.route),
        "contract_party": picked([r.contract_party for r in routes], sent.route),
        "last_mile_number": pa.array([number for number, _ in local]),
        "last_mile_carrier": pa.array([carrier for _, carrier in local]),
        "declared_value": money(value),
        "declared_currency": picked([CURRENCY], np.zeros_like(good)),
    })  # fmt: skip


def events_table(world: Simulated, rows: NDArray[np.bool_] | None = None) -> pa.Table:
    """Return the scans that were heard, in the order of hearing per parcel.

    Args:
        world: The world.
        rows: Mask over the feed's rows; all when absent.
    """
    heard = world.feed if rows is None else world.feed.take(rows)
    routes, route = world.numbers.routes, world.sent.route[heard.parcel]
    said, languages = list(words().values()), ("en", "zh", "fr")
    emsevt = np.array([r.codes == "emsevt" for r in routes])[route]
    coded = emsevt & np.array([bool(w.emsevt) for w in said])[heard.kind]
    language = np.array([languages.index(r.language) for r in routes])[route]
    utc = np.zeros(len(heard), dtype=np.int64)
    return pa.table({
        "tracking_number": picked(world.sent.numbers, heard.parcel),
        "carrier": picked([r.carrier for r in routes], route),
        **times("occurred_at", heard.occurred_at, heard.offset_min),
        **times("received_at", heard.received_at, utc),
        "milestone": picked([w.milestone for w in said], heard.kind),
        "code": picked([w.emsevt for w in said], np.where(coded, heard.kind, -1)),
        "code_table": picked(["emsevt"], np.where(coded, 0, -1)),
        "description": picked(
            [w.text(name) for w in said for name in languages], heard.kind * 3 + language
        ),
        "language": picked(languages, language),
        "place": picked(place_names(), heard.place),
        "country": picked(list(places().countries), heard.country),
        "source": picked(["file"], utc),
    })  # fmt: skip


def outcomes_table(world: Simulated, named: dict[str, pa.Array] | None = None) -> pa.Table:
    """Return the truth: how each journey ends, also when that lies after ``now``.

    Args:
        world: The world.
        named: Column that names the parcels; their tracking numbers when absent.
    """
    truth, sent = world.truth, world.sent
    seized = truth.cause == Cause.CUSTOMS_SEIZURE
    back = np.isfinite(truth.returned_at)
    outcome = np.where(truth.lost, np.where(seized, 3, 2), np.where(back, 1, 0))
    ends = [truth.delivered_at, truth.returned_at, truth.lost_at, truth.lost_at]
    utc = np.zeros(len(outcome), dtype=np.int64)
    texts = coded if named else picked
    leg = np.where(sent.never_handed_over, len(LEGS), truth.lost_stage)
    causes = ["", *(cause.name.lower() for cause in Cause if cause is not Cause.NONE)]
    return pa.table({
        **(named or numbered(sent)),
        "carrier": texts([r.carrier for r in world.numbers.routes], sent.route),
        "outcome": texts(["delivered", "returned", "lost", "seized"], outcome),
        **times("outcome_at", np.floor(np.choose(outcome, ends)), utc, texts),
        "cause": texts(causes, truth.cause),
        **times("lost_at", np.floor(truth.lost_at), utc, texts),
        "lost_leg": texts([*LEGS, _UNSEEN_LEG], np.where(truth.lost, leg, -1)),
    })  # fmt: skip


def numbered(sent: Sendings) -> dict[str, pa.Array]:
    """Return the column that names the parcels by their tracking numbers."""
    return {"tracking_number": pa.array(sent.numbers)}


def value_of(sent: Sendings) -> NDArray[np.float64]:
    """Return what the goods of each parcel sold for, in USD."""
    price = np.array([good.value for good in goods()])
    return np.asarray(price[sent.good] * sent.pieces, dtype=np.float64)


def promised_by(sent: Sendings) -> NDArray[np.float64]:
    """Return until when the shop promised each parcel."""
    return np.asarray(sent.label_at + _HANDOVER_TO_PROMISE, dtype=np.float64)


def ordered_at(sent: Sendings) -> NDArray[np.float64]:
    """Return when the order of each parcel was placed: half a day before its first label."""
    return np.asarray(sent.label_at[sent.order] - 0.5 * DAY, dtype=np.float64)


def order_cells(sent: Sendings) -> list[str]:
    """Return the order numbers of each parcel; two are joined by a semicolon."""
    pairs = zip(sent.order.tolist(), sent.second_order.tolist(), strict=True)
    return [
        order_number(first) + (f";{order_number(second)}" if second >= 0 else "")
        for first, second in pairs
    ]


def first_heard(world: Simulated, kind: str) -> NDArray[np.float64]:
    """Return when the scan of a kind happened per parcel, infinite where none was heard."""
    heard = world.feed
    mine = heard.kind == kinds().index(kind)
    when = np.full(len(world.sent.route), np.inf)
    np.minimum.at(when, heard.parcel[mine], heard.occurred_at[mine])
    return when


def last_mile(world: Simulated) -> list[tuple[str, str]]:
    """Return (number, carrier) of the local leg per parcel, empty before that handover."""
    sent = world.sent
    known = np.isfinite(first_heard(world, "last_mile"))
    result = [("", "")] * len(known)
    for country, facts in enumerate(places().countries.values()):
        mine = np.flatnonzero(known & (sent.destination == country))
        made = last_mile_numbers(facts.last_mile, 40_000_000 + mine)
        for parcel, number in zip(mine.tolist(), made, strict=True):
            result[parcel] = (number, facts.last_mile)
    return result
