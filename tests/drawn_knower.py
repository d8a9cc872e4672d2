"""Who knows how shops are drawn, and judges by the same journeys: nobody can choose better.

Losses and days of each service are believed as Bayes' rule has it, from the very distributions of
``drawn_shops``. Shares nothing with what estimates.
"""

import numpy as np

from drawn_shops import (
    DAYS,
    HANDLING,
    LOSS_RANGE,
    LOSS_SIGMA,
    PER_DAY,
    TRANSIT_SHAPE,
    USUAL_LOSS,
    VALUE,
)

_LOG_LOSS = np.linspace(*np.log(LOSS_RANGE), 240)
_DAYS = np.linspace(*DAYS, 137)
_BINS = np.linspace(5.0, 40.0, 3501)
# Parcels that are on their way for longer than this are lost, as far as any double can tell.
_FOREVER = 105.0


def chances(services, past):
    """Return for each service the chance that it truly costs least, from the same journeys.

    Args:
        services: Those of the shop; only their carriers and prices are looked at.
        past: ``Journeys`` of the shop.
    """
    below = np.array([_cost_below(each, past) for each in services])
    parts = np.diff(below, axis=1, prepend=0.0)
    dearer = 1 - below
    others = np.array([np.delete(dearer, at, 0).prod(0) for at in range(len(services))])
    first = (parts * others).sum(1)
    return first / first.sum()


def _cost_below(service, past):
    """Return the chance that the service costs less than each of the bins, at its upper edge."""
    of_lane = [lane.carrier == service.carrier for lane in past.lanes]
    mine = np.flatnonzero(np.array(of_lane)[past.lane])
    arrived = past.delivered[mine]
    took = past.days[mine][arrived]
    open_for = (past.now - past.accepted[mine])[~arrived]
    log = _prior()[:, None] + _of_days(took) + len(took) * np.log1p(-_shares())[:, None]
    log = log + _of_open(open_for)
    weight = np.exp(log - log.max())
    lost, days = _shares()[:, None], _DAYS
    total = service.price + lost * (VALUE + service.price + HANDLING) + PER_DAY * days * (1 - lost)
    counted, _ = np.histogram(total, bins=_BINS, weights=weight)
    return counted.cumsum() / counted.sum()


def _shares():
    return np.exp(_LOG_LOSS)


def _prior():
    """Return the log of how shares are drawn: log-normal, what lies outside put at the ends."""
    step = _LOG_LOSS[1] - _LOG_LOSS[0]
    fine = np.arange(np.log(USUAL_LOSS) - 8 * LOSS_SIGMA, np.log(USUAL_LOSS) + 8 * LOSS_SIGMA, 1e-3)
    mass = np.exp(-(((fine - np.log(USUAL_LOSS)) / LOSS_SIGMA) ** 2) / 2)
    at = np.clip(np.rint((fine - _LOG_LOSS[0]) / step), 0, len(_LOG_LOSS) - 1).astype(int)
    return np.log(np.bincount(at, mass, len(_LOG_LOSS)))


def _of_days(took):
    """Return the log likelihood of the days that parcels took, by the mean days of a service."""
    return -TRANSIT_SHAPE * (len(took) * np.log(_DAYS) + took.sum() / _DAYS)


def _of_open(open_for):
    """Return the log likelihood of parcels that have not come, by share lost and mean days."""
    lost = _shares()[:, None]
    gone = int((open_for > _FOREVER).sum())
    log = np.repeat(gone * np.log(lost), len(_DAYS), axis=1)
    for age in open_for[open_for <= _FOREVER]:
        log += np.log(lost + (1 - lost) * _still_on_the_way(age))
    return log


def _still_on_the_way(age):
    """Return the share of arriving parcels that take longer, for a gamma of whole shape."""
    x = TRANSIT_SHAPE * age / _DAYS
    term, total = np.ones_like(x), np.ones_like(x)
    for power in range(1, TRANSIT_SHAPE):
        term = term * x / power
        total = total + term
    return np.exp(-x) * total
