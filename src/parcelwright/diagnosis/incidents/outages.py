"""Sources and carriers from which nothing at all is heard: one incident, not a thousand alarms.

The day is cut into slots of two hours. For each slot of a working day, Saturday or Sunday, the four
weeks before tell how often it brought any news at all; a spell of slots without any is an
outage when it is rarer than once in ten such sellers a year. Counting slots, not news, a batch
of a thousand late scans counts once.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.detection.assessment import Reason
from parcelwright.diagnosis.incidents.chance import odds_to_chance
from parcelwright.diagnosis.incidents.incident import (
    FEWEST,
    Incident,
    IncidentKind,
    SuspectedCause,
)
from parcelwright.diagnosis.incidents.tracks import MARK_CODE, SAID_HANDED_OVER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from parcelwright.diagnosis.incidents.tracks import Tracks

_SLOTS_A_DAY = 12
_A_YEAR = 365.0
_BEFORE_DAYS = 28
# Slots are not independent: none counts for more than news three times in four.
_MOST_NEWS = 0.75
# An outage that lasts longer is no news of today.
_LONGEST_DAYS = 30
# Nobody is called silent sooner: a source that is asked twice a day is late by half a day.
_LEAST_DAYS = 0.75
# How many wrong outages of each source a year are borne.
_A_TENTH = 0.1
# With news in fewer slots than one a day, silence says nothing.
_LEAST_SLOTS = _BEFORE_DAYS
# So many of the longest silences tell whether silences are longer than chance has them.
_LONGEST = 5
# Counted from 1970-01-01, a Thursday.
_SATURDAY = 2
_KINDS_OF_DAY = 3


@dataclass(frozen=True, kw_only=True)
class _Level:
    """One way to ask who fell silent.

    Args:
        name: Its name.
        of_step: Who told each step.
        of_parcel: Who may tell next of each parcel, in one column or two.
    """

    name: str
    of_step: NDArray[np.int32]
    of_parcel: tuple[NDArray[np.int32], ...]


def outages(tracks: Tracks, now: float) -> tuple[Incident, ...]:
    """Return the sources, carriers and countries from which nothing is heard now.

    The widest that fell silent as a whole is named: a source rather than each of its
    carriers. Members are the open parcels whose next news would come from there.

    Args:
        tracks: All parcels, with what was known at ``now`` alone.
        now: Day number.
    """
    scans = tracks.mark != MARK_CODE[SAID_HANDED_OVER]
    heard = tracks.heard[scans]
    last = _last_steps(tracks, scans)
    closing = [code for mark, code in MARK_CODE.items() if mark.closes]
    ended = np.isin(tracks.mark, closing) & scans
    is_open = np.bincount(tracks.row, minlength=len(tracks)) > 0
    is_open[last >= 0] = ~ended[last[last >= 0]]
    explained = np.zeros(len(tracks), np.bool_)
    found = []
    for level in _levels(tracks, scans, last):
        for one in _of_level(level, heard, tracks.names, is_open & ~explained, now):
            explained[list(one.rows)] = True
            found.append(one)
    return tuple(found)


def _levels(tracks: Tracks, scans: NDArray[np.bool_], last: NDArray[np.intp]) -> tuple[_Level, ...]:
    told = (tracks.source, tracks.by, tracks.country)
    of_step = tuple(column[scans] for column in told)
    source, by, here = (_told_last(column, last) for column in told)
    # Before the first scan the origin speaks next; later the place, or the destination.
    source = np.where(source > 0, source, _usual_source(tracks, scans)[tracks.carrier])
    by = np.where(by > 0, by, tracks.carrier)
    here = np.where(here > 0, here, tracks.origin)
    there = np.where(last >= 0, tracks.destination, 0).astype(np.int32)
    return (
        _Level(name="source", of_step=of_step[0], of_parcel=(source,)),
        _Level(name="carrier", of_step=of_step[1], of_parcel=(by,)),
        _Level(name="country", of_step=of_step[2], of_parcel=(here, there)),
    )


def _told_last(column: NDArray[np.int32], last: NDArray[np.intp]) -> NDArray[np.int32]:
    out = np.zeros(len(last), np.int32)
    out[last >= 0] = column[last[last >= 0]]
    return out


def _usual_source(tracks: Tracks, scans: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Return by carrier the source that tells most of its parcels; 0 where none does."""
    pairs = np.stack((tracks.carrier[tracks.row[scans]], tracks.source[scans]))
    (carrier, source), scanned = np.unique(pairs[:, pairs[1] > 0], axis=1, return_counts=True)
    order = np.argsort(scanned, kind="stable")
    out = np.zeros(len(tracks.names), np.int32)
    out[carrier[order]] = source[order]
    return out


def _of_level(
    level: _Level,
    heard: NDArray[np.float64],
    names: tuple[str, ...],
    is_open: NDArray[np.bool_],
    now: float,
) -> Iterator[Incident]:
    recent = (heard > now - _BEFORE_DAYS - _LONGEST_DAYS) & (level.of_step > 0)
    for who in np.unique(level.of_step[recent]).tolist():
        days = np.sort(heard[(level.of_step == who) & recent])
        started = float(days[-1])
        if now - started < _LEAST_DAYS:
            continue
        rows = np.flatnonzero(is_open & np.any([own == who for own in level.of_parcel], axis=0))
        if len(rows) < FEWEST:
            continue
        surprise, spells = _surprise(days, now)
        odds = surprise - log(spells / _A_TENTH)
        if odds < 0:
            continue
        slots = _news_a_day(days, started)
        yield Incident(
            kind=IncidentKind.OUTAGE,
            what=(level.name, names[who]),
            rows=tuple(rows.tolist()),
            group=len(rows),
            started=started,
            chance=odds_to_chance(odds + log(9.0)),
            by_chance=float(np.exp(-surprise)) * spells,
            cause=SuspectedCause.NO_NEWS,
            reasons=(
                Reason(
                    code="no_news_since",
                    figures=(
                        ("hours", f"{(now - started) * 24:.0f}"),
                        ("usual", f"{slots:.0f}"),
                        ("parcels", str(len(rows))),
                    ),
                ),
            ),
        )


def _surprise(days: NDArray[np.float64], now: float) -> tuple[float, float]:
    """Return minus the logarithm of the chance of so long a silence, and how many begin a year.

    A spell of silence begins only after a slot with news: the fewer of them there are, the
    fewer silences chance has to make a long one of.

    Measured in slots that should have brought news, and held against the spells of silence of
    the weeks before: where those were longer than chance has them, so is the chance of this.
    """
    taken = np.unique(np.floor(days * _SLOTS_A_DAY).astype(np.int64))
    taken = taken[taken >= taken[-1] - _BEFORE_DAYS * _SLOTS_A_DAY]
    share = _shares(taken)
    slots = np.arange(taken[0], max(int(np.floor(now * _SLOTS_A_DAY)), taken[-1] + 1))
    likely = np.minimum(share[_kind_of_day(slots), slots % _SLOTS_A_DAY], _MOST_NEWS)
    passed = np.concatenate(([0.0], np.cumsum(-np.log1p(-likely))))
    place = taken - taken[0]
    before = passed[place[1:]] - passed[place[:-1] + 1]
    surprise = float(passed[-1] - passed[place[-1] + 1]) / _stretch(before)
    return surprise, len(taken) * _A_YEAR / _BEFORE_DAYS


def _stretch(before: NDArray[np.float64]) -> float:
    """Return how many times as long spells of silence are as chance has them, at least 1.

    By chance the k-th longest of n spells is about log(n / k). The middle one of the longest
    five tells: one or two outages among them stretch nothing, a feed that often pauses does.
    """
    longest = np.sort(before)[::-1][:_LONGEST]
    usual = np.log(np.maximum(len(before), np.e) / np.arange(1, len(longest) + 1))
    found = longest[usual > 0] / usual[usual > 0]
    return max(float(np.median(found)), 1.0) if len(found) else 1.0


def _shares(taken: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the share of slots with news in the weeks before, by kind and slot of day."""
    window = np.arange(taken[-1] - _BEFORE_DAYS * _SLOTS_A_DAY, taken[-1] + 1)
    with_news = np.isin(window, taken)
    if with_news.sum() < _LEAST_SLOTS:
        return np.zeros((_KINDS_OF_DAY, _SLOTS_A_DAY))
    cell = _kind_of_day(window) * _SLOTS_A_DAY + window % _SLOTS_A_DAY
    size = _KINDS_OF_DAY * _SLOTS_A_DAY
    every = np.bincount(cell, minlength=size)
    held = np.bincount(cell[with_news], minlength=size)
    return ((held + 0.5) / (every + 2.0)).reshape(_KINDS_OF_DAY, _SLOTS_A_DAY)


def _news_a_day(days: NDArray[np.float64], started: float) -> float:
    """Return how many scans a day were usual in the weeks before."""
    before = (days > started - _BEFORE_DAYS) & (days <= started)
    return float(before.sum()) / _BEFORE_DAYS


def _kind_of_day(slots: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return 0 for working days, 1 for Saturdays, 2 for Sundays."""
    # Day 0 was a Thursday.
    weekday = (slots // _SLOTS_A_DAY) % 7
    return np.where(weekday == _SATURDAY, 1, np.where(weekday == _SATURDAY + 1, 2, 0))


def _last_steps(tracks: Tracks, scans: NDArray[np.bool_]) -> NDArray[np.intp]:
    last = np.full(len(tracks), -1, np.intp)
    rows = np.flatnonzero(scans)
    last[tracks.row[rows]] = rows
    return last
