"""Where the reading of a shop's orders stands, and when it goes on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# How far back the first reading goes; Shopify shows an app no more unless it may see all.
FIRST = timedelta(days=60)
EVERY = timedelta(minutes=15)
# Shops list a change some time after they date it.
OVERLAP = timedelta(minutes=10)
# Two hundred thousand orders of Shopify; a shop that tells more goes round in circles.
MOST_PAGES = 10_000


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where reading stands.

    Args:
        since: Orders changed at this moment or later are read.
        page: Where the next page starts; empty for the first.
        pages: How many pages this reading has brought.
        newest: When the order changed that changed last in this reading.
        ended_at: When the reading before ended; None before the first.
    """

    since: datetime
    page: str = ""
    pages: int = 0
    newest: datetime | None = None
    ended_at: datetime | None = None

    @classmethod
    def restored(cls, stored: Mapping[str, str | int], now: datetime) -> Place:
        """Return the place that :meth:`stored` wrote; without one, the start of all reading."""
        if "since" not in stored:
            return cls(since=now - FIRST)
        return cls(
            since=datetime.fromisoformat(str(stored["since"])),
            page=str(stored.get("page", "")),
            pages=int(stored.get("pages", 0)),
            newest=_moment(stored, "newest"),
            ended_at=_moment(stored, "ended_at"),
        )

    def stored(self) -> dict[str, str | int]:
        """Return the place as a JSON object."""
        moments = {"since": self.since, "newest": self.newest, "ended_at": self.ended_at}
        written = {
            name: moment.astimezone(UTC).isoformat()
            for name, moment in moments.items()
            if moment is not None
        }
        return {**written, "page": self.page, "pages": self.pages}

    def goes_in_circles(self, cursor: str) -> bool:
        """Return whether a page that leads to ``cursor`` leads nowhere."""
        return bool(cursor) and (cursor == self.page or self.pages >= MOST_PAGES)

    def after(self, cursor: str, changed_until: datetime | None, now: datetime) -> Place:
        """Return the place after a page.

        Args:
            cursor: Where the next page starts; empty after the last, when the next reading
                starts a little before the last change.
            changed_until: When the order of the page changed that changed last.
            now: A shop's clock that runs ahead of it counts as this moment.
        """
        told = [moment for moment in (self.newest, changed_until) if moment is not None]
        newest = min(max(told), now) if told else None
        if cursor:
            return replace(self, page=cursor, pages=self.pages + 1, newest=newest)
        since = self.since if newest is None else max(self.since, newest - OVERLAP)
        return Place(since=since, ended_at=now)

    def next_at(self, last_asked_at: datetime | None, per_second: float) -> datetime | None:
        """Return when to ask for the next page, or None for at once.

        Args:
            last_asked_at: When the shop was last asked; None if never.
            per_second: How many calls a second the shop takes.
        """
        if not self.page and self.ended_at is not None:
            return self.ended_at + EVERY
        return None if last_asked_at is None else last_asked_at + timedelta(seconds=1 / per_second)


def _moment(stored: Mapping[str, str | int], name: str) -> datetime | None:
    return datetime.fromisoformat(str(stored[name])) if name in stored else None


def told(orders: int, parcels: int, problems: Sequence[str]) -> str:
    """Return in one line what a page brought, with the first thing that could not be read.

    >>> told(20, 18, [])
    'Changed orders: 20, tracking numbers: 18.'
    """
    if not orders and not parcels and not problems:
        return "No order changed."
    line = f"Changed orders: {orders}, tracking numbers: {parcels}"
    if not problems:
        return f"{line}."
    return f"{line}; not read: {len(problems)}, such as {problems[0]}"
