"""Runs the worked examples of the buyer's clocks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from parcelwright.claims.buyer_clocks import clock_of
from parcelwright.rulebook.key import Key
from parcelwright.rulebook.spans import Since

if TYPE_CHECKING:
    from parcelwright.rulebook.clocks import Scheme

_BESIDE = frozenset({"on", "origin", "destination", "programme"})


def run_clock_examples(scheme: Scheme) -> list[str]:
    """Return one line for each expectation of a scheme's examples that does not come out."""
    wrong = []
    for clock in scheme.clocks:
        for at, example in enumerate(clock.examples, start=1):
            moments = {
                _since(name): date.fromisoformat(text)
                for name, text in example.given
                if name not in _BESIDE
            }
            given = dict(example.given)
            key = Key(
                carrier="",
                service="",
                origin=given.get("origin", ""),
                destination=given.get("destination", ""),
                programme=given.get("programme", ""),
            )
            if clock.only.holds(key) is False:
                wrong.append(f"{clock.id}, example {at}: its parcel is none that the clock is for")
            found = clock_of(scheme, clock, moments)
            ends = {"opens": found.opens, "closes": found.closes}
            for name, expected in example.expect:
                day = ends.get(name)
                shown = "none" if day is None else day.isoformat()
                if shown != expected:
                    wrong.append(
                        f"{clock.id}, example {at}: {name} is {shown}, expected {expected}"
                    )
    return wrong


def _since(name: str) -> Since:
    return Since.DELIVERED_SCAN if name == "delivered_at" else Since(name.removesuffix("_on"))
