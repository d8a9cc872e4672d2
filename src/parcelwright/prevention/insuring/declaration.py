"""The list of parcels to insure, as an open policy asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - msgspec reads the annotation at run time
from typing import TYPE_CHECKING

from parcelwright.interchange.writing import table_bytes
from parcelwright.money import Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.prevention.insuring.decide import Decision

COLUMNS = (
    "policy_number", "tracking_number", "carrier", "service", "posted_on", "origin_country",
    "destination_country", "contents", "weight_g", "insured_value", "currency", "premium",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Declared:
    """One parcel that is declared to the insurer.

    Args:
        number: Tracking number, or the order number while there is none.
        value: The insured value, in the policy's currency.
    """

    policy: str
    number: str
    carrier: str
    service: str
    posted_on: date
    origin_country: str
    destination_country: str
    contents: str
    weight_g: int
    value: Money
    premium: Money


def declared(decisions: Sequence[Decision]) -> tuple[Declared, ...]:
    """Return the parcels that are worth insuring, in the order of their numbers."""
    found = [
        Declared(
            policy=each.policy,
            number=each.sending.number,
            carrier=each.carrier,
            service=each.service,
            posted_on=each.sending.on,
            origin_country=each.sending.origin_country,
            destination_country=each.sending.destination_country,
            contents=each.sending.contents,
            weight_g=each.sending.weight_g,
            value=each.value.rounded(),
            premium=Money.of(str(each.weighed.premium), each.value.currency).rounded(),
        )
        for each in decisions
        if each.insure and each.value is not None and each.weighed is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.policy, one.number)))


def declaration(rows: Sequence[Declared], suffix: str) -> bytes:
    """Return the list as a file.

    Args:
        rows: The parcels.
        suffix: ``.csv`` or ``.xlsx``.
    """
    return table_bytes(suffix, COLUMNS, map(_cells, rows))


def _cells(one: Declared) -> dict[str, str]:
    return {
        "policy_number": one.policy,
        "tracking_number": one.number,
        "carrier": one.carrier,
        "service": one.service,
        "posted_on": one.posted_on.isoformat(),
        "origin_country": one.origin_country,
        "destination_country": one.destination_country,
        "contents": one.contents,
        "weight_g": str(one.weight_g),
        "insured_value": str(one.value.amount),
        "currency": one.value.currency,
        "premium": str(one.premium.amount),
    }
