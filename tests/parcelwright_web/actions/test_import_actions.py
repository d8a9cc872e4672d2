from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import filing
import openpyxl
import posting
import pytest

from parcelwright.errors import InputFileError
from parcelwright_web import blobs
from parcelwright_web.actions import import_rows, import_undo, imports, inbound
from parcelwright_web.jobs import imports as job
from parcelwright_web.jobs import project
from parcelwright_web.models.cases import Case
from parcelwright_web.models.intake import Import, ImportChange
from parcelwright_web.models.leases import LeaseState
from parcelwright_web.models.parcels import Order, Parcel, TrackingEventRow

PARCELS = """tracking_number,carrier,destination_country,value,currency,order_number,buyer_name,color
RV482917305CN,china-post,DE,19.90,USD,#1001,Noura A.,red
LX000000005CN,china-post,FR,8,USD,1002,Bo,blue
"""
EVENTS = """tracking_number,occurred_at,milestone,description,place
RV482917305CN,2026-11-01T08:00:00+08:00,ACCEPTED,Taken,Shenzhen
RV482917305CN,2026-11-09T10:00:00+01:00,DELIVERED,Given,Berlin
"""
ORDERS = """order_number,value,currency,buyer_email,destination_country,ordered_at
1001,25.00,EUR,noura@example.com,AT,2026-10-30
"""


def parcels(shop):
    return {p.tracking_number: p for p in Parcel.objects.for_tenant(shop.tenant_id)}


def test_nothing_is_written_before_the_commit(shop):
    batch = filing.take_in(shop, PARCELS)

    assert (batch.kind, batch.state) == ("parcels", LeaseState.HELD)
    assert [batch.summary[name] for name in ("rows", "new", "changed", "refused")] == [2, 2, 0, 0]
    assert parcels(shop) == {}


def test_a_parcels_file_becomes_parcels_with_personal_columns_sealed(shop):
    batch = filing.bring(shop, PARCELS)

    parcel = parcels(shop)["RV482917305CN"]
    assert (parcel.value, parcel.currency) == (Decimal("19.9"), "USD")
    assert (parcel.order_number, parcel.order_key) == ("#1001", "1001")
    assert parcel.personal == {"buyer_name": "Noura A."}
    assert parcel.facts == {"color": "red"}
    assert parcel.is_stated
    assert (batch.state, batch.rows_done) == (LeaseState.DONE, 2)
    assert parcel.to_domain().buyer.name == "Noura A."


def test_an_events_file_becomes_events_and_the_file_is_their_payload(shop):
    batch = filing.bring(shop, EVENTS, "events.csv")

    parcel = parcels(shop)["RV482917305CN"]
    rows = TrackingEventRow.objects.for_tenant(shop.tenant_id)
    assert (batch.kind, batch.summary["written"]["events"]) == ("events", 2)
    assert (parcel.outcome, parcel.accepted_on) == ("DELIVERED", date(2026, 11, 1))
    assert {(row.source, row.payload_digest) for row in rows} == {("file", batch.digest)}


def test_a_buyers_report_becomes_an_event_of_the_buyer(shop):
    filing.bring(shop, EVENTS, "events.csv")
    filing.bring(
        shop,
        "tracking_number,report,reported_at\nRV482917305CN,not_received,2026-11-15\n",
        "reports.csv",
    )

    row = TrackingEventRow.objects.for_tenant(shop.tenant_id).get(source="buyer")
    assert row.milestone == "REPORTED_NOT_RECEIVED"
    assert parcels(shop)["RV482917305CN"].outcome == ""


@pytest.mark.parametrize("files", [(ORDERS, PARCELS), (PARCELS, ORDERS)])
def test_orders_and_parcels_meet_whichever_comes_first(shop, files):
    for content in files:
        filing.bring(shop, content, "file.csv")

    row = parcels(shop)["RV482917305CN"].row()
    # The parcel's own words stand; what it lacks comes from the order.
    assert (row["destination_country"], row["value"], row["currency"]) == ("DE", "19.9", "USD")
    assert (row["ordered_at"], row["buyer_email"]) == ("2026-10-30", "noura@example.com")


def test_the_total_of_an_order_in_two_parcels_is_given_to_neither(shop):
    filing.bring(shop, ORDERS, "orders.csv")
    filing.bring(shop, "tracking_number,order_number\nRV482917305CN,1001\n")
    assert parcels(shop)["RV482917305CN"].value == 25

    filing.bring(shop, "tracking_number,order_number\nLX000000005CN,1001\n", "more.csv")

    assert [parcel.value for parcel in parcels(shop).values()] == [None, None]
    assert {p.row()["buyer_email"] for p in parcels(shop).values()} == {"noura@example.com"}


def test_an_import_undone_leaves_nothing_behind(shop):
    for content in (ORDERS, PARCELS, EVENTS):
        batch = filing.bring(shop, content, "file.csv")
    batches = list(Import.objects.for_tenant(shop.tenant_id).order_by("-pk"))

    for batch in batches:
        import_undo.undo(batch, filing.NOW)

    assert parcels(shop) == {}
    assert not Order.objects.for_tenant(shop.tenant_id).exists()
    assert not TrackingEventRow.objects.for_tenant(shop.tenant_id).exists()
    assert not ImportChange.objects.for_tenant(shop.tenant_id).exists()


def test_undoing_a_second_file_brings_back_what_the_first_said(shop):
    filing.bring(shop, PARCELS)
    before = {number: parcel.row() for number, parcel in parcels(shop).items()}
    second = filing.bring(shop, PARCELS.replace("19.90,USD", "30,EUR").replace("red", "green"))
    assert parcels(shop)["RV482917305CN"].row()["value"] == "30"
    assert second.summary["written"]["changed"] == 1

    import_undo.undo(second, filing.NOW)

    assert {number: parcel.row() for number, parcel in parcels(shop).items()} == before


def test_an_import_whose_parcels_were_used_since_is_not_undone(tenant, shop):
    batch = filing.bring(shop, PARCELS)
    Case.objects.for_tenant(tenant).create(
        number=1,
        parcel=parcels(shop)["LX000000005CN"],
        state="open",
        opened_at=filing.NOW,
        opened_by="user:1",
    )
    inbound.receive(
        posting.connect(tenant, shop),
        posting.body(checkpoints=[("2026-11-01T08:00:00Z", "InTransit_002")]),
        {},
        filing.NOW,
    )
    project.run(filing.NOW)

    with pytest.raises(imports.ImportRefused, match="1 parcel has tracking events from elsewhere"):
        import_undo.undo(batch, filing.NOW)
    with pytest.raises(imports.ImportRefused, match="1 parcel has a case"):
        import_undo.undo(batch, filing.NOW)
    assert len(parcels(shop)) == 2


def test_the_same_file_again_changes_nothing(shop):
    filing.bring(shop, PARCELS)
    again = filing.bring(shop, PARCELS)

    assert [again.summary["written"][name] for name in ("new", "changed", "rows")] == [0, 0, 2]


def test_matched_columns_are_remembered_for_the_same_headers(shop):
    content = "Paket,Land\nRV482917305CN,DE\n"
    batch = filing.take_in(shop, content, kind="parcels")
    assert batch.summary["missing"] == "tracking_number"
    with pytest.raises(imports.ImportRefused):
        imports.commit(batch, filing.NOW)

    mapping = {"tracking_number": ["Paket"], "destination_country": ["Land"]}
    imports.rematch(batch, kind="parcels", layout="", mapping=mapping, now=filing.NOW)
    imports.preview(batch, filing.NOW)
    imports.commit(batch, filing.NOW)
    job.run(filing.NOW)
    again = filing.take_in(shop, content.replace("RV482917305CN", "LX000000005CN"))

    assert parcels(shop)["RV482917305CN"].destination_country == "DE"
    assert (again.kind, again.summary["new"]) == ("parcels", 1)


def test_refused_rows_come_back_with_a_reason(shop):
    batch = filing.take_in(shop, "tracking_number,carrier\n4.20906E+15,usps\nRV482917305CN,4px\n")

    with blobs.open_blob(shop.tenant_id, batch.rejects_blob) as file:
        lines = file.read().decode("utf-8-sig").splitlines()
    assert [batch.summary[name] for name in ("rows", "refused", "new")] == [2, 1, 1]
    assert lines[0] == "tracking_number,carrier,reason"
    assert lines[1].startswith("4.20906E+15,usps,")
    assert "format the column as text and save the file again" in lines[1]
    assert len(batch.preview["repairs"]) == 1


def test_a_refused_cell_that_looks_like_a_formula_is_made_harmless(shop):
    batch = filing.take_in(shop, "tracking_number,note\n,=HYPERLINK(1)\n", kind="parcels")

    with blobs.open_blob(shop.tenant_id, batch.rejects_blob) as file:
        assert ",'=HYPERLINK(1)," in file.read().decode("utf-8-sig")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_a_chinese_file_is_read_in_its_own_encoding(shop, encoding):
    content = "运单号,物流商,收件人国家,备注\nRV482917305CN,中国邮政,德国,红色的台灯\n"
    filing.bring(shop, content.encode(encoding), "包裹.csv")

    parcel = parcels(shop)["RV482917305CN"]
    assert (parcel.carrier, parcel.destination_country) == ("china-post", "DE")
    assert parcel.facts["备注"] == "红色的台灯"


def test_a_workbook_is_read_like_a_text_file(shop, tmp_path):
    book = openpyxl.Workbook()
    for line in PARCELS.splitlines():
        book.active.append(line.split(","))
    book.save(tmp_path / "p.xlsx")
    filing.bring(shop, (tmp_path / "p.xlsx").read_bytes(), "p.xlsx")

    assert parcels(shop)["RV482917305CN"].order_number == "#1001"


def test_times_with_different_zones_keep_theirs_and_one_without_stays_without(shop):
    content = (
        "tracking_number,occurred_at,milestone\n"
        "RV482917305CN,2026-11-01T08:00:00+08:00,ACCEPTED\n"
        "RV482917305CN,2026-11-02T08:00:00,SCANNED\n"
        "RV482917305CN,2026-11-03,DEPARTED\n"
    )
    filing.bring(shop, content, "events.csv")

    rows = TrackingEventRow.objects.for_tenant(shop.tenant_id).order_by("occurred_local")
    assert [row.to_domain().occurred_at.isoformat() for row in rows] == [
        "2026-11-01T08:00:00+08:00",
        "2026-11-02T08:00:00",
        "2026-11-03",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "empty"), (b"\xd0\xcf\x11\xe0" + b"x" * 600, "save it as .xlsx or .csv")],
)
def test_a_file_that_is_no_table_is_refused_with_words_and_deleted(shop, content, said, tmp_path):
    written = blobs.write(shop.tenant_id, content)
    with pytest.raises(InputFileError, match=said):
        imports.receive(shop, written, "x.csv", by="", now=filing.NOW)

    assert not blobs.path_of(shop.tenant_id, written.name).exists()


def test_a_worker_that_died_in_the_middle_is_followed_by_one_that_goes_on(shop, monkeypatch):
    numbers = [f"AB{n:09d}CN" for n in range(25)]
    content = "tracking_number\n" + "\n".join(numbers) + "\n"
    monkeypatch.setattr(import_rows, "ROWS_TOGETHER", 10)
    batch = filing.take_in(shop, content)
    imports.commit(batch, filing.NOW)
    real, calls = imports.apply_part, []

    def dies_in_the_second(*args):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*args)

    monkeypatch.setattr(imports, "apply_part", dies_in_the_second)
    with pytest.raises(KeyboardInterrupt):
        job.run(filing.NOW)
    half = Import.objects.for_tenant(shop.tenant_id).get()
    assert (half.rows_done, len(parcels(shop))) == (10, 10)

    job.run(filing.NOW + timedelta(minutes=3))
    half.refresh_from_db()
    assert (half.state, half.rows_done) == (LeaseState.DONE, 25)
    assert half.summary["written"]["new"] == 25
    assert sorted(parcels(shop)) == numbers


def test_a_number_that_a_file_starts_anew_after_a_year_is_another_parcel(shop):
    head = "tracking_number,accepted_at,order_number\n"
    filing.bring(shop, head + "RV482917305CN,2025-10-01,A\n")
    filing.bring(shop, head + "RV482917305CN,2026-11-01,B\n")

    rows = Parcel.objects.for_tenant(shop.tenant_id).order_by("serial")
    assert [(row.serial, row.order_number, row.accepted_on) for row in rows] == [
        (1, "A", date(2025, 10, 1)),
        (2, "B", date(2026, 11, 1)),
    ]


def test_scans_under_a_further_number_of_the_file_join_its_parcel(tenant, shop):
    filing.bring(shop, EVENTS.replace("RV482917305CN", "9400111899223100001234"), "events.csv")
    filing.bring(
        shop, "tracking_number,last_mile_number\n4PX3000123456789,9400111899223100001234\n"
    )

    [parcel] = parcels(shop).values()
    assert (parcel.tracking_number, parcel.event_count) == ("4PX3000123456789", 2)
    assert parcel.last_scan_at == datetime(2026, 11, 9, 9, 0, tzinfo=UTC)
