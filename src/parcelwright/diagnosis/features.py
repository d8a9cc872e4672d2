"""The numbers that the weights of causes multiply, worked out from signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.parcels.events import Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.diagnosis.signs import Signs

# Log-odds and logarithms beyond these are one and the same to the weighing.
_ODDS, _LATE = 5.0, 3.0
_STAGES = tuple(stage for stage in Stage if stage is not Stage.CLOSED)
# Chances that rest on fewer or more parcels than this are known as badly or as well: simulated
# shops of 5,000 to 150,000 parcels hold about as many per carrier.
_FEWEST, _MOST, _MIDDLE = 30.0, 30_000.0, 3.0
# The stages in which most parcels fall silent, and in which silence means different things.
_SLOPED = (Stage.ORIGIN, Stage.LINE_HAUL, Stage.CUSTOMS, Stage.DESTINATION, Stage.DELIVERY)


def features(signs: Signs) -> dict[str, NDArray[np.float64]]:
    """Return the features by name, in a fixed order; each is about from -3 to 3.

    ``always`` is 1 for every parcel. Silence enters as the log-odds of loss and as the
    logarithm of silence over what is usual; siblings only where any are known. How much is known
    is the logarithm of the number of parcels like it: a chance of loss or a usual silence that
    rests on few of them is off by more, so that each counts differently. After a delivery scan
    none of these counts.
    """
    lost = np.clip(signs.lost, 1e-9, 1 - 1e-9)
    odds = np.clip(np.log(lost / (1 - lost)), -_ODDS, _ODDS)
    late = np.clip(np.log((signs.silent_days + 1) / (signs.usual_days + 1)), -_LATE, _LATE)
    age = np.log1p(signs.age_days) - 3.0
    known = np.log10(np.clip(signs.journeys, _FEWEST, _MOST)) - _MIDDLE
    # After a delivery scan silence is what follows anyway, and speaks for no cause.
    watched = ~signs.disputed
    odds, late, age, known = (one * watched for one in (odds, late, age, known))
    some = signs.others > 0
    share = np.where(some, signs.moved_on / np.maximum(signs.others, 1), 0.0)
    none_moved = some & (signs.moved_on == 0)
    out: dict[str, NDArray[np.float64] | NDArray[np.bool_]] = {"always": np.ones(len(signs))}
    for stage in _STAGES:
        out[f"in_{stage.value}"] = signs.in_stage(stage)
    out |= {"loss_odds": odds, "lateness": late, "age": age, "known": known}
    for place in _SLOPED:
        out[f"loss_odds_in_{place.value}"] = odds * signs.in_stage(place)
    for name in (
        "held", "was_held", "misread", "astray", "astray_late", "astray_last", "attempted",
        "with_courier", "at_office", "complained", "disputed", "uncollected", "single",
        "processed_last", "started_last", "cleared_last", "handed_on_last", "tried_last",
        "missorted_last",
    ):  # fmt: skip
        out[name] = getattr(signs, name)
    in_delivery = known * signs.in_stage(Stage.DELIVERY)
    silent_alone = signs.departed_last & some
    out |= {
        "held_and_late": signs.held * late,
        "attempted_last": signs.attempted & signs.in_stage(Stage.DELIVERY),
        "not_proven": ~signs.proven,
        "siblings_moved_on": silent_alone * share,
        "siblings_all_silent": signs.departed_last & none_moved,
        "siblings_silent_long": (signs.departed_last & none_moved)
        * np.log1p(signs.others)
        * np.log1p(signs.since_departure) / 3.0,
        "departed_alone": signs.departed_last & ~some,
        "siblings_complained": (signs.departed_last & none_moved) * np.log1p(signs.siblings_asked),
        "siblings_moved_and_late": silent_alone * share * late,
        "complained_and_late": signs.complained * late,
        "known_loss_odds": known * odds,
        "known_and_late": known * late,
        "known_in_delivery": in_delivery,
        "known_loss_odds_in_delivery": in_delivery * odds,
    }  # fmt: skip
    return {name: np.asarray(values, np.float64) for name, values in out.items()}
