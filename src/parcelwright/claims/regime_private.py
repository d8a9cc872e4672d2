"""Which treaty stands behind a private carrier's contract, by how the parcel travelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.claims.regime_choice import DOMESTIC, Branch, Regime, RegimeChoice, dated
from parcelwright.parcels.parcel import Transport

if TYPE_CHECKING:
    from parcelwright.claims.regime_choice import Ground
    from parcelwright.rulebook.book import RuleBook

_WARSAW = Branch(
    regime=Regime.WARSAW,
    transport="air",
    why="If one of the two countries is no party to the Montreal Convention, an older text of "
    "the Warsaw system holds, with other sums and shorter days.",
)


def private(book: RuleBook, ground: Ground) -> RegimeChoice:
    """Return what governs a parcel that a private carrier took."""
    if ground.within:
        return _within_a_country(ground)
    if ground.transport:
        return _carried(book, ground, Transport(ground.transport))
    ways = (Transport.AIR, Transport.ROAD, Transport.RAIL, Transport.SEA)
    branches = tuple(
        _branch(dated(_carried(book, ground, way), book, ground.accepted_on), way) for way in ways
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


def _carried(book: RuleBook, ground: Ground, way: Transport) -> RegimeChoice:
    """Return what governs a private carrier's carriage between countries, by its means."""
    match way:
        case Transport.AIR:
            return RegimeChoice(
                regime=Regime.MONTREAL,
                why="A private carrier took it by air between countries, so the Montreal "
                "Convention governs where both are parties; whether they are is not checked here.",
                otherwise=(_WARSAW,),
                missing=("membership in the Montreal Convention",),
            )
        case Transport.MULTIMODAL:
            return _several_ways(book, ground)
        case Transport.ROAD:
            return _by_road(book, ground)
        case Transport.RAIL:
            return _by_rail(ground)
        case Transport.SEA:
            return RegimeChoice(
                regime=Regime.HAGUE_VISBY,
                why="A private carrier took it by sea, so the Hague-Visby Rules govern where "
                "they are in force and a bill of lading was issued; whether they are in force "
                "there is not checked here.",
                missing=("membership in the Hague-Visby Rules",),
            )


def _several_ways(book: RuleBook, ground: Ground) -> RegimeChoice:
    ways = (Transport.ROAD, Transport.RAIL, Transport.SEA)
    return RegimeChoice(
        regime=Regime.MONTREAL,
        why="It travelled several ways and the leg of the loss is not known: the Montreal "
        "Convention covers the air part only, but pick-up and delivery by road under the air "
        "contract count as air until the contrary is proved; whether both countries are parties "
        "is not checked here.",
        otherwise=tuple(_branch(_carried(book, ground, way), way) for way in ways),
        missing=("leg on which it was lost", "membership in the Montreal Convention"),
    )


def _by_road(book: RuleBook, ground: Ground) -> RegimeChoice:
    touched = [
        rule.only.touched(ground.origin, ground.destination)
        for rule in book.rules
        if rule.regime == Regime.CMR and not rule.excluded
    ]
    if touched and not any(answer is not False for answer in touched):
        return RegimeChoice(
            regime=Regime.NATIONAL,
            why=f"Neither {ground.origin} nor {ground.destination} is a party to the road "
            "convention (CMR), so national law and the carrier's terms decide.",
        )
    if True in touched:
        return RegimeChoice(
            regime=Regime.CMR,
            why="A private carrier took it by road between countries of which one at least is a "
            "party, so the road convention (CMR) governs.",
        )
    return RegimeChoice(
        regime=Regime.CMR,
        why="A private carrier took it by road between countries, so the road convention (CMR) "
        "governs where one of them is a party.",
        missing=("countries of the lane",),
    )


def _by_rail(ground: Ground) -> RegimeChoice:
    if "CN" in {ground.origin, ground.destination}:
        return RegimeChoice(
            regime=Regime.SMGS,
            why="It went by rail from or to China, which is in the SMGS and not in COTIF: CIM "
            "alone is wrong, and the text of the SMGS could not be read.",
        )
    return RegimeChoice(
        regime=Regime.CIM,
        why="A private carrier took it by rail between countries, so CIM governs where both are "
        "members of COTIF; whether they are is not checked here.",
        missing=("membership in COTIF",),
        otherwise=(
            Branch(
                regime=Regime.SMGS,
                transport="rail",
                why="If one of the countries is in the SMGS, as China is, CIM alone is wrong.",
            ),
        ),
    )
