"""Journeys drawn from a known truth; shares nothing with what is tested but the shape."""

import numpy as np

from parcelwright.analytics.columns import LaneKey
from parcelwright.prevention.scorecards.journeys import Journeys

MATURE = 75.0
NOW = 20_600.0


def lane(carrier, service="S", origin="CN", destination="DE", region=""):
    return LaneKey(
        carrier=carrier, service=service, origin_country=origin,
        destination_country=destination, destination_region=region,
    )  # fmt: skip


def journeys(truth, seed=1, months=1, value=40.0, currency="USD"):
    """Return closed journeys of some lanes.

    Args:
        truth: (lane, journeys, chance of loss, usual days) each.
        seed: Of all that is drawn.
        months: Months over which they were accepted, evenly.
        value: Of each parcel.
        currency: Of the values.
    """
    random = np.random.default_rng(seed)
    lanes = tuple(dict.fromkeys(key for key, *_ in truth))
    parts = [_drawn(random, lanes.index(key), *rest, months) for key, *rest in truth]
    code, accepted, days, lost = (np.concatenate(each) for each in zip(*parts, strict=True))
    n = len(code)
    no = np.zeros(n, bool)
    return Journeys(
        lane=code.astype(np.int32), lanes=lanes,
        month=accepted.astype("datetime64[D]").astype("datetime64[M]").astype(np.int32),
        accepted=accepted, ended=np.where(lost, NOW, accepted + days), delivered=~lost, lost=lost,
        counted=np.ones(n, bool), open=no, held=no, false_delivery=no, complained=no,
        scans=np.full(n, 6, np.int32), legs=np.full(n, 3, np.int32),
        longest=days / 2, value=np.full(n, value), currency=currency, mature_days=MATURE, now=NOW,
        number=np.arange(n),
    )  # fmt: skip


def _drawn(random, code, n, loss, days, months):
    accepted = NOW - MATURE - 1 - random.uniform(0, 30.4 * months, n)
    return np.full(n, code), accepted, random.gamma(9, days / 9, n), random.random(n) < loss
