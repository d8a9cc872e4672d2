"""Choices, safeguards and trials as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.choice.reasons import TEXTS, name_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parcelwright.prevention.choice.choose import Choice
    from parcelwright.prevention.choice.expected import Expected
    from parcelwright.prevention.choice.reasons import Reason
    from parcelwright.prevention.choice.safeguards import Safeguard
    from parcelwright.prevention.choice.trial import Trial

_COINS, _SHARE = 2, 6


def plain_choice(
    choice: Choice, safeguards: Mapping[int, Sequence[Safeguard]], trial: Trial | None
) -> dict[str, object]:
    """Return a choice as JSON has it; sums are numbers in ``currency``.

    Args:
        choice: The ranking.
        safeguards: Extras of the ranked services, by place.
        trial: How to try what was never used, where something was not.
    """
    change = choice.would_change
    return {
        "currency": choice.currency,
        "sure": choice.sure.value,
        "reason": {
            "code": choice.reason.code,
            "sentence": sentence(choice.reason, choice.currency),
        },
        "would_change": None
        if change is None
        else {
            "price_up_to": round(change.price_up_to, _COINS),
            "loss_share_up_to": None
            if change.loss_share_up_to is None
            else round(change.loss_share_up_to, _SHARE),
        },
        "alike": [name_of(each) for each in choice.alike],
        "too_few": [name_of(each) for each in choice.too_few],
        "needed": choice.needed,
        "ranked": [_service(each, safeguards.get(at, ())) for at, each in enumerate(choice.ranked)],
        "without_rate": [f"{rate.carrier} {rate.service}" for rate in choice.unpriced],
        "trial": None if trial is None else plain_trial(trial),
    }


def sentence(reason: Reason, currency: str) -> str:
    """Return a reason as one English sentence."""
    amounts = {name: f"{value:.2f} {currency}" for name, value in reason.amounts.items()}
    return TEXTS[reason.code].format(**reason.names, **amounts)


def plain_trial(trial: Trial) -> dict[str, object]:
    """Return a trial as JSON has it."""
    return {
        "parcels": trial.parcels,
        "stops": [{"lost": lost, "within": within} for lost, within in trial.stops],
        "wrong_stop": round(trial.wrong_stop, _SHARE),
        "right_stop": round(trial.right_stop, _SHARE),
        "incumbent": round(trial.incumbent, _SHARE),
        "worse": round(trial.worse, _SHARE),
        "decides": trial.decides,
    }


def _service(each: Expected, safeguards: Sequence[Safeguard]) -> dict[str, object]:
    low, high = each.prospect.losses.interval()
    return {
        "carrier": each.rate.carrier,
        "service": each.rate.service,
        "total": round(each.total, _COINS),
        "price": round(each.price, _COINS),
        "loss": round(each.loss, _COINS),
        "delay": round(each.delay, _COINS),
        "recovered": round(each.recovered, _COINS),
        "unsure": round(each.unsure, _COINS),
        "loss_share": {
            "value": round(each.prospect.losses.mean, _SHARE),
            "low": round(low, _SHARE),
            "high": round(high, _SHARE),
            "closed": each.prospect.closed,
        },
        "days_known": each.days_known,
        "recoverable": [
            {
                "payer": part.payer,
                "amount": str(part.amount.rounded().amount),
                "odds": round(part.odds, _SHARE),
                "decided_claims": part.decided,
                "rule": part.rule,
            }
            for part in each.recoverable.parts
        ],
        "recoverable_unknown": list(each.recoverable.unknown),
        "safeguards": [
            {
                "extra": one.extra.value,
                "price": round(one.price, _COINS),
                "prevents": one.prevents,
                "from_value": None if one.from_value is None else round(one.from_value, _COINS),
                "pays": one.pays,
                "asked_by": list(one.asked_by),
            }
            for one in safeguards
        ],
    }
