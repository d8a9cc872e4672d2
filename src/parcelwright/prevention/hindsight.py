"""What closed parcels teach checks: which would have caught a loss, and which come true."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.parcels.draft import Draft, Line
from parcelwright.parcels.parcel import Party
from parcelwright.prevention.finding import Severity
from parcelwright.prevention.run import findings_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright.parcels.parcel import Parcel
    from parcelwright.prevention.known import Known

_GRAVE = (Severity.STOP, Severity.WARN)
# Fewer findings than this say nothing of a check: with thirty, a check that doubles a loss rate of
# five in a hundred is told from one that does nothing about two times in three.
LEAST_FINDINGS = 30
# A check comes true where orders with its finding are lost this much more often than others.
_TRUE, _NOISY = 1.5, 1.0
# What our records lack may well have been on the parcel, so its absence shows nothing.
_ABSENT = "_missing"
# Checks of the calendar and of what is owed say nothing of why a parcel was lost.
_NO_CAUSES = frozenset(
    {"timing", "cover", "duties", "import_charges", "promised_date", "lost_address"}
)


class Worth(StrEnum):
    """What closed orders say of a check."""

    COMES_TRUE = "comes_true"
    SOME = "some"
    NOISY = "noisy"
    NOT_ENOUGH = "not_enough"


@dataclass(frozen=True, kw_only=True)
class CheckScore:
    """How often orders with a check's finding were lost, against those without.

    Args:
        found: Closed orders with its finding; ``lost`` of them never came.
        others: Closed orders without it; ``others_lost`` of them never came.
    """

    check: str
    found: int
    lost: int
    others: int
    others_lost: int

    @property
    def times(self) -> float | None:
        """How many times as often they are lost; half a loss is added to each side."""
        if not self.found or not self.others:
            return None
        mine = (self.lost + 0.5) / (self.found + 1)
        return mine * (self.others + 1) / (self.others_lost + 0.5)

    @property
    def worth(self) -> Worth:
        """What that says of the check."""
        times = self.times
        if self.found < LEAST_FINDINGS or times is None:
            return Worth.NOT_ENOUGH
        if times >= _TRUE:
            return Worth.COMES_TRUE
        return Worth.NOISY if times <= _NOISY else Worth.SOME


@dataclass(frozen=True, kw_only=True)
class Missed:
    """A finding that lost parcels of one lane share: what to repair, or to switch on.

    Args:
        lane: From and to, as country codes.
        share: Of ``losses`` on the lane, ``with_it`` had the finding.
    """

    lane: tuple[str, str]
    check: str
    code: str
    with_it: int
    losses: int


def score_checks(closed: Iterable[tuple[frozenset[str], bool]]) -> tuple[CheckScore, ...]:
    """Return the score of each check, those that come true most first.

    Args:
        closed: Of each closed order the checks that found something, and whether it was lost.
    """
    orders = list(closed)
    lost_all = sum(lost for _, lost in orders)
    found: Counter[str] = Counter()
    lost_with: Counter[str] = Counter()
    for names, lost in orders:
        found.update(names)
        if lost:
            lost_with.update(names)
    scores = [
        CheckScore(
            check=name,
            found=found[name],
            lost=lost_with[name],
            others=len(orders) - found[name],
            others_lost=lost_all - lost_with[name],
        )
        for name in sorted(found)
    ]
    return tuple(sorted(scores, key=lambda each: (-(each.times or 0.0), each.check)))


def would_have_caught(lost: Iterable[Parcel], known: Known) -> tuple[Missed, ...]:
    """Return what checks would have found in lost parcels before they left, most first.

    Each lane's losses are its own measure; a finding in one loss alone is left out.
    """
    losses: Counter[tuple[str, str]] = Counter()
    shared: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for parcel in lost:
        draft = draft_of(parcel)
        lane = (draft.sender.country, draft.recipient.country)
        losses[lane] += 1
        shared[lane].update(
            {
                (each.check, each.code)
                for each in findings_of(draft, known, _NO_CAUSES)
                if each.severity in _GRAVE and not each.code.endswith(_ABSENT)
            }
        )
    found = [
        Missed(lane=lane, check=check, code=code, with_it=count, losses=losses[lane])
        for lane, codes in shared.items()
        for (check, code), count in codes.items()
        if count > 1
    ]
    return tuple(sorted(found, key=lambda each: (-each.with_it, each.lane, each.code)))


def draft_of(parcel: Parcel) -> Draft:
    """Return the order that a parcel was, as far as the parcel still tells it."""
    goods, lane, buyer = parcel.contents, parcel.lane, parcel.buyer
    line = Line(description=goods.description, hs_code=goods.hs_code, quantity=goods.items)
    country = buyer.country or lane.destination_country
    code = buyer.postal_code or lane.destination_postal_code
    return Draft(
        order_number=parcel.order_number or parcel.tracking_number,
        shop=parcel.shop,
        sales_channel=parcel.sales_channel,
        ordered_at=parcel.ordered_at,
        ship_on=parcel.accepted_on,
        carrier=parcel.carrier,
        service=parcel.service,
        tracking_number=parcel.tracking_number,
        recipient=replace(buyer, country=country, postal_code=code),
        region=lane.destination_region,
        sender=Party(country=lane.origin_country),
        lines=(line,) if goods.description or goods.hs_code else (),
        value=goods.value,
        declared=goods.declared,
        weight_g=goods.weight_g,
        length_mm=goods.length_mm,
        width_mm=goods.width_mm,
        height_mm=goods.height_mm,
        ioss_number=parcel.ioss_number,
    )
