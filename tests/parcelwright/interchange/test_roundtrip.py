"""What is written is what is read, in every format."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parcelwright.errors import InputFileError
from parcelwright.interchange.cells import clean, is_shortened
from parcelwright.interchange.grouping import group_orders
from parcelwright.interchange.orders import Order, OrderLine
from parcelwright.interchange.outcomes import End, Outcome
from parcelwright.interchange.parcels import parcel_from_row
from parcelwright.interchange.problems import Trouble
from parcelwright.interchange.reading import (
    read_events,
    read_orders,
    read_outcomes,
    read_parcels,
    read_reports,
)
from parcelwright.interchange.writing import (
    guarded,
    write_events,
    write_orders,
    write_outcomes,
    write_parcels,
    write_reports,
)
from parcelwright.money import Money
from parcelwright.parcels.events import EventTime, Milestone, TimeKind, TrackingEvent
from parcelwright.parcels.parcel import Contents, ContractParty, Lane, Parcel, Party, Transport
from parcelwright.parcels.recognize import likely_carrier

FORMATS = ["csv", "xlsx", "ndjson", "parquet"]


def is_plain(text):
    return (
        clean(text) == text and "\ufffd" not in text and not is_shortened(text) and "_x" not in text
    )


words = (
    st.text(
        st.characters(exclude_categories=["Cs"]) | st.sampled_from("=+-@'\",;|\t\n `９＝"),
        max_size=12,
    )
    .map(clean)
    .filter(is_plain)
)
# A number that tells its carrier comes back with that carrier as a guess; see test_importing.
numbers = st.from_regex(r"[A-Z]{2}[0-9]{4,12}[A-Z]{0,2}", fullmatch=True).filter(
    lambda number: not likely_carrier(number)
)
moments = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)
times = st.one_of(
    moments.map(lambda moment: EventTime(moment, TimeKind.LOCAL)),
    moments.map(lambda moment: EventTime.on(moment.date())),
    st.builds(
        lambda moment, offset: EventTime(moment, TimeKind.INSTANT, offset),
        moments,
        st.integers(-720, 840),
    ),
)
# No column of ours holds money below zero.
amounts = st.builds(
    Money,
    st.decimals(0, 10**9, allow_nan=False, places=2),
    st.sampled_from(["EUR", "JPY", "CNY"]),
)
sizes = st.none() | st.integers(0, 10**6)
countries = st.sampled_from(["", "DE", "CN", "US"])
carriers = st.sampled_from(["", "china-post", "usps", "my-own"])
lines = st.lists(words.filter(lambda text: text and "\n" not in text), max_size=3).map(
    lambda found: tuple(text for text in found if text)
)

parcels = st.builds(
    Parcel,
    tracking_number=numbers,
    carrier=carriers,
    service=words,
    lane=st.builds(
        Lane, origin_country=countries, destination_country=countries, destination_postal_code=words
    ),
    contents=st.builds(
        Contents,
        description=words,
        value=st.none() | amounts,
        cost=st.none() | amounts,
        declared=st.none() | amounts,
        weight_g=sizes,
        length_mm=sizes,
    ),
    buyer=st.builds(
        Party, name=words, phone=words, address_lines=lines, city=words, country=countries
    ),
    accepted_at=st.none() | times,
    promised_by=st.none() | times,
    order_number=words,
    postage=st.none() | amounts,
    insured=st.none() | amounts,
    contract_party=st.none() | st.sampled_from(ContractParty),
    transport=st.none() | st.sampled_from(Transport),
    other_numbers=st.lists(numbers, max_size=3).map(tuple),
    sample_weight=st.floats(0.001, 1e6),
    extra=words.map(lambda text: (("my note", text),) if text else ()),
)
events = st.builds(
    TrackingEvent,
    tracking_number=numbers,
    carrier=carriers,
    occurred_at=st.none() | times,
    received_at=st.none() | moments.map(lambda moment: moment.replace(tzinfo=UTC)),
    milestone=st.sampled_from(Milestone),
    code=words,
    description=words,
    place=words,
    country=countries,
    source=words,
)
relaxed = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize("ending", FORMATS)
@relaxed
@given(written=st.lists(parcels, min_size=1, max_size=4))
def test_parcels_come_back_exactly(tmp_path, ending, written):
    path = tmp_path / f"parcels.{ending}"
    write_parcels(path, written)
    reading = read_parcels(path)
    assert all("check digit" in each.text for each in reading.problems)
    assert reading.rows == tuple(written)


@pytest.mark.parametrize("ending", FORMATS)
@relaxed
@given(written=st.lists(events, min_size=1, max_size=4))
def test_events_come_back_exactly(tmp_path, ending, written):
    path = tmp_path / f"events.{ending}"
    write_events(path, written)
    reading = read_events(path)
    assert reading.problems == ()
    assert reading.rows == tuple(written)


@pytest.mark.parametrize("ending", FORMATS)
def test_outcomes_orders_and_reports_come_back_exactly(tmp_path, ending):
    day = EventTime.on(datetime(2026, 1, 5).date())
    outcome = Outcome(tracking_number="RX1", outcome=End.LOST, lost_at=day, lost_leg="customs")
    order = Order(
        order_number="#1001",
        value=Money(Decimal("12.50"), "EUR"),
        lines=(OrderLine(contents="Mug", quantity="2"), OrderLine(contents="Cup", quantity="1")),
    )
    report = TrackingEvent(
        tracking_number="RX1", occurred_at=day, milestone=Milestone.REPORTED_NOT_RECEIVED,
        code="not_received", code_table="buyer.report", description="Not here", source="buyer",
    )  # fmt: skip
    write_outcomes(tmp_path / f"a.{ending}", [outcome])
    write_orders(tmp_path / f"b.{ending}", [order])
    write_reports(tmp_path / f"c.{ending}", [report])
    assert read_outcomes(tmp_path / f"a.{ending}").rows == (outcome,)
    assert group_orders(read_orders(tmp_path / f"b.{ending}").rows) == (order,)
    assert read_reports(tmp_path / f"c.{ending}").rows == (report,)


@pytest.mark.parametrize(
    "text", ["=1+1", " =1", "+49 30", "@x", "\t=1", "＝1", "-cmd|x", "\u00a0=1", "'=1"]
)
def test_text_that_starts_a_formula_is_guarded(text):
    assert guarded(text) == f"'{text}"


def test_negative_number_stays_a_number():
    assert guarded("-12.50") == "-12.50"


@pytest.mark.parametrize(("cell", "value"), [("-3", None), ("-0.01", None), ("0", "0.00 EUR")])
def test_money_below_zero_is_a_problem_and_no_value(cell, value):
    row = {"tracking_number": "RX1", "value": cell, "currency": "EUR"}
    found, problems = parcel_from_row(row)
    assert str(found.contents.value) == str(value)
    assert [each.trouble for each in problems] == ([] if value else [Trouble.AMOUNT])


def test_csv_starts_with_the_mark_that_spreadsheets_need(tmp_path):
    write_parcels(tmp_path / "p.csv", [Parcel(tracking_number="RX1")])
    assert (tmp_path / "p.csv").read_bytes() == b"\xef\xbb\xbftracking_number\r\nRX1\r\n"


def test_long_numbers_survive_a_workbook(tmp_path):
    number = "420906209400136895232900064512"
    write_parcels(tmp_path / "p.xlsx", [Parcel(tracking_number=number)])
    assert read_parcels(tmp_path / "p.xlsx").rows[0].tracking_number == number


def test_failed_write_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "p.parquet"
    write_parcels(path, [Parcel(tracking_number="RX1")])
    before = path.read_bytes()
    broken = Parcel(tracking_number="RX2", contents=Contents(weight_g="heavy"))
    with pytest.raises(ValueError, match="heavy"):
        write_parcels(path, [broken])
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["p.parquet"]


def test_unknown_format_is_refused(tmp_path):
    with pytest.raises(InputFileError, match=r"p\.doc: write a file named"):
        write_parcels(tmp_path / "p.doc", [])


def test_instant_keeps_its_offset_in_parquet(tmp_path):
    moment = EventTime.at(datetime(2026, 1, 5, 2, tzinfo=UTC), 480)
    write_events(tmp_path / "e.parquet", [TrackingEvent(tracking_number="RX1", occurred_at=moment)])
    found = read_events(tmp_path / "e.parquet").rows[0].occurred_at
    assert found.isoformat() == "2026-01-05T10:00:00+08:00"
    assert found.utc - datetime(2026, 1, 5, tzinfo=UTC) == timedelta(hours=2)
