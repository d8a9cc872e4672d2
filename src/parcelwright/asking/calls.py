"""What is asked of a source, and what came back: requests and answers as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime


class Purpose(StrEnum):
    """What a call is for."""

    TOKEN = "token"  # noqa: S105 - a kind of call, no secret
    READ = "read"
    REGISTER = "register"
    RETRACK = "retrack"
    STOP = "stop"
    CHECK = "check"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A number that is asked about, with what some sources need beside it.

    Args:
        number: As our parcel bears it, without blanks, in capitals.
        carrier: Our slug of the carrier, empty when unknown.
        origin_country: ISO 3166-1 alpha-2, or empty.
        destination_country: ISO 3166-1 alpha-2, or empty.
        postal_code: Of the destination, or empty.
        phone_tail: Last four digits of the phone number on the label, or empty.
        shipped_on: Day of acceptance, or of the label; tells uses of a number apart.
        reference: The source's own id of the number, as its registration told.
    """

    number: str
    carrier: str = ""
    origin_country: str = ""
    destination_country: str = ""
    postal_code: str = ""
    phone_tail: str = ""
    shipped_on: date | None = None
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class Access:
    """With what a seller may ask: entered credentials, a token bought with them, the address.

    Args:
        base_url: Without a slash at the end; the source's own unless the seller set another.
        values: By the name of each :class:`~parcelwright.asking.terms.Credential`.
        token: Bearer token, empty until the source gave one.
        at: Moment of asking, with a zone; sources that sign their calls sign it.
    """

    base_url: str
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    token: str = field(default="", repr=False)
    at: datetime | None = None

    @property
    def milliseconds(self) -> str:
        """Moment of asking in milliseconds since 1970, as signed calls carry it.

        Raises:
            ValueError: The moment was not given.
        """
        if self.at is None:
            msg = "this source signs the moment of asking; give Access.at"
            raise ValueError(msg)
        return str(round(self.at.timestamp() * 1000))


@dataclass(frozen=True, kw_only=True)
class Call:
    """One HTTP request. ``asked`` are the numbers it is about; headers may hold secrets."""

    purpose: Purpose
    url: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    body: bytes = field(default=b"", repr=False)
    asked: tuple[Asked, ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """Numbers the call is about, in the order asked."""
        return tuple(each.number for each in self.asked)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back: status, headers with names in lower case, the body as it came."""

    status: int
    received_at: datetime
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Token:
    """A bearer token and for how many seconds it is good; None where the source is silent."""

    value: str = field(repr=False)
    seconds: int | None = None
