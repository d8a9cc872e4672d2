"""Reads new and changed orders of the shops that may be asked, one page of each at a time."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from parcelwright_web import clock
from parcelwright_web.actions import shop_answers, shop_orders
from parcelwright_web.gateways import http

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright_web.actions.shop_orders import Errand

NAME = "orders"
EVERY_S = 5
LANE = "orders"
# What a defect of ours or an unforeseen value raises; a lost database is another matter.
_DEFECTS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError)
_log = logging.getLogger("parcelwright.orders")


def run(now: datetime) -> int:
    """Read one page of each shop whose turn it is; return how many shops were asked."""
    errands = shop_orders.claim(now)
    for errand in errands:
        _read(errand)
    return len(errands)


def _read(errand: Errand) -> None:
    try:
        answer = http.carry(errand.call, http.limits())
        shop_answers.settle(errand, answer, clock.now())
    except _DEFECTS:
        _log.exception("reading orders of connection %d failed", errand.connection.pk)
        shop_answers.settle_defect(errand, clock.now())
