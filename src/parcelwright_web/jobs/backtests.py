"""Walks through stored histories that sellers asked about, one at a time."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import DatabaseError

from parcelwright.errors import ParcelwrightError
from parcelwright_web import clock
from parcelwright_web.actions import backtests
from parcelwright_web.models import leases
from parcelwright_web.models.backtests import BacktestRun
from parcelwright_web.sealing import SealError

NAME = "backtests"
EVERY_S = 2
# It may take minutes; no import waits that long behind it.
LANE = "backtests"
_LEASE = timedelta(minutes=1)
_log = logging.getLogger("parcelwright.backtests")


def run(now: datetime) -> int:
    """Walk through the next history; return how many were handled."""
    claimed = leases.claim(BacktestRun, 1, now, _LEASE)
    for each in claimed:
        try:
            with leases.kept(each, _LEASE):
                backtests.walk(each, clock.now)
        except backtests.BacktestGoneError:
            _log.info("backtest %d was deleted or taken over", each.pk)
        except (ParcelwrightError, SealError, DatabaseError, OSError, ValueError) as error:
            _log.exception("backtest %d failed", each.pk)
            leases.retry(each, now, str(error))
    return len(claimed)
