"""Whether the parcel would be paid for if it were lost, and how much of it."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from parcelwright.claims.exclusions import Bite
from parcelwright.claims.remedy import RemedyStatus
from parcelwright.prevention.as_lost import if_lost
from parcelwright.prevention.finding import Found, Says, Severity
from parcelwright.prevention.services import carrier_name
from parcelwright.prevention.worth import in_currency
from parcelwright.rulebook.load import shipped_book

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from parcelwright.money import Money
    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.as_lost import IfLost
    from parcelwright.prevention.known import Known

SAYS = {
    "cover_below_value": Says(
        severity=Severity.WARN,
        reason="If it is lost, at most {sum} of {goods} comes back, from {payer}.",
        fix="Insure it, or use a service that covers the value.",
    ),
    "cover_excluded": Says(
        severity=Severity.WARN,
        reason="{payer} pays nothing for these goods: {exclusion}.",
        fix="Use a service or an insurer that covers them, or accept the risk knowingly.",
    ),
    "cover_terms_unknown": Says(
        severity=Severity.NOT_CHECKED,
        reason="The law has {payer} pay at most {sum} of {goods} for a loss; its own conditions "
        "for parcels from {origin}, which may pay more, are not at hand here.",
        fix="Enter your contract with it, or insure the parcel.",
    ),
    "cover_sum_unknown": Says(
        severity=Severity.NOT_CHECKED,
        reason="What {payer} pays for a loss cannot be worked out from what is known here.",
        fix="Enter your contract with it, and the value and the weight of the parcel where they "
        "are missing.",
    ),
    "cover_by_service": Says(
        severity=Severity.NOT_CHECKED,
        reason="What {carrier} owes for a loss depends on the service, and the order names none "
        "that is known of it.",
        fix="Enter the service, such as {services}.",
    ),
    "cover_not_known": Says(
        severity=Severity.NOT_CHECKED,
        reason="What {carrier} owes for a loss is not known: its contract is not entered here.",
        fix="Enter your contract with it under your own terms.",
    ),
}
# Cover that falls short by more than this share and by more than so many dollars is worth a word,
# and so is what nobody knows of goods above that sum: a firm says it of most of its orders.
_COVERED = Decimal("0.8")
_SMALL = Decimal(20)
# Services that are named as examples.
_FEW = 3


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield where a loss would not be paid for, or only in part.

    >>> from datetime import date
    >>> from parcelwright.money import Money
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> from parcelwright.rulebook.exchange import shipped_rates
    >>> from parcelwright.rulebook.load import shipped_book
    >>> known = Known(on=date(2026, 9, 2), book=shipped_book(), rates=shipped_rates())
    >>> order = Draft(order_number="1", carrier="dhl-express", weight_g=500,
    ...     recipient=Party(country="DE"), sender=Party(country="CN"),
    ...     value=Money.of("900", "EUR"))
    >>> [each.code for each in check(order, known)]
    ['cover_below_value']
    >>> order = Draft(order_number="1", carrier="fedex", weight_g=500,
    ...     recipient=Party(country="DE"), sender=Party(country="HK"),
    ...     value=Money.of("900", "EUR"))
    >>> [each.code for each in check(order, known)]
    ['cover_terms_unknown']
    >>> list(check(Draft(order_number="1"), known))
    []
    """
    lost = if_lost(draft, known)
    if lost is None:
        return
    carrier = ("carrier", carrier_name(draft.carrier))
    on = draft.ship_on or known.on
    unknown = lost.best is None or lost.best.amount is None
    if unknown and not _biting(lost) and _is_small(lost.goods, on, known):
        return
    if lost.best is None:
        services = _services(draft.carrier)
        if services:
            figures = (carrier, ("services", services))
            yield Found(code="cover_by_service", field="service", figures=figures)
        else:
            yield Found(code="cover_not_known", field="carrier", figures=(carrier,))
        return
    biting = _biting(lost)
    payer = ("payer", lost.best.payer_name)
    if biting:
        figures = (payer, ("exclusion", biting))
        citation = lost.best.citation
        yield Found(code="cover_excluded", field="contents", figures=figures, citation=citation)
    elif lost.best.amount is None:
        yield Found(code="cover_sum_unknown", field="insured_value", figures=(payer,))
    elif lost.share is not None and lost.goods is not None:
        share = Decimal(str(lost.share))
        if share < _COVERED and not _is_small(lost.goods * (1 - share), on, known):
            asked = (("sum", str(lost.best.amount)), ("goods", str(lost.goods)))
            origin = ("origin", draft.sender.country)
            more = _may_pay_more(lost)
            yield Found(
                code="cover_terms_unknown" if more else "cover_below_value",
                field="insured_value",
                figures=(payer, *asked, origin) if more else (payer, *asked),
                citation=lost.best.amount_citation or lost.best.citation,
            )


def _is_small(sum_: Money | None, on: date, known: Known) -> bool:
    """Return whether a sum is known to be too small for a word."""
    dollars = None if sum_ is None else in_currency(sum_, "USD", on, known.rates)
    return dollars is not None and dollars <= _SMALL


@lru_cache(maxsize=256)
def _services(carrier: str) -> str:
    """Return the first services of a carrier that rules are known of, or empty."""
    rules = shipped_book().rules
    known = dict.fromkeys(
        each.services[0] for each in rules if each.payer.slug == carrier and each.services
    )
    return ", ".join(tuple(known)[:_FEW])


def _biting(lost: IfLost) -> str:
    """Return the exclusion for which the best remedy gives nothing, or empty."""
    best = lost.best
    if best is None or best.status is not RemedyStatus.EXCLUDED:
        return ""
    return next((each.text for each in best.bites if each.bite is Bite.BITES), "")


def _may_pay_more(lost: IfLost) -> bool:
    """Return whether who pays by law also answers under terms whose sum is not known."""
    best = lost.best
    return best is not None and any(
        each.payer == best.payer and each.rule and each.amount is None
        for each in lost.found.remedies
        if each.status in {RemedyStatus.OPEN, RemedyStatus.CHECK_WITH_CARRIER}
    )
