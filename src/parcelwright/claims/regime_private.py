"""Which treaty stands behind a private carrier's contract, by how the parcel travelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.claims.regime_by_list import by_air, by_rail, by_road, by_sea
from parcelwright.claims.regime_choice import DOMESTIC, Branch, Regime, RegimeChoice, dated
from parcelwright.parcels.parcel import Transport

if TYPE_CHECKING:
    from parcelwright.claims.regime_choice import Ground
    from parcelwright.rulebook.book import RuleBook


def private(book: RuleBook, ground: Ground) -> RegimeChoice:
    """Return what governs a parcel that a private carrier took."""
    if ground.within:
        return _within_a_country(ground)
    if ground.transport:
        return _carried(ground, Transport(ground.transport))
    ways = (Transport.AIR, Transport.ROAD, Transport.RAIL, Transport.SEA)
    branches = tuple(
        _branch(dated(_carried(ground, way), book, ground.accepted_on), way) for way in ways
    )
    return RegimeChoice(
        regime=Regime.CONTRACT,
        why="The carrier's own terms decide first; which convention stands behind them depends "
        "on how it travelled, which is not known.",
        otherwise=branches,
        missing=("transport",),
    )


def _within_a_country(ground: Ground) -> RegimeChoice:
    why = DOMESTIC.format(country=ground.within)
    by_code = ground.origin == "DE" and ground.transport in {"air", "road", "rail"}
    return RegimeChoice(
        regime=Regime.HGB if by_code else Regime.NATIONAL,
        why="It stays within DE: the German commercial code decides." if by_code else why,
    )


def _branch(choice: RegimeChoice, way: Transport) -> Branch:
    return Branch(
        regime=choice.regime,
        why=f"If it went by {way.value}: {choice.why}",
        transport=way.value,
        edition=choice.edition,
    )


def _carried(ground: Ground, way: Transport) -> RegimeChoice:
    """Return what governs a private carrier's carriage between countries, by its means."""
    match way:
        case Transport.AIR:
            return by_air(ground)
        case Transport.MULTIMODAL:
            return _several_ways(ground)
        case Transport.ROAD:
            return by_road(ground)
        case Transport.RAIL:
            return by_rail(ground)
        case Transport.SEA:
            return by_sea(ground)


def _several_ways(ground: Ground) -> RegimeChoice:
    ways = (Transport.ROAD, Transport.RAIL, Transport.SEA)
    air = by_air(ground)
    return RegimeChoice(
        regime=air.regime,
        why="It travelled several ways and the leg of the loss is not known: a convention of the "
        "air covers the air part only, with pick-up and delivery by road under the air contract "
        f"until the contrary is proved; for that part: {air.why}",
        otherwise=(
            *(_branch(_carried(ground, way), way) for way in ways),
            *air.otherwise,
        ),
        missing=("leg on which it was lost", *air.missing),
    )
