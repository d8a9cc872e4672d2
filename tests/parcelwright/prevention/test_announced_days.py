import json
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from parcelwright.analytics.published import Announcement, Calendar, Happening
from parcelwright.cli.check import command
from parcelwright.parcels.draft import Draft
from parcelwright.parcels.parcel import Party
from parcelwright.prevention.known import Known
from parcelwright.prevention.run import findings_of

LEAVES = date(2026, 9, 2)


def found(country="CA", *, carrier="", within="", first=0, last=5, what="strike", **order):
    said = Announcement(
        country=country,
        region=within,
        carrier=carrier,
        first=LEAVES + timedelta(days=first),
        last=LEAVES + timedelta(days=last),
        what=Happening(what),
        source="a notice",
    )
    about = {"carrier": "china-post"} | order
    draft = Draft(
        order_number="1", sender=Party(country="CN"), recipient=Party(country="CA"), **about
    )
    known = Known(on=LEAVES, calendar=Calendar(announcements=(said,)))
    return [each for each in findings_of(draft, known) if each.check == "announced"]


@pytest.mark.parametrize(
    ("country", "first", "is_told"),
    [("CA", 12, True), ("CA", 13, False), ("CN", 3, True), ("CN", 4, False), ("DE", 0, False)],
)
def test_days_ahead_are_told_where_the_parcel_is_likely_to_be_then(country, first, is_told):
    assert bool(found(country, first=first, last=first)) is is_told


def test_what_is_over_when_the_parcel_leaves_is_not_told():
    assert found(first=-9, last=-1) == []
    assert len(found(first=-9, last=0)) == 1


def test_what_is_announced_of_another_carrier_is_not_told():
    assert found(carrier="yunexpress") == []
    assert found("", carrier="china-post")[0].reason == (
        "A strike was announced for china-post, from 2026-09-02 to 2026-09-07 (a notice)."
    )


def test_a_region_is_held_against_the_region_of_the_recipient():
    assert found(within="ON", region="QC") == []
    (told,) = found(within="ON", region="ON")
    assert told.reason.startswith("A strike was announced for ON, Canada, from")


@pytest.mark.parametrize(
    ("what", "severity"),
    [("strike", "warn"), ("closure", "warn"), ("holiday", "hint"), ("peak", "hint")],
)
def test_a_network_that_stands_still_is_graver_than_a_slow_one(what, severity):
    assert [each.severity for each in found(what=what)] == [severity]


def test_the_command_takes_a_calendar(tmp_path):
    (tmp_path / "orders.csv").write_text(
        "order_number,destination_country,origin_country\nA1,CA,CN\n", "utf-8"
    )
    (tmp_path / "calendar.csv").write_text(
        "country,from,to,what,source\nCA,2026-09-01,2026-09-09,strike,a notice\n", "utf-8"
    )
    arguments = ["--orders", str(tmp_path / "orders.csv"), "--on", "2026-09-02", "--json"]
    plain = CliRunner().invoke(command, arguments)
    told = CliRunner().invoke(command, [*arguments, "--calendar", str(tmp_path / "calendar.csv")])
    codes = [
        {each["code"] for each in json.loads(run.stdout.splitlines()[0])["findings"]}
        for run in (plain, told)
    ]
    assert codes[1] - codes[0] == {"strike_announced"}
