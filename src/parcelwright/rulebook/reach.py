"""Whom the rules of laws reach, whatever else they ask of a parcel."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parcelwright.rulebook.rule import Carrier, Rule

# Kinds of carriers that answer under their own terms where a post has the postal convention.
NO_POSTS = frozenset({"consolidator", "express"})


def binds(rule: Rule, carrier: Carrier, way: str) -> bool:
    """Return whether a treaty's rule reaches a carrier.

    It binds the carriers that it names whether or not it is known how the parcel travelled,
    and every carrier of its kinds once that is known.
    """
    if not {carrier.slug, *carrier.aliases}.isdisjoint(rule.carriers):
        return True
    return carrier.kind in rule.carrier_kinds and way in rule.only.transports
