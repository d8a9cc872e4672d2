"""What of a parcel decides which rules hold for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from parcelwright.rulebook.rule import ClaimType

if TYPE_CHECKING:
    from datetime import date


class Key(NamedTuple):
    """All of a parcel that decides which rules hold for it; empty or None is not known.

    Args:
        carrier: Slug of the carrier.
        service: Slug of the service.
        claim_type: What went wrong.
        s10: Service letters of a postal number, or empty when it is none.
        s10_country: Country code of that number.
        origin, destination: ISO countries.
        accepted_on: When no acceptance is known, only open-ended rules hold.
        ordered_on: When the buyer ordered; kept only with a programme, whose terms may ask it.
        programme: Slug of the platform or programme that label or cover was bought through.
        insurer: Slug of who insured it.
        transport: How it travelled: ``air``, ``road``, ``rail``, ``sea`` or ``multimodal``.
        customer: Whether the payer deals with a ``consumer`` or a ``business``.
    """

    carrier: str
    service: str
    claim_type: ClaimType = ClaimType.LOST_IN_TRANSIT
    s10: str = ""
    s10_country: str = ""
    origin: str = ""
    destination: str = ""
    accepted_on: date | None = None
    ordered_on: date | None = None
    programme: str = ""
    customer: str = ""
    insurer: str = ""
    transport: str = ""
