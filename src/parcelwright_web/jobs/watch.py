"""Asks sources about the numbers whose time has come.

It has a lane of its own, as it waits for servers of others.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from parcelwright_web import clock
from parcelwright_web.gateways import http
from parcelwright_web.jobs._rounds import Outside, ask_round

if TYPE_CHECKING:
    from datetime import datetime

NAME = "watch"
EVERY_S = 5
LANE = "watch"


def run(now: datetime) -> int:
    """Ask one round; return how many numbers and connections were handled."""
    carry = partial(http.carry, within=http.limits())
    return ask_round(Outside(carry=carry, now=clock.now, pause=time.sleep), now)
