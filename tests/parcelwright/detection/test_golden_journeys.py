import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from parcelwright.analytics.learn import prior_table
from parcelwright.detection.assess import assess
from parcelwright.diagnosis.diagnose import diagnose
from parcelwright.parcels.events import EventTime, Milestone, TrackingEvent
from parcelwright.parcels.journey import journey_of
from parcelwright.parcels.parcel import Lane, Parcel

GOLDEN = sorted((Path(__file__).parents[2] / "golden" / "journeys").glob("*.toml"))


def read(path):
    case = tomllib.loads(path.read_text("utf-8"))
    accepted = case.get("accepted_at")
    one = Parcel(
        tracking_number="LX000000000CN",
        carrier="china-post",
        lane=Lane(origin_country="CN", destination_country="FR"),
        accepted_at=EventTime.parse(accepted) if accepted else None,
    )
    events = [
        TrackingEvent(
            tracking_number=one.tracking_number,
            carrier="china-post",
            occurred_at=EventTime.parse(said["at"]),
            received_at=datetime.fromisoformat(said["heard"]) if "heard" in said else None,
            milestone=Milestone(said["milestone"]),
        )
        for said in case["event"]
    ]
    return one, journey_of(events), case


def test_there_are_golden_journeys():
    assert len(GOLDEN) == 12


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_golden_journey_is_assessed_and_diagnosed_as_decided(path):
    one, found, case = read(path)
    told = assess(one, found, prior_table(), case["now"])
    why = diagnose(one, found, case["now"])
    got = {"causes": [cause.kind.value for cause in why.causes]}
    if why.next_handover is not None:
        got["next_handover"] = why.next_handover.value
    if told is not None:
        got["standing"] = told.standing.value
        got["stage"] = told.stage.value
        got["reasons"] = [reason.code for reason in told.reasons]
    assert got == case["expect"], case["why"]
