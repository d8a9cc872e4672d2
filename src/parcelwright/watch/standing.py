"""How a watch over one number stands, and why one ended."""

from __future__ import annotations

from enum import StrEnum


class NumberRole(StrEnum):
    """Which number of a parcel is watched."""

    MAIN = "main"
    LAST_MILE = "last_mile"


class WatchStanding(StrEnum):
    """How a watch stands; an open one is always looked at again."""

    NEW = "new"
    """Nobody was asked yet."""
    PUSHED = "pushed"
    """A source posts about the parcel by itself."""
    TOLD = "told"
    """The source told what it knows."""
    NOT_YET = "not_yet"
    """The source watches and has nothing to tell so far."""
    NOT_FOUND = "not_found"
    """No source that was asked knows the number."""
    STOPPED = "stopped"
    """The source stopped watching; it is started again, or another is asked."""
    SILENT = "silent"
    """The source does not answer for a day or more."""
    NEEDS_MORE = "needs_more"
    """The source wants a postcode, a phone number or a carrier beside the number."""
    NOBODY = "nobody"
    """There is nobody to ask; tried again each day."""
    ENDED = "ended"
    """Over; ``EndedWhy`` says why."""


class EndedWhy(StrEnum):
    """Why a watch ended. There is no other reason."""

    DELIVERED = "delivered"
    RETURNED = "returned"
    SETTLED = "settled"
    """The case was closed: paid, arrived, returned or written off."""
    GIVEN_UP = "given_up"
    """A person gave it up."""
