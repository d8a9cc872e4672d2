"""What our own case file adds to a parcel and its journey."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from parcelwright.money import Money
    from parcelwright.rulebook.rule import ClaimType
    from parcelwright.rulebook.spans import Since


@dataclass(frozen=True, kw_only=True)
class Known:
    """What our own case file adds to parcel and journey.

    Args:
        moments: Days of acts already done, such as ``inquiry_opened``.
        papers: Codes of documents at hand.
        reported: What buyer or seller say went wrong, such as damage.
        refunded_on: Day on which the buyer got the money back.
        resent_on: Day on which the goods were sent again.
        paid: What each payer, by slug, has granted or paid so far.
        claimed: Ids of the rules under which a claim was filed.
        noticed: Day on which notice of the loss or damage was given, by id of the rule.
    """

    moments: Mapping[Since, date] = field(default_factory=dict)
    papers: frozenset[str] = frozenset()
    reported: frozenset[ClaimType] = frozenset()
    refunded_on: date | None = None
    resent_on: date | None = None
    paid: Mapping[str, Money] = field(default_factory=dict)
    claimed: frozenset[str] = frozenset()
    noticed: Mapping[str, date] = field(default_factory=dict)


NOTHING = Known()
