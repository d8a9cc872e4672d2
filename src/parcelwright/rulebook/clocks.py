"""The buyer's clocks: what consumer law, payment schemes and marketplaces set, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.rulebook.scope import EVERYWHERE

if TYPE_CHECKING:
    from parcelwright.rulebook.rule import Citation, Confidence, Example
    from parcelwright.rulebook.scope import Scope
    from parcelwright.rulebook.spans import Since, Span


class SchemeKind(StrEnum):
    """What sets a clock."""

    CONSUMER_LAW = "consumer_law"
    CARD = "card"
    WALLET = "wallet"
    MARKETPLACE = "marketplace"


class Who(StrEnum):
    """Whose act the days are for."""

    BUYER = "buyer"
    SELLER = "seller"


class About(StrEnum):
    """What must be the matter for a clock to run."""

    NON_RECEIPT = "non_receipt"
    ANYTHING = "anything"


class Forces(StrEnum):
    """When a clock lets the buyer have the money back without the seller's consent."""

    NOTHING = "nothing"
    WITHIN = "within"
    AFTER = "after"


@dataclass(frozen=True, kw_only=True)
class Clock:
    """The days within which buyer or seller can or must act.

    Args:
        id: Stable, ``<file>/<clock>``.
        act: What is done, as a short phrase, such as ``open a dispute``.
        opens, closes: First and last day; None is not stated.
        seller_owes: What the seller owes when the buyer acts, or loses by being silent.
        forces: Whether the buyer can force a refund between the two days, or once the last
            has passed.
        about: Whether it runs only for goods that the buyer does not have.
        done_by: Moment at which the act is done, such as the delivery; None where the course of
            a parcel does not tell.
        zone: IANA zone in which its days end, where it is not that of the scheme.
        only: For which parcels.
    """

    id: str
    title: str
    who: Who
    act: str
    opens: Span | None = None
    closes: Span | None = None
    seller_owes: str = ""
    forces: Forces = Forces.NOTHING
    about: About = About.NON_RECEIPT
    done_by: Since | None = None
    zone: str = ""
    only: Scope = EVERYWHERE
    confidence: Confidence
    citation: Citation
    note: str = ""
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """A law, card scheme, wallet or marketplace with its clocks.

    Args:
        country: ISO country whose holidays count for working days.
        zone: IANA zone in which its days end.
        channels: Slugs of sales channels it governs.
        payments: Words of a payment method it governs, in small letters.
        destinations: ISO countries of buyers it protects.
        pays_out: Whether it holds the buyer's money itself, so that no card window reaches
            the seller.
        notes: What holds whatever the day, such as who bears the risk.
    """

    slug: str
    name: str
    kind: SchemeKind
    country: str = ""
    zone: str = "UTC"
    channels: frozenset[str] = frozenset()
    payments: frozenset[str] = frozenset()
    destinations: frozenset[str] = frozenset()
    pays_out: bool = False
    notes: tuple[str, ...] = ()
    clocks: tuple[Clock, ...] = ()
