"""Which treaty governs, where that turns on the states that it binds.

Carriage between two states is under the Montreal Convention where both are bound (article 1),
under CIM where both are members of COTIF, under the CMR where one of them is a party (article 1),
and under the Hague-Visby Rules from a party (article 10). The lists are dated; a state that is on
none may have joined since, so what is not on a list is named and never taken as certain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.claims.deadlines import spoken_day
from parcelwright.claims.regime_choice import Branch, Regime, RegimeChoice
from parcelwright.rulebook.bound import shipped_members

if TYPE_CHECKING:
    from parcelwright.claims.regime_choice import Ground
    from parcelwright.rulebook.bound import Members

_OLDER_BY_AIR = Branch(
    regime=Regime.WARSAW,
    transport="air",
    why="If one of the two countries is no party to the Montreal Convention, an older text of "
    "the Warsaw system holds, with other sums and days that may be shorter.",
)
_NEWER_BY_AIR = Branch(
    regime=Regime.MONTREAL,
    transport="air",
    why="If both countries are parties by now, the Montreal Convention governs, with days that are "
    "never shorter and a sum that can be counted.",
)
_OTHER_BY_RAIL = Branch(
    regime=Regime.SMGS,
    transport="rail",
    why="If one of the countries is in the SMGS, as China is, CIM alone is wrong.",
)
_NOTE_BY_RAIL = Branch(
    regime=Regime.SMGS,
    transport="rail",
    why="Both countries are in the SMGS as well: if the consignment note is one of the SMGS, that "
    "governs.",
)
_CIM_BY_RAIL = Branch(
    regime=Regime.CIM,
    transport="rail",
    why="If both countries are members of COTIF by now, CIM governs.",
)
# Between two states the newest text counts that binds both.
_OLDER_TEXTS = {
    "montreal-protocol-4": "Warsaw Convention as amended by Montreal Protocol no. 4",
    "warsaw-hague": "Warsaw Convention as amended at The Hague in 1955",
    "warsaw": "Warsaw Convention of 1929",
}
_PARTY_BY_ROAD = Branch(
    regime=Regime.CMR,
    transport="road",
    why="If one of them is a party by now, the road convention (CMR) governs.",
)
_IN_MONTREAL, _IN_COTIF = "membership in the Montreal Convention", "membership in COTIF"
_IN_CMR, _BY_SEA = "membership in the road convention", "membership in the Hague-Visby Rules"
_LANE = "countries of the lane"


def by_air(ground: Ground) -> RegimeChoice:
    """Return what governs a private carrier's carriage by air between countries."""
    if not (ground.origin and ground.destination):
        return RegimeChoice(
            regime=Regime.MONTREAL,
            why="A private carrier took it by air between countries, so the Montreal Convention "
            "governs where both are parties.",
            otherwise=(_OLDER_BY_AIR,),
            missing=(_LANE,),
        )
    montreal = shipped_members()["montreal"]
    outside = _outside(montreal, ground)
    day = spoken_day(montreal.as_of)
    if not outside:
        return RegimeChoice(
            regime=Regime.MONTREAL,
            why=f"A private carrier took it by air, and {ground.origin} and {ground.destination} "
            f"are both parties to the Montreal Convention by its list of {day}, so it governs.",
        )
    named = _named(outside, f"the list of parties to the Montreal Convention of {day}")
    for regime, text in _OLDER_TEXTS.items():
        if not _outside(shipped_members()[regime], ground):
            return RegimeChoice(
                regime=Regime.WARSAW,
                why=f"A private carrier took it by air; {named}, and both countries are in the "
                f"{text}, so that text governs unless they have joined since.",
                otherwise=(_NEWER_BY_AIR,),
                missing=(_IN_MONTREAL,),
            )
    return RegimeChoice(
        regime=Regime.NATIONAL,
        why=f"A private carrier took it by air; {named}, and no older air convention is known to "
        "bind both, so national law and the carrier's terms decide unless they have joined since.",
        otherwise=(_NEWER_BY_AIR,),
        missing=(_IN_MONTREAL,),
    )


def by_rail(ground: Ground) -> RegimeChoice:
    """Return what governs a private carrier's carriage by rail between countries."""
    if not (ground.origin and ground.destination):
        return RegimeChoice(
            regime=Regime.CIM,
            why="A private carrier took it by rail between countries, so CIM governs where both "
            "are members of COTIF.",
            missing=(_LANE,),
            otherwise=(_OTHER_BY_RAIL,),
        )
    cotif, smgs = shipped_members()["cim"], shipped_members()["smgs"]
    outside = _outside(cotif, ground)
    day = spoken_day(cotif.as_of)
    if not outside:
        both = () if _outside(smgs, ground) else (_NOTE_BY_RAIL,)
        return RegimeChoice(
            regime=Regime.CIM,
            why=f"A private carrier took it by rail, and {ground.origin} and {ground.destination} "
            f"are both members of COTIF by its list of {day}, so CIM governs.",
            otherwise=both,
        )
    eastern = [country for country in outside if smgs.bind(country, None)]
    if eastern:
        return RegimeChoice(
            regime=Regime.SMGS,
            why=f"It went by rail from or to {eastern[0]}, which is in the SMGS and not in COTIF: "
            "CIM alone is wrong, and the text of the SMGS could not be read.",
        )
    named = _named(outside, f"the list of members of COTIF of {day}")
    return RegimeChoice(
        regime=Regime.NATIONAL,
        why=f"A private carrier took it by rail; {named}, so national law and the carrier's terms "
        "decide unless they have joined since.",
        otherwise=(_CIM_BY_RAIL,),
        missing=(_IN_COTIF,),
    )


def by_road(ground: Ground) -> RegimeChoice:
    """Return what governs a private carrier's carriage by road between countries."""
    cmr = shipped_members()["cmr"]
    lane = (ground.origin, ground.destination)
    day = spoken_day(cmr.as_of)
    party = next((each for each in lane if cmr.bind(each, ground.accepted_on)), None)
    if party is not None:
        return RegimeChoice(
            regime=Regime.CMR,
            why=f"A private carrier took it by road between countries, and {party} is a party to "
            f"the road convention (CMR) by its list of {day}, so it governs.",
        )
    if not all(lane):
        return RegimeChoice(
            regime=Regime.CMR,
            why="A private carrier took it by road between countries, so the road convention (CMR) "
            "governs where one of them is a party.",
            missing=(_LANE,),
        )
    return RegimeChoice(
        regime=Regime.NATIONAL,
        why=f"Neither {lane[0]} nor {lane[1]} is a party to the road convention (CMR) by its list "
        f"of {day}, so national law and the carrier's terms decide.",
        otherwise=(_PARTY_BY_ROAD,),
        missing=(_IN_CMR,),
    )


def by_sea(ground: Ground) -> RegimeChoice:
    """Return what governs a private carrier's carriage by sea between countries."""
    rules = shipped_members()["hague-visby"]
    day = spoken_day(rules.as_of)
    if not ground.origin:
        return RegimeChoice(
            regime=Regime.HAGUE_VISBY,
            why="A private carrier took it by sea, so the Hague-Visby Rules govern where the "
            "country of departure is a party and a bill of lading was issued.",
            missing=(_LANE,),
        )
    if rules.bind(ground.origin, ground.accepted_on):
        return RegimeChoice(
            regime=Regime.HAGUE_VISBY,
            why=f"A private carrier took it by sea from {ground.origin}, a party to the "
            f"Hague-Visby Rules with the protocol of 1979 by its list of {day}, so they govern "
            "where a bill of lading was issued.",
        )
    return RegimeChoice(
        regime=Regime.HAGUE_VISBY,
        why=f"A private carrier took it by sea from {ground.origin}, which is not on the list of "
        f"parties to the Hague-Visby Rules with the protocol of 1979 of {day}: they govern only if "
        "the bill of lading was issued in a party or names them.",
        missing=(_BY_SEA,),
    )


def _outside(treaty: Members, ground: Ground) -> tuple[str, ...]:
    """Return which ends of a lane the treaty did not bind on the day, by its list."""
    lane = (ground.origin, ground.destination)
    return tuple(each for each in lane if not treaty.bind(each, ground.accepted_on))


def _named(outside: tuple[str, ...], what: str) -> str:
    if len(outside) == 1:
        return f"{outside[0]} is not on {what}"
    first, second = outside
    return f"neither {first} nor {second} is on {what}"
