"""Subjects, watches and candidates for the tests of the watch; days count from the start."""

from datetime import UTC, datetime, timedelta

from parcelwright.asking.replies import Standing
from parcelwright.asking.terms import Terms
from parcelwright.watch.facts import Candidate, Subject, Tried, Watched

START = datetime(2026, 3, 2, 8, tzinfo=UTC)


def on(day, hours=0):
    return START + timedelta(days=day, hours=hours)


def subject(**fields):
    return Subject(**{"number": "RV482917305CN", "carriers": frozenset({"china-post"}), **fields})


def watched(**fields):
    return Watched(**{"started_at": START, **fields})


def candidate(key=1, name="Tracker", **fields):
    known = set(Candidate.__dataclass_fields__) - {"terms"}
    held = {each: value for each, value in fields.items() if each in known}
    terms = {each: value for each, value in fields.items() if each not in known}
    given = Terms(base_url="https://tracker.example", credentials=(), source="invented", **terms)
    return Candidate(key=key, name=name, terms=given, **held)


def tried(standing=Standing.NOT_FOUND, until=None, times=1):
    return Tried(standing=standing, times=times, again_at=until or on(1))
