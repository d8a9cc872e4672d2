"""How much of an answer is asked for, and what one parcel is found to be on the way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from parcelwright.claims.facts import Facts
    from parcelwright.claims.parties import Parties
    from parcelwright.claims.plan import Plan
    from parcelwright.claims.remedy import Remedy
    from parcelwright.claims.type_choices import TypeChoice
    from parcelwright.money import Money
    from parcelwright.parcels.parcel import Parcel
    from parcelwright.rulebook.key import Key


class Depth(NamedTuple):
    """How much of an answer is asked for.

    Args:
        explained: All of it.
        summed: Where it is not explained, sums and exclusions without their texts.
        scanned: The days of all scans, whether or not a rule asks for them.
    """

    explained: bool
    summed: bool
    scanned: bool


class Judged(NamedTuple):
    """What a parcel is found to be, and what each rule gives it.

    Args:
        parcel: Without days of acceptance that cannot be right.
        parties, key, choice, plan: Whom it names, and what decides by which rules it is judged.
        facts: Its days, and its values where a sum was asked for.
        remedies: The best first.
        most, left: As in the entitlement.
        warnings: As in the entitlement.
    """

    parcel: Parcel
    parties: Parties
    key: Key
    choice: TypeChoice
    plan: Plan
    facts: Facts
    remedies: tuple[Remedy, ...]
    most: Money | None
    left: Money | None
    warnings: tuple[str, ...]
