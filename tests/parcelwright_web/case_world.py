"""The moment and the scans of the tests of case pages, and how they act."""

from datetime import UTC, datetime

from parcelwright.parcels.events import EventTime, TrackingEvent

NOW = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)
ACCEPTED = datetime(2025, 12, 10, 4, 0, tzinfo=UTC)


def scan(number, milestone, at, **fields):
    return TrackingEvent(
        tracking_number=number,
        carrier="china-post",
        occurred_at=fields.pop("occurred_at", EventTime.at(at, 480)),
        received_at=at,
        milestone=milestone,
        source="17track",
        **fields,
    )


def act(browser, case, name, **values):
    """Post one act with the revision that the case has now; return the answer."""
    case.refresh_from_db()
    data = {"revision": case.revision, **values}
    return browser.post(f"/cases/{case.number}/{name}/", data)
