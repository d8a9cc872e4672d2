"""Decisions on insurance, rules of lanes and compared certificates as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.scorecards.plain import plain_key

if TYPE_CHECKING:
    from parcelwright.prevention.insuring.certificates import Compared
    from parcelwright.prevention.insuring.decide import Decision
    from parcelwright.prevention.insuring.shop_rule import LaneRule
    from parcelwright.prevention.insuring.weigh import Carriage

_COINS, _SHARE = 2, 6


def plain_decision(each: Decision) -> dict[str, object]:
    """Return a decision as JSON has it; sums are numbers in the policy's currency."""
    told: dict[str, object] = {
        "number": each.sending.number,
        "carrier": each.carrier,
        "service": each.service,
        "policy": each.policy,
        "insure": each.insure,
        "left_out": each.left_out or None,
        "closed": each.closed,
        "carrier_pays_up_to": _most(each.carriage),
    }
    if each.weighed is not None:
        share = each.weighed.break_even
        told |= {
            "premium": round(each.weighed.premium, _COINS),
            "worth": round(each.weighed.worth, _COINS),
            "break_even_loss_share": None if share is None else round(share, _SHARE),
            "chance_it_pays": round(each.weighed.chance, _SHARE),
        }
    return told


def plain_rule(rule: LaneRule) -> dict[str, object]:
    """Return the rule of a lane as JSON has it."""
    low, high = rule.losses.interval()
    return {
        **plain_key(rule.key),
        "insure_values": [
            [round(first, _COINS), None if last >= rule.most else round(last, _COINS)]
            for first, last in rule.ranges
        ],
        "loss_share": {
            "value": round(rule.losses.mean, _SHARE),
            "low": round(low, _SHARE),
            "high": round(high, _SHARE),
            "closed": rule.closed,
        },
        "usual_value": round(rule.usual, _COINS),
        "break_even_loss_share": None
        if rule.break_even is None
        else round(rule.break_even, _SHARE),
        "carrier_pays_up_to": _most(rule.carriage),
    }


def _most(carriage: Carriage) -> float | None:
    return round(carriage.most, _COINS) if carriage.known else None


def plain_compared(found: Compared) -> dict[str, object]:
    """Return compared certificates as JSON has them."""
    return {
        "matched": [{"number": number, "certificate": paper} for number, paper in found.matched],
        "missing": list(found.missing),
        "differing": [
            {
                "number": each.number,
                "what": each.what,
                "declared": each.was_declared,
                "certified": each.is_certified,
            }
            for each in found.differing
        ],
        "not_declared": list(found.not_declared),
    }
