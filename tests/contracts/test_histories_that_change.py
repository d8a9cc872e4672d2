"""Whatever sources withdraw, re-time, repeat or undate: the journey is one of the set of payloads.

Every source's sample payloads are changed at random and heard in any order, any number of times.
"""

from __future__ import annotations

import copy
import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parcelwright import sources
from parcelwright.parcels.events import EventTime
from parcelwright.parcels.journey import journey_of, merged
from parcelwright.parcels.snapshots import snapshots_in

PAYLOADS = Path(__file__).parents[1] / "payloads"
START = datetime(2026, 6, 1, tzinfo=UTC)
_LISTS = {"checkpoints", "events", "tracking_details", "trackinfo", "tracking_history"}
# Bytes; of larger samples an example takes too long.
_SMALL = 6000
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")
SLUGS = sorted(
    slug
    for slug in sources.push_slugs()
    if any((PAYLOADS / slug).glob("*.json")) and sources.tells_all(slug)
)
SAMPLES = {
    slug: [
        json.loads(file.read_bytes())
        for file in sorted((PAYLOADS / slug).glob("*.json"))
        if file.stat().st_size < _SMALL
    ]
    for slug in SLUGS
}
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["withdraw", "re-time", "repeat", "undate", "re-word"]), st.integers(0, 5)
    ),
    max_size=3,
)
HEARD = st.lists(st.tuples(st.integers(0, 9), CHANGES, st.integers(0, 4)), min_size=1, max_size=4)


def lists_of(value):
    """Yield every list of events within a payload."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name in _LISTS and isinstance(item, list):
                yield item
            else:
                yield from lists_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from lists_of(item)


def re_timed(item, days):
    """Return an event with all its times moved, or emptied where ``days`` is None."""
    if isinstance(item, dict):
        return {name: re_timed(part, days) for name, part in item.items()}
    if not isinstance(item, str) or not _TIME.fullmatch(item):
        return item
    if days is None:
        return ""
    try:
        day = datetime.fromisoformat(item[:10]).date() + timedelta(days)
    except ValueError:
        return item
    return f"{day.isoformat()}{item[10:]}"


def changed(payload, changes):
    """Return a payload whose history a carrier has changed."""
    payload = copy.deepcopy(payload)
    for change, place in changes:
        for events in lists_of(payload):
            if not events:
                continue
            at = place % len(events)
            match change:
                case "withdraw":
                    del events[at]
                case "re-time":
                    events[at] = re_timed(events[at], 1)
                case "undate":
                    events[at] = re_timed(events[at], None)
                case "repeat":
                    events.append(events[at])
                case "re-word" if isinstance(events[at], dict):
                    events[at] = {
                        name: f"{text} again" if name in {"message", "description"} else text
                        for name, text in events[at].items()
                    }
    return json.dumps(payload).encode()


@lru_cache(maxsize=64)
def parsed_once(slug, body, at):
    return sources.by_slug(slug).parse(body, at)


def journeys_after(slug, arrivals):
    """Hear payloads one by one, as storage does, and return the journeys as bytes."""
    statements, snapshots = {}, {}
    for body, at in arrivals:
        parsed = parsed_once(slug, body, at)
        digest = hashlib.sha256(body).hexdigest()
        for event in parsed.events:
            known = statements.get(event.digest)
            statements[event.digest] = event if known is None else merged(event, known)
        for each in snapshots_in(
            parsed.events,
            told_at=min(parsed.made_at or at, at),
            digest=digest,
            in_order=parsed.made_at is not None,
        ):
            known = snapshots.get(each.key)
            snapshots[each.key] = each if known is None or each.is_newer_than(known) else known
    numbers = sorted({event.tracking_number for event in statements.values()})
    return [
        repr(
            journey_of(
                [event for event in statements.values() if event.tracking_number == number],
                snapshots.values(),
            )
        ).encode()
        for number in numbers
    ]


def arrivals_of(slug, heard):
    samples = SAMPLES[slug]
    return [
        (changed(samples[index % len(samples)], changes), START + timedelta(days=day))
        for index, changes, day in heard
    ]


# Together 2,000 examples and more.
@pytest.mark.parametrize("slug", SLUGS)
@settings(
    max_examples=-(-2000 // len(SLUGS)),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(heard=HEARD, chance=st.randoms(use_true_random=False))
def test_any_order_and_repetition_of_payloads_make_the_same_journeys(slug, heard, chance):
    arrivals = arrivals_of(slug, heard)
    again = [*arrivals, *arrivals]
    chance.shuffle(again)
    assert journeys_after(slug, again) == journeys_after(slug, arrivals)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_source_that_drops_an_event_within_its_history_withdraws_it(slug):
    events = max((dated(slug, sample) for sample in SAMPLES[slug]), key=len)
    gone = next(event for event in events if day_of(events[0]) < day_of(event) < day_of(events[-1]))
    later = START + timedelta(days=1)
    kept = [replace(event, told_at=later) for event in events if event is not gone]
    [whole] = snapshots_in(kept, told_at=later, digest="f" * 64, in_order=False)
    assert journey_of([*kept, gone], [whole]).withdrawn == (gone,)


def dated(slug, sample):
    found = sources.by_slug(slug).parse(json.dumps(sample).encode(), START).events
    scans = [event for event in found if event.occurred_at and event.milestone.is_scan]
    # An answer may be about several parcels; the one told most of serves.
    most = Counter(event.tracking_number for event in scans).most_common(1)
    own = [event for event in scans if event.tracking_number == most[0][0]]
    return sorted(own, key=day_of)


def day_of(event):
    return event.occurred_at.utc


def test_the_times_of_an_event_can_be_moved_and_emptied():
    assert re_timed({"at": "2026-03-01T08:00:00+08:00"}, 1) == {"at": "2026-03-02T08:00:00+08:00"}
    assert EventTime.parse(re_timed("2026-03-01 08:00", None)) is None
