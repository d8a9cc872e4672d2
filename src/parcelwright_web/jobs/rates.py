"""Fetches exchange rates from the address that the installation names, if it names one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright_web import clock
from parcelwright_web.actions import fetching_rates
from parcelwright_web.configuration import configuration
from parcelwright_web.gateways import http

if TYPE_CHECKING:
    from datetime import datetime

NAME = "rates"
EVERY_S = 60
LANE = "rates"


def run(now: datetime) -> int:
    """Ask once when it is time; return how many days are new or changed."""
    url = configuration().rates_url
    call = fetching_rates.claim(url, now)
    if call is None:
        return 0
    return fetching_rates.settle(url, http.carry(call, http.limits()), clock.now())
