"""Walks once through the sample's own history, as its owner would before trusting an alert."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright.backtest.span import suggested
from parcelwright_web.actions import backtests
from parcelwright_web.actions.actors import actor_of
from parcelwright_web.models.accounts import Membership, Role

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright_web.models.accounts import Shop

_BEFORE = timedelta(hours=2)


def fill(shop: Shop, now: datetime) -> None:
    """Walk through the span that the page suggests; a history too short for one has none."""
    asked_at = now - _BEFORE
    until = backtests.last_day(shop.tenant, asked_at)
    span = suggested(backtests.days_accepted(shop.tenant), until)
    if span is not None:
        owner = Membership.objects.filter(tenant=shop.tenant_id, role=Role.OWNER).get().user
        backtests.walk_at_once(shop.tenant, span, actor=actor_of(owner), now=asked_at)
