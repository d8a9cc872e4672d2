"""The one question to the buyer of an order that waits to be shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.messages.ask_before import question_before
from parcelwright.prevention.finding import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.messages.ask_before import BuyerQuestion
    from parcelwright_web.models.drafts import OrderDraft


def question_text(row: OrderDraft, asks: Sequence[str], language: str = "") -> BuyerQuestion:
    """Return the message that asks the buyer of an order for what its findings want."""
    return question_before(
        [Question(each) for each in asks],
        order_number=row.order_number,
        shop_name=row.shop.name,
        buyer_name=row.rows[0].get("buyer_name", ""),
        language=language,
    )
