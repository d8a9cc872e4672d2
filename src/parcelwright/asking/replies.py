"""What an answer amounts to: per number how it stands, or what is wrong with the whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parcelwright.asking.calls import Answer

_MAX_WAIT = timedelta(days=1)
_SHOWN = 200


class Standing(StrEnum):
    """How a source stands to one number."""

    TOLD = "told"
    """It told what it knows."""
    NOT_YET = "not yet"
    """It watches the number and has nothing to tell so far."""
    NOT_FOUND = "not found"
    """It knows no such parcel."""
    UNREGISTERED = "unregistered"
    """It must be registered first."""
    REGISTERED = "registered"
    """It watches from now on, or did so already."""
    STOPPED = "stopped"
    """It no longer watches: expired, by request, or for good."""
    NEEDS_MORE = "needs more"
    """It wants a postcode, a phone number or a carrier beside the number."""
    REFUSED = "refused"
    """It does not take this number: wrong form, carrier not served, no right to ask."""


@dataclass(frozen=True, kw_only=True)
class NumberReply:
    """How a source stands to one number, why, and its own id of it if it told one."""

    standing: Standing
    why: str = ""
    reference: str = ""


class TroubleKind(StrEnum):
    """What is wrong with a whole answer; says nothing about any parcel."""

    THROTTLED = "throttled"
    BUDGET_SPENT = "budget spent"
    BAD_ACCESS = "bad access"
    BAD_REQUEST = "bad request"
    DOWN = "down"
    NONSENSE = "nonsense"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """Why an answer cannot be used. ``wait`` is how long the source asks to be left alone."""

    kind: TroubleKind
    what: str
    wait: timedelta | None = None


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What one answer amounts to; a number that it leaves out is in ``missing``.

    Args:
        numbers: By the number asked.
        trouble: Set when the answer as a whole cannot be used.
    """

    numbers: Mapping[str, NumberReply] = field(default_factory=dict)
    trouble: Trouble | None = None

    def missing(self, asked: tuple[str, ...]) -> tuple[str, ...]:
        """Return the numbers that the answer says nothing about."""
        return tuple(number for number in asked if number not in self.numbers)


def http_trouble(answer: Answer) -> Trouble | None:
    """Return what the status alone says is wrong, or None for one below 400.

    A source that answers 4xx for one number (such as 404, not found) looks at that before.
    """
    wait = retry_after(answer)
    match answer.status:
        case status if status < 400:  # noqa: PLR2004 - statuses are numbers
            return None
        case 401 | 403 | 407:
            kind, what = TroubleKind.BAD_ACCESS, "it refuses our credentials"
        case 429:
            kind, what = TroubleKind.THROTTLED, "it asks us to slow down"
        case 408 | 425:
            kind, what = TroubleKind.DOWN, "it gave up waiting"
        case status if status >= 500:  # noqa: PLR2004 - statuses are numbers
            kind, what = TroubleKind.DOWN, "it has trouble of its own"
        case _:
            kind, what = TroubleKind.BAD_REQUEST, "it does not understand our question"
    return Trouble(kind=kind, what=f"{what} (HTTP {answer.status}){_quoted(answer)}", wait=wait)


def nonsense(answer: Answer, what: str) -> Trouble:
    """Return the trouble of an answer that cannot be read, such as a page instead of data."""
    return Trouble(kind=TroubleKind.NONSENSE, what=f"{what}{_quoted(answer)}")


def retry_after(answer: Answer) -> timedelta | None:
    """Return how long ``Retry-After`` or ``X-RateLimit-Reset`` asks to wait: a day at most."""
    given = answer.headers.get("retry-after", "").strip()
    if _is_count(given):
        return min(timedelta(seconds=int(given[:9])), _MAX_WAIT)
    if given:
        try:
            until = parsedate_to_datetime(given)
        except (ValueError, OverflowError):
            return None
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        return _until(until, answer)
    reset = answer.headers.get("x-ratelimit-reset", "").strip()
    if answer.status == 429 and _is_count(reset) and len(reset) == 10:  # noqa: PLR2004 - Unix seconds
        return _until(datetime.fromtimestamp(int(reset), tz=UTC), answer)
    return None


def _is_count(text: str) -> bool:
    """Return whether a text is plain digits; there are others, such as a raised two."""
    return text.isascii() and text.isdigit()


def _until(moment: datetime, answer: Answer) -> timedelta:
    return min(max(moment - answer.received_at, timedelta(0)), _MAX_WAIT)


def _quoted(answer: Answer) -> str:
    """Return the beginning of what the source said, in one line."""
    text = " ".join(answer.body[: 4 * _SHOWN].decode("utf-8", errors="replace").split())
    printable = "".join(letter for letter in text if letter.isprintable())
    return f": {printable[:_SHOWN]}" if printable else ""
