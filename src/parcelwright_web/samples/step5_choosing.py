"""Counts what carriers did, and brings a rate table and some notes on carriers."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright.prevention.choice.reading import read_rates
from parcelwright.prevention.scorecards.reviews import Review
from parcelwright_web.actions import rate_tables, reviews, scorecards

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright_web.models.accounts import Shop

_NAME = "rates (sample).csv"
_RATES = """\
carrier,service,origin_country,destination_country,weight_to_g,price,currency,per_kg,transit_days,cover,signature_price
yunexpress,"Special line, tracked",CN,DE FR GB US BR,2000,3.20,USD,6.50,12,,1.20
4px,Global registered line,CN,DE FR GB US BR,2000,3.60,USD,6.20,12,,
china-post,Registered small packet,CN,*,2000,2.60,USD,7.50,25,,
china-post,ePacket,CN,DE FR GB US,2000,3.10,USD,7.60,15,,
cne,Global priority,CN,DE GB US,2000,3.30,USD,6.00,10,30,0.80
"""


def fill(shop: Shop, now: datetime) -> None:
    """Count, and bring what a seller would bring."""
    table = read_rates(io.BytesIO(_RATES.encode()), _NAME)
    rate_tables.bring(shop.tenant, table, _NAME, actor="sample", now=now)
    said = (
        Review(
            carrier="cne",
            stars=4,
            words="Picks up every day, also on Saturdays. No claims yet.",
            who="A shop next door (invented)",
            said_on=(now - timedelta(days=20)).date(),
        ),
        Review(
            carrier="yunexpress",
            service="Special line, tracked",
            stars=3,
            words="Answers in the group chat within a day; slow in the week before Christmas.",
            who="Warehouse (invented)",
            said_on=(now - timedelta(days=45)).date(),
        ),
    )
    reviews.add(shop.tenant, said, actor="sample", now=now)
    scorecards.count_for(shop.tenant_id, now)
