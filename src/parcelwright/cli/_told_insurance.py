"""Whether to insure, as lines that a person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.cli._told_figures import told_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parcelwright.prevention.insuring.certificates import Compared
    from parcelwright.prevention.insuring.decide import Decision
    from parcelwright.prevention.insuring.shop_rule import LaneRule

_WHAT = {
    "insured_value": "the insured value",
    "premium": "the premium",
    "no_certificate_number": "no number of a certificate",
    "twice": "how often it is certified",
}


def told_decisions(decided: Sequence[Decision], currency: str) -> Iterator[str]:
    """Yield one line for each parcel."""
    if decided:
        insured = sum(each.insure for each in decided)
        yield f"{insured} of {len(decided)} parcels are worth insuring"
    for each in decided:
        name = f"{each.sending.number} ({each.carrier} {each.service}, {each.sending.value})"
        if each.weighed is None:
            yield f"  {name}: not insurable. {each.left_out}"
            continue
        word = "insure" if each.insure else "do not insure"
        yield (
            f"  {name}: {word}; the premium is {each.weighed.premium:.2f} {currency} and brings "
            f"{each.weighed.worth:.2f} on average ({100 * each.weighed.chance:.0f}% sure that it "
            f"pays, {each.closed} closed journeys)"
        )


def told_rules(lanes: Sequence[LaneRule], currency: str) -> Iterator[str]:
    """Yield the rule of each lane."""
    yield ""
    yield "For each lane, the values of goods from which insuring pays:"
    for lane in lanes:
        yield (
            f"  {told_key(lane.key)}: {_ranges(lane, currency)} (lost "
            f"{100 * lane.losses.mean:.2f}%, {lane.closed} closed journeys; {_carrier(lane)}; "
            f"{_break_even(lane, currency)})"
        )


def told_compared(found: Compared) -> Iterator[str]:
    """Yield what came back for a declaration."""
    yield ""
    yield f"{len(found.matched)} certificates match, {len(found.missing)} are missing"
    for number in found.missing:
        yield f"  {number}: no certificate came; it is not insured until one does"
    for each in found.differing:
        yield (
            f"  {each.number}: {_WHAT[each.what]} differs, declared {each.was_declared or '-'}, "
            f"certified {each.is_certified or '-'}"
        )
    for number in found.not_declared:
        yield f"  {number}: certified, and never declared"


def _carrier(lane: LaneRule) -> str:
    if not lane.carriage.known:
        return "what the carrier pays is not known, and taken to be nothing"
    return f"the carrier pays up to {lane.carriage.most:.2f}"


def _break_even(lane: LaneRule, currency: str) -> str:
    usual = f"goods of {lane.usual:.2f} {currency}, as is usual,"
    if lane.break_even is None:
        return f"{usual} pay at no share of losses"
    return f"{usual} pay from {100 * lane.break_even:.2f}% lost on"


def _ranges(lane: LaneRule, currency: str) -> str:
    if not lane.ranges:
        return f"none up to {lane.most:.0f} {currency}"
    parts = []
    for first, last in lane.ranges:
        upper = "" if last >= lane.most else f" to {last:.2f}"
        parts.append(f"from {first:.2f}{upper}")
    return f"{' and '.join(parts)} {currency}"
