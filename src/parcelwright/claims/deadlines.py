"""First and last day for inquiry, claim, appeal and suit, each with its explanation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from parcelwright.claims.counting import counter, never
from parcelwright.claims.offices import FIRST_TO_END
from parcelwright.claims.remedy import Confidence, Deadline
from parcelwright.records import changing, like
from parcelwright.rulebook.spans import (
    After,
    Count,
    EarliestKnown,
    FirstKnown,
    LatestOf,
    Since,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from parcelwright.claims.counting import Counter
    from parcelwright.rulebook.rule import Rule, Window
    from parcelwright.rulebook.spans import Span

_SCANS = frozenset({
    Since.DEPARTURE_SCAN, Since.DESTINATION_ARRIVAL, Since.LAST_SCAN, Since.DELIVERED_SCAN,
})  # fmt: skip
_ANYWHERE = "where a day ends first, as it is not known where it must be received"
_NO_PROOF = {
    Since.POSTING: "no proof of posting date",
    Since.ACCEPTANCE_SCAN: "no proof of acceptance by the carrier",
    Since.HANDOVER: "no proof of handover",
}


_with_days = changing(Deadline, "earliest", "latest")
_explained_days = changing(Deadline, "earliest", "latest", "explanation")


@dataclass(frozen=True, kw_only=True, eq=False)
class Period:
    """One act of a rule made ready to be counted for many parcels.

    Args:
        first, last: Tell the first and the last day from the moments.
        undated: The deadline without days and explanation. Without a zone its days end in that of
            the office that must receive the act, and whoever counts for a parcel names it.
    """

    window: Window
    first: Counter
    last: Counter
    undated: Deadline

    def dated(self, moments: Mapping[Since, date], office: str = FIRST_TO_END) -> Deadline:
        """Return the days for the act, without a word on how they came about.

        An end whose moment is unknown, or whose source is weak, is None. The last day counts to
        its end in the zone of whoever must receive the act.

        Args:
            moments: Of the parcel.
            office: Zone of the office of a payer that has many; see :mod:`.offices`.
        """
        first = None if self.first is never else self.first(moments)
        last = None if self.last is never else self.last(moments)
        placed = self.undated if self.undated.zone else _placed(self, office)
        if first is None and last is None:
            return placed
        return _with_days(placed, first, last)

    def deadline(self, moments: Mapping[Since, date], office: str = FIRST_TO_END) -> Deadline:
        """Return the days for the act, with how they came about or why they are not known."""
        first, last = self.first(moments), self.last(moments)
        placed = self.undated if self.undated.zone else _placed(self, office)
        text = _explained(self.window, moments, first, last, placed.zone)
        return _explained_days(placed, first, last, text)


@lru_cache(maxsize=8192)
def _placed(period: Period, office: str) -> Deadline:
    return like(period.undated, zone=office)


def period_of(rule: Rule, window: Window) -> Period:
    """Return one act of a rule, ready to be counted."""
    low = window.confidence is Confidence.LOW
    payer = rule.payer
    country, zone = payer.country, payer.zone
    if not zone and not payer.ends_where_posted:
        zone = FIRST_TO_END
    return Period(
        window=window,
        first=never if low else counter(window.earliest, country),
        last=never if low else counter(window.latest, country),
        undated=Deadline(
            act=window.act,
            earliest=None,
            latest=None,
            zone=zone,
            rule=rule.id,
            citation=window.citation,
            confidence=window.confidence,
            early=window.early,
            level=window.level,
            to=window.to,
        ),
    )


def deadlines_of(rule: Rule, moments: Mapping[Since, date]) -> tuple[Deadline, ...]:
    """Return one deadline for each act that the rule sets a period for."""
    return tuple(deadline_of(rule, window, moments) for window in rule.windows)


def deadline_of(rule: Rule, window: Window, moments: Mapping[Since, date]) -> Deadline:
    """Return the days for one act of a rule, with their explanation."""
    return period_of(rule, window).deadline(moments)


@lru_cache(maxsize=4096)
def spoken_day(day: date) -> str:
    """Return a day as sentences write it.

    >>> from datetime import date
    >>> spoken_day(date(2025, 12, 2))
    '2 Dec 2025'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def missing_moments(span: Span | None, moments: Mapping[Since, date]) -> tuple[Since, ...]:
    """Return the moments that a period is counted from and that nobody knows."""
    if span is None:
        return ()
    if isinstance(span, Count):
        return () if span.since in moments else (span.since,)
    if isinstance(span, After):
        return missing_moments(span.span, moments)
    missing = [missing_moments(part, moments) for part in span.spans]
    if isinstance(span, FirstKnown | EarliestKnown) and not all(missing):
        return ()
    return tuple(dict.fromkeys(since for part in missing for since in part))


def asks_scans(window: Window) -> bool:
    """Return whether the days for an act depend on a scan after the one that took the parcel."""
    spans = (window.earliest, window.latest)
    return any(not _SCANS.isdisjoint(missing_moments(span, {})) for span in spans)


def day_of(span: Span | None, moments: Mapping[Since, date], country: str) -> date | None:
    """Return the day a period ends on, or None; see :func:`.counting.counter`."""
    return counter(span, country)(moments)


def _explained(
    window: Window,
    moments: Mapping[Since, date],
    earliest: date | None,
    latest: date | None,
    zone: str,
) -> str:
    note = f" ({window.note})" if window.note else ""
    if window.confidence is Confidence.LOW:
        why = window.note or f"{window.citation.title} is no source to rest a date on"
        return f"Check with the carrier: {why}."
    parts = []
    if earliest is not None and window.earliest is not None:
        parts.append(f"from {spoken_day(earliest)}, {_spoken(window.earliest, moments)}")
    if latest is not None and window.latest is not None:
        how = _spoken(window.latest, moments)
        where = f"{zone}, {_ANYWHERE}" if zone == FIRST_TO_END else zone
        parts.append(f"to the end of {spoken_day(latest)} in {where}, {how}")
    unknown = dict.fromkeys(
        (*missing_moments(window.earliest, moments), *missing_moments(window.latest, moments))
    )
    if unknown:
        reasons = (_NO_PROOF.get(since, f"the {since.spoken} is not known") for since in unknown)
        parts.append(f"check with the carrier: {', '.join(reasons)}")
    confirm = "; confirm with the carrier" if window.confidence is Confidence.MEDIUM else ""
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}{note}{confirm}."


def spoken_span(span: Span, moments: Mapping[Since, date] | None = None) -> str:
    """Return a period in words, such as "6 months after the posting", with known days."""
    return _spoken(span, moments or {})


def _spoken(span: Span, moments: Mapping[Since, date]) -> str:
    if isinstance(span, Count):
        day = moments.get(span.since)
        when = "" if day is None else f" on {spoken_day(day)}"
        if span.n == 0:
            return f"the day of the {span.since.spoken}{when}"
        counted = ", that day counted" if span.inclusive else ""
        return f"{span.n} {span.unit.spoken(span.n)} after the {span.since.spoken}{when}{counted}"
    if isinstance(span, After):
        end = _spoken(span.span, moments)
        return f"{span.n} {span.unit.spoken(span.n)} after the end of {end}"
    parts: tuple[Span, ...] = span.spans
    if isinstance(span, FirstKnown | EarliestKnown):
        known = tuple(part for part in parts if not missing_moments(part, moments))
        if isinstance(span, FirstKnown):
            texts = [_spoken(part, moments) for part in (known[:1] or parts)]
            return ", or where that day is not known ".join(texts)
        parts = known or parts
    texts = [_spoken(part, moments) for part in parts]
    if len(texts) == 1:
        return texts[0]
    which = "later" if isinstance(span, LatestOf) else "earlier"
    return f"the {which} of " + " and ".join(texts)
