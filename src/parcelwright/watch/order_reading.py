"""Where the reading of a shop's orders stands, and when it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    """

    since: datetime
    page: str = ""
    pages: int = 0
    newest: datetime | None = None

    @classmethod
    def restored(cls, stored: Mapping[str, str | int], now: datetime) -> Place:
        """Return the place that :meth:`stored` wrote; without one, the start of all reading."""
        if "since" not in stored:
            return cls(since=now - FIRST)
        newest = stored.get("newest")
        return cls(
            since=datetime.fromisoformat(str(stored["since"])),
            page=str(stored.get("page", "")),
            pages=int(stored.get("pages", 0)),
            newest=datetime.fromisoformat(str(newest)) if newest else None,
        )

    def stored(self) -> dict[str, str | int]:
        """Return the place as a JSON object."""
        newest = {} if self.newest is None else {"newest": self.newest.isoformat()}
        since = self.since.astimezone(UTC).isoformat()
        return {"since": since, "page": self.page, "pages": self.pages, **newest}

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
            return Place(since=self.since, page=cursor, pages=self.pages + 1, newest=newest)
        return Place(since=self.since if newest is None else max(self.since, newest - OVERLAP))

    def next_at(self, last_asked_at: datetime | None, per_second: float) -> datetime | None:
        """Return when to ask for the next page, or None for at once.

        Args:
            last_asked_at: When the shop was last asked; None if never.
            per_second: How many calls a second the shop takes.
        """
        if last_asked_at is None:
            return None
        return last_asked_at + (timedelta(seconds=1 / per_second) if self.page else EVERY)
