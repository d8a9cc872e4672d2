"""Which law governs a parcel: a post's convention, a contract, or a treaty of air, road, rail, sea.

What decides is who took the parcel and how it travelled. What is not known stays so: the
answer then says what would follow from each possibility.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from parcelwright.claims.deadlines import spoken_day
from parcelwright.parcels.parcel import Transport
from parcelwright.parcels.s10 import Family, kind_of, liability_in_words
from parcelwright.rulebook.editions import editions_of
from parcelwright.rulebook.select import carrier_of, rules_for

if TYPE_CHECKING:
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.editions import Edition
    from parcelwright.rulebook.key import Key
    from parcelwright.rulebook.rule import Carrier


class Regime(StrEnum):
    """A body of law or terms; rules carry the same words."""

    UPU = "upu"
    EMS = "ems"
    NATIONAL = "national"
    CONTRACT = "contract"
    MONTREAL = "montreal"
    WARSAW = "warsaw"
    CMR = "cmr"
    HGB = "hgb"
    CIM = "cim"
    SMGS = "smgs"
    HAGUE_VISBY = "hague-visby"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A regime under one condition, and why it would or would not govern, in one sentence."""

    regime: Regime
    why: str
    transport: str = ""
    edition: str = ""


@dataclass(frozen=True, kw_only=True)
class RegimeChoice:
    """Which regime governs a parcel, and why.

    Args:
        regime: What governs.
        why: One sentence.
        edition: Which of its texts, by the day of acceptance; empty where it has one only or
            none can be told.
        letters: What the service letters of a postal number say of liability, or empty.
        barred: Regimes that somebody might try and that give the sender nothing.
        otherwise: What would follow if something unknown were known.
        missing: What is not known and would decide.
        gap: Why no edition holds on the day of acceptance, or empty.
    """

    regime: Regime
    why: str
    edition: str = ""
    letters: str = ""
    barred: tuple[Branch, ...] = ()
    otherwise: tuple[Branch, ...] = ()
    missing: tuple[str, ...] = ()
    gap: str = ""


_MAIL_BY_AIR = Branch(
    regime=Regime.MONTREAL,
    transport="air",
    why="The airline answers for mail to the post alone, so the sender has no claim on it "
    "(Montreal Convention, article 2).",
)
_MAIL_BY_ROAD = Branch(
    regime=Regime.CMR,
    transport="road",
    why="Trucks that carry mail under a postal convention are outside the road convention "
    "(CMR, article 1).",
)
_WARSAW = Branch(
    regime=Regime.WARSAW,
    transport="air",
    why="If one of the two countries is no party to the Montreal Convention, an older text of "
    "the Warsaw system holds, with other sums and shorter days.",
)
_DOMESTIC = "It stays within {country}: national law and the carrier's terms decide, no convention."


@lru_cache(maxsize=65536)
def regime_of(book: RuleBook, key: Key) -> RegimeChoice:
    """Return which regime governs the parcel of a key, and why.

    Args:
        book: For carriers, and for the editions and parties of conventions.
        key: Carrier, number, lane, day of acceptance and transport of a parcel.
    """
    carrier = carrier_of(book, key)
    if carrier is None:
        found = _postal(book, key) if key.s10 and not key.carrier else _stranger(key)
    elif carrier.kind == "post":
        found = _postal(book, key)
    elif carrier.kind == "consolidator":
        found = _consolidated(carrier)
    else:
        found = _private(book, key)
    return _dated(found, book, key)


def _dated(choice: RegimeChoice, book: RuleBook, key: Key) -> RegimeChoice:
    """Return the choice with the edition of the day of acceptance, or what is missing for it."""
    editions = editions_of(book, choice.regime.value)
    if not editions:
        return choice
    if key.accepted_on is None:
        branches = tuple(
            Branch(regime=choice.regime, edition=each.name, why=_holds(each)) for each in editions
        )
        return replace(
            choice,
            otherwise=(*choice.otherwise, *branches),
            missing=(*choice.missing, "day of acceptance"),
        )
    for each in editions:
        if each.holds_on(key.accepted_on):
            return replace(choice, edition=each.name)
    oldest = editions[0].first
    if oldest is None or key.accepted_on > oldest:
        return choice
    gap = (
        f"it was accepted on {spoken_day(key.accepted_on)}, before the oldest edition in the "
        f"rule book, which holds from {spoken_day(oldest)}; what held then is not known, and "
        "every period of the later editions is over"
    )
    return replace(choice, missing=(*choice.missing, "an edition of that day"), gap=gap)


def _holds(edition: Edition) -> str:
    first = f"from {spoken_day(edition.first)}" if edition.first else ""
    last = f"to {spoken_day(edition.last)}" if edition.last else ""
    days = " ".join(part for part in (first, last) if part) or "on any day"
    return f"If it was accepted {days}, the edition {edition.name} holds."


def _stranger(key: Key) -> RegimeChoice:
    whose = f'"{key.carrier}" is not in the rule book' if key.carrier else "The carrier is unknown"
    return RegimeChoice(
        regime=Regime.UNKNOWN,
        why=f"{whose}, so it cannot be told whether a post or a private carrier took the parcel.",
        missing=("carrier",),
        otherwise=(
            Branch(regime=Regime.UPU, why="If a post took it, the postal convention governs."),
            Branch(
                regime=Regime.CONTRACT,
                why="If a private carrier took it, its contract governs, with the convention of "
                "the way it travelled behind it.",
            ),
        ),
    )


def _consolidated(carrier: Carrier) -> RegimeChoice:
    name = carrier.name
    return RegimeChoice(
        regime=Regime.CONTRACT,
        why=f"{name} took it in as a consolidator, so the contract with {name} decides.",
        barred=(
            Branch(
                regime=Regime.UPU,
                why=f"The sender in the post's books is {name}, so what the post owes is owed to "
                "it, not to you.",
            ),
            Branch(
                regime=Regime.MONTREAL,
                transport="air",
                why=f"The waybill names {name} or its agent, so claims under air law are theirs.",
            ),
        ),
    )


def _postal(book: RuleBook, key: Key) -> RegimeChoice:
    letters = letters_in_words(key.s10, key.s10_country)
    kind = kind_of(key.s10, key.s10_country) if key.s10 else None
    barred = (_MAIL_BY_AIR, _MAIL_BY_ROAD)
    if key.origin and key.origin == key.destination:
        why = _DOMESTIC.format(country=key.origin)
        return RegimeChoice(regime=Regime.NATIONAL, why=why, letters=letters, barred=barred)
    if kind is not None and kind.liability == "national":
        return RegimeChoice(
            regime=Regime.NATIONAL,
            why=f"Numbers with {key.s10} stay within a country or follow what posts agreed "
            "between themselves; the post's own terms decide.",
            letters=letters,
            barred=barred,
        )
    if (kind is not None and kind.family is Family.EMS) or _under_ems(book, key):
        return RegimeChoice(
            regime=Regime.EMS,
            why="EMS is outside the convention's liability articles unless the post chose them; "
            "the post's own EMS terms decide.",
            letters=letters,
            barred=barred,
        )
    choice = RegimeChoice(
        regime=Regime.UPU,
        why="A post took it as mail, so the Universal Postal Convention and the law of that "
        "post govern.",
        letters=letters,
        barred=barred,
    )
    if key.s10 or key.destination:
        return choice
    national = Branch(
        regime=Regime.NATIONAL,
        why="If it stays within one country, the post's national terms decide.",
    )
    return replace(choice, otherwise=(national,), missing=("country of destination",))


def _under_ems(book: RuleBook, key: Key) -> bool:
    """Return whether the post's rules for this service are of its EMS."""
    own = [rule for rule in rules_for(book, key) if rule.regime in {"ems", "upu"}]
    return bool(own) and all(rule.regime == "ems" for rule in own)


def letters_in_words(letters: str, country: str) -> str:
    """Return what the service letters of a postal number say of liability, one sentence."""
    if not letters:
        return ""
    kind = kind_of(letters, country)
    if kind.family is Family.RESERVED:
        return f"{letters}: no valid number begins so; compare the number with the label."
    return f"{letters}: {liability_in_words(kind.liability)}"


def _private(book: RuleBook, key: Key) -> RegimeChoice:
    if key.origin and key.origin == key.destination:
        return _within_a_country(key)
    if key.transport:
        return _carried(book, key, Transport(key.transport))
    ways = (Transport.AIR, Transport.ROAD, Transport.RAIL, Transport.SEA)
    branches = tuple(_branch(_dated(_carried(book, key, way), book, key), way) for way in ways)
    return RegimeChoice(
        regime=Regime.CONTRACT,
        why="The carrier's own terms decide first; which convention stands behind them depends "
        "on how it travelled, which is not known.",
        otherwise=branches,
        missing=("transport",),
    )


def _within_a_country(key: Key) -> RegimeChoice:
    why = _DOMESTIC.format(country=key.origin)
    by_code = key.origin == "DE" and key.transport in {"air", "road", "rail"}
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


def _carried(book: RuleBook, key: Key, way: Transport) -> RegimeChoice:
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
            return _several_ways(book, key)
        case Transport.ROAD:
            return _by_road(book, key)
        case Transport.RAIL:
            return _by_rail(key)
        case Transport.SEA:
            return RegimeChoice(
                regime=Regime.HAGUE_VISBY,
                why="A private carrier took it by sea, so the Hague-Visby Rules govern where "
                "they are in force and a bill of lading was issued; "
                "whether they are in force there is not checked here.",
                missing=("membership in the Hague-Visby Rules",),
            )


def _several_ways(book: RuleBook, key: Key) -> RegimeChoice:
    ways = (Transport.ROAD, Transport.RAIL, Transport.SEA)
    return RegimeChoice(
        regime=Regime.MONTREAL,
        why="It travelled several ways and the leg of the loss is not known: the Montreal "
        "Convention covers the air part only, but pick-up and delivery by road under the air "
        "contract count as air until the contrary is proved; whether both countries are parties "
        "is not checked here.",
        otherwise=tuple(_branch(_carried(book, key, way), way) for way in ways),
        missing=("leg on which it was lost", "membership in the Montreal Convention"),
    )


def _by_road(book: RuleBook, key: Key) -> RegimeChoice:
    touched = [
        rule.only.touched(key)
        for rule in book.rules
        if rule.regime == Regime.CMR and not rule.excluded
    ]
    if touched and not any(answer is not False for answer in touched):
        return RegimeChoice(
            regime=Regime.NATIONAL,
            why=f"Neither {key.origin} nor {key.destination} is a party to the road convention "
            "(CMR), so national law and the carrier's terms decide.",
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


def _by_rail(key: Key) -> RegimeChoice:
    if "CN" in {key.origin, key.destination}:
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
