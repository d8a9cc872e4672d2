"""Why a service stands first, as one sentence with its figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parcelwright.prevention.choice.expected import Expected

# What each reason says; the figures stand in curly brackets.
TEXTS = {
    "none": "No service in the rate table carries this parcel on that day.",
    "only_one": "{best} is the only service on offer for this parcel.",
    "not_enough": (
        "{lacking} has {closed} of the {needed} closed journeys that it takes to choose by losses; "
        "the order rests on prices and on what others lose on this lane."
    ),
    "cheapest": "{best} costs least to post, and its losses and delays do not use that up.",
    "safer": (
        "{best} costs {dearer} more to post than {second}, and its losses cost {saved} less."
    ),
    "faster": (
        "{best} costs {dearer} more to post than {second}, and its delays cost {saved} less."
    ),
    "paid_back": (
        "{best} costs {dearer} more to post than {second}, and {saved} more comes back of losses."
    ),
}


@dataclass(frozen=True, kw_only=True)
class Reason:
    """A code of :data:`TEXTS`, names and amounts for its sentence.

    Amounts (``dearer``, ``saved``) are plain numbers in the currency of the choice.
    """

    code: str
    names: Mapping[str, str]
    amounts: Mapping[str, float]


def reason_of(ranked: Sequence[Expected], too_few: Sequence[Expected], needed: int) -> Reason:
    """Return why the first stands first.

    Args:
        ranked: Cheapest in the end first.
        too_few: Those of them whose own journeys are too few to tell.
        needed: How many it takes.
    """
    if not ranked:
        return Reason(code="none", names={}, amounts={})
    best = ranked[0]
    if len(ranked) == 1:
        return Reason(code="only_one", names={"best": name_of(best)}, amounts={})
    if too_few:
        fewest = min(too_few, key=lambda each: each.prospect.closed)
        return Reason(
            code="not_enough",
            names={
                "lacking": name_of(fewest),
                "closed": str(fewest.prospect.closed),
                "needed": str(needed),
            },
            amounts={},
        )
    cheapest = min(ranked, key=lambda each: each.price)
    if best.price <= cheapest.price:
        return Reason(code="cheapest", names={"best": name_of(best)}, amounts={})
    saved = {
        "safer": cheapest.loss - best.loss,
        "faster": cheapest.delay - best.delay,
        "paid_back": best.recovered - cheapest.recovered,
    }
    code = max(saved, key=lambda each: saved[each])
    return Reason(
        code=code,
        names={"best": name_of(best), "second": name_of(cheapest)},
        amounts={"dearer": best.price - cheapest.price, "saved": saved[code]},
    )


def name_of(expected: Expected) -> str:
    """Return carrier and service as one name."""
    return f"{expected.rate.carrier} {expected.rate.service}"
