"""Which treaty of air or rail governs, where that turns on the states that it binds.

Carriage between two states is under the Montreal Convention where both are bound (article 1),
and under CIM where both are members of COTIF. The lists are dated; a state that is on none may
have joined since, so what is not on a list is named and never taken as certain.
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
    "the Warsaw system holds, with other sums and shorter days.",
)
_NEWER_BY_AIR = Branch(
    regime=Regime.MONTREAL,
    transport="air",
    why="If both countries are parties by now, the Montreal Convention governs, with longer days "
    "and a sum that can be counted.",
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
_IN_MONTREAL, _IN_COTIF = "membership in the Montreal Convention", "membership in COTIF"
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
    montreal, warsaw = shipped_members()["montreal"], shipped_members()["warsaw"]
    outside = _outside(montreal, ground)
    day = spoken_day(montreal.as_of)
    if not outside:
        return RegimeChoice(
            regime=Regime.MONTREAL,
            why=f"A private carrier took it by air, and {ground.origin} and {ground.destination} "
            f"are both parties to the Montreal Convention by its list of {day}, so it governs.",
        )
    named = _named(outside, f"the list of parties to the Montreal Convention of {day}")
    if not _outside(warsaw, ground):
        return RegimeChoice(
            regime=Regime.WARSAW,
            why=f"A private carrier took it by air; {named}, and both countries are in the Warsaw "
            "Convention, so one of its texts governs unless they have joined since.",
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


def _outside(treaty: Members, ground: Ground) -> tuple[str, ...]:
    """Return which ends of a lane the treaty did not bind on the day, by its list."""
    lane = (ground.origin, ground.destination)
    return tuple(each for each in lane if not treaty.bind(each, ground.accepted_on))


def _named(outside: tuple[str, ...], what: str) -> str:
    if len(outside) == 1:
        return f"{outside[0]} is not on {what}"
    first, second = outside
    return f"neither {first} nor {second} is on {what}"
