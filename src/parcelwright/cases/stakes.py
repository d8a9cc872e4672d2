"""What is at stake with one parcel while one waits: its goods, a payer's money, two last days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from parcelwright.claims.remedy import Act, Confidence, RemedyStatus
from parcelwright.detection.terms import Stakes

if TYPE_CHECKING:
    from datetime import date, datetime

    from parcelwright.claims.remedy import Deadline, Entitlement, Remedy
    from parcelwright.money import Money
    from parcelwright.parcels.parcel import Parcel

_ALIVE = frozenset({RemedyStatus.OPEN, RemedyStatus.TOO_EARLY})


@dataclass(frozen=True, kw_only=True)
class ParcelStakes:
    """The stakes of one parcel.

    Args:
        value: Of the goods.
        claim: The most that one payer owes if it is lost; None when nothing is known to be owed
            in the currency of the value.
        claim_from: First day on which the payer accepts that claim, or None.
        claim_by: Last day for it, or None.
        inquiry_by: Last day for the inquiry before it, or None.
        columns: The same as a column of length one.
    """

    value: Money
    claim: Money | None
    claim_from: date | None
    claim_by: date | None
    inquiry_by: date | None
    columns: Stakes


def stakes_of(
    parcel: Parcel, entitlement: Entitlement | None, now: datetime
) -> ParcelStakes | None:
    """Return what is at stake, or None when neither value nor cost of the goods is known.

    The payer who owes most counts; payers are never added up. A sum or day of low confidence
    counts for nothing.

    Args:
        parcel: The parcel.
        entitlement: Who owes what for it, if that was worked out.
        now: Aware instant.
    """
    value = parcel.contents.value or parcel.contents.cost
    if value is None or value.amount <= 0:
        return None
    best = _best(entitlement, value.currency)
    claim = None if best is None else best.amount
    claim_by = None if best is None else _known(best.deadline(Act.CLAIM))
    inquiry_by = None if best is None else _known(best.deadline(Act.INQUIRY))
    accepted = parcel.accepted_on
    age = np.nan if accepted is None else (now.date() - accepted).days
    return ParcelStakes(
        value=value,
        claim=claim,
        claim_from=None if claim_by is None else claim_by.earliest,
        claim_by=None if claim_by is None else claim_by.latest,
        inquiry_by=None if inquiry_by is None else inquiry_by.latest,
        columns=Stakes(
            value=np.array([float(value.amount)]),
            age=np.array([float(age)]),
            claim=np.array([0.0 if claim is None else float(claim.amount)]),
            claim_days=np.array([_days_left(claim_by, now)]),
            inquiry_days=np.array([_days_left(inquiry_by, now)]),
        ),
    )


def _best(entitlement: Entitlement | None, currency: str) -> Remedy | None:
    owed = [
        (remedy.amount.amount, remedy)
        for remedy in (() if entitlement is None else entitlement.remedies)
        if remedy.status in _ALIVE
        and remedy.confidence is not Confidence.LOW
        and remedy.amount is not None
        and remedy.amount.currency == currency
        and remedy.amount.amount > 0
    ]
    return max(owed, key=lambda pair: pair[0])[1] if owed else None


def _known(deadline: Deadline | None) -> Deadline | None:
    return None if deadline is None or deadline.confidence is Confidence.LOW else deadline


def _days_left(deadline: Deadline | None, now: datetime) -> float:
    if deadline is None or deadline.latest is None:
        return np.nan
    zone = ZoneInfo(deadline.zone) if deadline.zone else UTC
    return float((deadline.latest - now.astimezone(zone).date()).days)
