"""Sellers' own exports: recognised, previewed, grouped and joined."""

import io
import os
from decimal import Decimal
from pathlib import Path

import pytest

from parcelwright.interchange.bulk import read_columns
from parcelwright.interchange.columns import ALL_COLUMNS, Kind
from parcelwright.interchange.dates import DateOrder, parse_time
from parcelwright.interchange.grouping import group_orders, group_parcels
from parcelwright.interchange.headers import header_fingerprint
from parcelwright.interchange.joining import join_order
from parcelwright.interchange.matching import match_columns
from parcelwright.interchange.orders import Order
from parcelwright.interchange.parcels import parcel_from_row
from parcelwright.interchange.preset import presets
from parcelwright.interchange.preview import read_import, summarize
from parcelwright.interchange.problems import Trouble
from parcelwright.interchange.reading import read_parcels, read_reports
from parcelwright.interchange.tables import open_table
from parcelwright.money import Money
from parcelwright.parcels.carrier_names import carrier_slug
from parcelwright.parcels.countries import country_code
from parcelwright.parcels.events import Milestone
from parcelwright.parcels.parcel import Parcel

DATA = os.environ.get("PARCELWRIGHT_TEST_DATA")


def preview(text, kind=""):
    table = open_table(io.BytesIO(text.encode()), "x.csv")
    return list(read_import(table, match_columns(table.header), kind))


def test_a_code_counts_with_the_list_that_it_stands_in():
    rows = preview(
        "tracking_number,occurred_at,code,code_table\n"
        "1Z999AA10123456784,2026-10-25,34,ups.package_exception\n"
        "1Z999AA10123456784,2026-10-26,34,ups.status\n"
        "1Z999AA10123456784,2026-10-27,34,\n"
    )
    assert [row.found.milestone for row in rows] == [
        Milestone.MISSORTED,
        Milestone.RETURNED,
        Milestone.UNKNOWN,
    ]


def test_digits_that_a_spreadsheet_kept_as_a_sum_are_the_number():
    rows = preview("tracking_number,occurred_at\n123456789012.0,2026-10-25\n", "events")
    assert [row.found.tracking_number for row in rows] == ["123456789012"]


@pytest.mark.parametrize("slug", sorted(presets()))
def test_every_layout_fills_columns_of_ours_and_is_recognised_by_its_own_headers(slug):
    preset = presets()[slug]
    assert set(preset.columns) <= ALL_COLUMNS | {"sku", "quantity"}
    headers = [*preset.fingerprint, *(h for names in preset.columns.values() for h in names)]
    found = match_columns(list(dict.fromkeys(headers)))
    assert found.preset == (preset if preset.fingerprint else None)


def test_layout_without_a_seen_header_list_is_not_verified():
    unverified = [slug for slug, preset in presets().items() if not preset.verified]
    assert unverified == ["aliexpress", "eccang", "seventeen-track"]
    assert match_columns(["Number"], layout="seventeen-track").preset.note == "not verified"


def test_shopify_rows_become_one_order_with_its_total_once():
    rows = preview(
        "Name,Email,Financial Status,Total,Currency,Lineitem name,Lineitem quantity,"
        "Shipping Country\n"
        "#1001,a@b.example,paid,30.00,EUR,Mug,1,DE\n"
        "#1001,,,,,Cup,2,\n"
    )
    (order,) = group_orders(row.found for row in rows)
    assert order.value == Money(Decimal("30.00"), "EUR")
    assert [line.contents for line in order.lines] == ["Mug", "Cup"]
    parcel = Parcel(tracking_number="RX1", order_number="1001", service="Standard")
    joined = join_order(parcel, [order])
    assert joined.lane.destination_country == "DE"
    assert joined.contents.value == order.value
    assert joined.order_number == "1001"


def test_tiktok_rows_of_one_parcel_become_one_parcel():
    rows = preview(
        "Order ID,SKU Unit Original Price,RTS Time,Created Time,Tracking ID,Shipping Provider Name,"
        "Order Amount,Weight(kg),Product Name\n"
        "576461413038785752,1,,27/09/2026 10:00:00,JT1,J&T Express,THB 100,0.5,Mug\n"
        "576461413038785752,1,,03/09/2026 10:00:00,JT1,J&T Express,THB 100,0.5,Cup\n"
    )
    (parcel,) = group_parcels(row.found for row in rows)
    assert parcel.contents.value == Money(Decimal(100), "THB")
    assert parcel.contents.weight_g == 500
    assert parcel.contents.description == "Mug; Cup"
    assert rows[1].found.ordered_at.isoformat() == "2026-09-03T10:00:00"


def test_problems_are_grouped_by_repair():
    rows = preview("tracking number,country\n4.20906E+15,DE\n4.20907E+15,DE\nRX1,Atlantis\n")
    summary = summarize(rows)
    assert (summary.accepted, summary.refused) == (1, 2)
    assert summary.repairs[0].text == (
        "2 cells of tracking number were shortened by a spreadsheet, such as "
        '"4.20906E+15"; format the column as text and save the file again'
    )
    assert summary.repairs[1].column == "country"


def test_order_of_day_and_month_is_decided_for_the_file():
    rows = preview("tracking number,ship date\nRX1,03/04/2026\nRX2,25/04/2026\n")
    assert [row.found.handed_over_at.isoformat() for row in rows] == ["2026-04-03", "2026-04-25"]


def test_open_order_of_day_and_month_is_a_problem_and_no_date():
    (row,) = preview("tracking number,ship date\nRX1,03/04/2026\n")
    assert row.found.handed_over_at is None
    assert [problem.trouble for problem in row.problems] == ["date_order"]


def test_decimal_comma_is_decided_for_the_file():
    rows = preview('tracking number,total,currency\nRX1,"1.022",EUR\nRX2,"12,50",EUR\n')
    assert [row.found.contents.value.amount for row in rows] == [Decimal(1022), Decimal("12.50")]


def test_word_with_two_meanings_is_decided_by_its_companions():
    assert match_columns(["运单号", "国家"]).mapping["tracking_number"] == ("运单号",)
    beside = match_columns(["运单号", "尾程单号", "订单号"])
    assert beside.mapping["waybill_number"] == ("运单号",)
    assert match_columns(["订单号", "交易号"]).ambiguous == ("交易号",)


def test_bilingual_header_matches_by_either_half():
    found = match_columns(["Order No/订单号", "Package 1 Tracking No./物流跟踪号"])
    assert found.mapping["tracking_number"] == ("Package 1 Tracking No./物流跟踪号",)


def test_remembered_mapping_wins_and_layout_identity_ignores_order():
    found = match_columns(["a", "b"], {"tracking_number": ["b"]})
    assert found.mapping == {"tracking_number": ("b",)}
    assert found.kind is Kind.PARCELS
    assert header_fingerprint(["A", "b "]) == header_fingerprint(["b", "a"])


@pytest.mark.parametrize(
    ("text", "order", "iso"),
    [
        ("Sep-27-26", None, "2026-09-27"),
        ("2026-07-20 12:30:00 +0900", None, "2026-07-20T12:30:00+09:00"),
        ("27 setembro 2026 10:00", None, "2026-09-27T10:00:00"),
        ("09/08/2026 01:02:03 PM", DateOrder.MONTH_FIRST, "2026-09-08T13:02:03"),
        ("2026年7月3日", None, "2026-07-03"),
        ("46000", None, "2025-12-09"),
    ],
)
def test_dates_are_read_as_exports_write_them(text, order, iso):
    assert parse_time(text, order).isoformat() == iso


def test_countries_and_carriers_are_read_in_two_languages():
    assert [country_code(t) for t in ("UK", "越南", "GBR", "加拿大站")] == ["GB", "VN", "GB", "CA"]
    assert [carrier_slug(t) for t in ("中国邮政", "YunExpress", "Nobody")] == [
        "china-post",
        "yunexpress",
        "",
    ]


def test_reports_of_buyers_become_events():
    text = (
        b"tracking_number,report,reported_at\nRX1,not_received,2026-01-05\nRX2,maybe,2026-01-05\n"
    )
    reading = read_reports(io.BytesIO(text))
    assert [event.milestone for event in reading.rows] == [Milestone.REPORTED_NOT_RECEIVED]
    assert reading.problems[0].problem.where == "row 3, column report"


def test_columns_hold_the_same_moments_as_rows(tmp_path):
    path = tmp_path / "p.csv"
    path.write_text(
        "tracking_number,carrier,accepted_at\nrx 1,China Post,2026-01-05\n"
        "RX2,usps,2026-01-05T10:00:00+08:00\nRX3,,2026-13-05\n"
    )
    columns = read_columns(path, "parcels").to_pydict()
    rows = read_parcels(path).rows
    assert columns["tracking_number"] == [row.tracking_number for row in rows]
    assert columns["accepted_at"] == [
        row.accepted_at.utc if row.accepted_at else None for row in rows
    ]
    assert columns["accepted_at_kind"] == ["date", "instant", None]
    assert columns["carrier"] == ["china-post", "usps", None]


@pytest.mark.skipif(not DATA, reason="PARCELWRIGHT_TEST_DATA names no folder of development data")
def test_real_damaged_file_is_read_with_problems():
    table = open_table(Path(DATA or "") / "postal-events" / "events.csv")
    matching = match_columns(table.header).changed("tracking_number", "item")
    summary = summarize(read_import(table, matching, Kind.EVENTS))
    assert summary.accepted == 4942
    assert {repair.trouble for repair in summary.repairs} == {"letters"}


def test_a_parcel_that_names_two_orders_is_filled_from_both():
    orders = [
        Order(order_number="#1005", shop="Lumi"),
        Order(order_number="#4005", service="epacket"),
    ]
    found = join_order(Parcel(tracking_number="RX1", order_number="#1005;#4005"), orders)
    assert (found.shop, found.service) == ("Lumi", "epacket")


def test_a_carrier_that_only_the_number_names_is_marked_as_a_guess(tmp_path):
    path = tmp_path / "parcels.csv"
    path.write_text("tracking_number\nLX123456785CN\nRB123456785GB\n")
    one, two = read_parcels(path).rows
    assert (one.carrier, one.extra) == ("china-post", (("carrier_guessed", "from the number"),))
    assert (two.carrier, two.extra) == ("", ())
    assert read_columns(path, "parcels")["carrier"].to_pylist() == ["china-post", None]


def test_a_chinese_sheet_of_scans_is_not_taken_for_parcels():
    found = match_columns(["跟踪号", "轨迹时间", "轨迹内容", "地点", "国家"])
    assert found.kind is Kind.EVENTS
    assert found.used == {
        "tracking_number": ("跟踪号",), "occurred_at": ("轨迹时间",),
        "description": ("轨迹内容",), "place": ("地点",), "country": ("国家",),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("number", "troubles"),
    [
        ("RR100070358NL", []),
        ("RR100070359NL", [Trouble.CHECK_DIGIT]),
        ("RR100070359ZZ", []),
        ("YT2601121270000011", []),
    ],
)
def test_a_postal_number_with_a_wrong_check_digit_comes_in_with_a_warning(number, troubles):
    parcel, problems = parcel_from_row({"tracking_number": number})
    assert parcel.tracking_number == number
    assert [problem.trouble for problem in problems] == troubles
    assert not any(problem.refuses for problem in problems)


@pytest.mark.parametrize(
    ("description", "milestone"),
    [
        ("已妥投", Milestone.DELIVERED),
        ("Delivered", Milestone.DELIVERED),
        ("Will be delivered tomorrow", Milestone.UNKNOWN),
        ("Zorblax frobnicated", Milestone.UNKNOWN),
    ],
)
def test_the_words_of_a_scan_tell_its_milestone_where_no_column_does(description, milestone):
    (row,) = preview(f"tracking_number,occurred_at,description\nA123456,2026-11-02,{description}\n")
    assert row.found.milestone is milestone


def test_a_milestone_that_is_named_outweighs_the_words():
    text = "tracking_number,occurred_at,milestone,description\nA1,2026-11-02,returned,Delivered\n"
    (row,) = preview(text)
    assert row.found.milestone is Milestone.RETURNED


@pytest.mark.parametrize(
    ("service", "carrier"),
    [
        ("递四方-联邮通挂号", "4px"), ("云途-全球专线挂号", "yunexpress"), ("云途", ""),
        ("Next-day", ""),
    ],
)  # fmt: skip
def test_a_carrier_written_before_its_service_is_the_carrier(service, carrier):
    parcel, _problems = parcel_from_row({"tracking_number": "Q1", "service": service})
    assert parcel.carrier == carrier
