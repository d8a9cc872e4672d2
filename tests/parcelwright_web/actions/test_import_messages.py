"""Message files are imports like any other: previewed, written once, taken back."""

from pathlib import Path

import filing
import pytest

from parcelwright.errors import InputFileError
from parcelwright_web import blobs
from parcelwright_web.actions import import_undo, imports
from parcelwright_web.models.intake import ColumnMemory, Import
from parcelwright_web.models.parcels import Parcel, TrackingEventRow

PAYLOADS = Path(__file__).parents[2] / "payloads"
IFTSTA = (PAYLOADS / "iftsta" / "two-consignments.edi").read_text(encoding="utf-8")
UNKNOWN = (PAYLOADS / "iftsta" / "unknown-codes.edi").read_text(encoding="utf-8")
MAIL = (PAYLOADS / "email" / "ups-delivered.eml").read_text(encoding="utf-8")
X12 = (PAYLOADS / "x12-214" / "parcel.x12").read_text(encoding="utf-8")


def events(shop):
    return TrackingEventRow.objects.for_tenant(shop.tenant_id)


def parcels(shop):
    return {p.tracking_number: p for p in Parcel.objects.for_tenant(shop.tenant_id)}


def test_the_preview_counts_parcels_events_unknown_codes_and_problems(shop):
    batch = filing.take_in(shop, UNKNOWN + "STS+1+2", "status.edi")

    told = batch.preview["messages"]
    assert (told["parcels"], told["events"], told["unknown"]) == (1, 3, 2)
    assert told["unknown_codes"] == [
        {"table": "iftsta.partner", "code": "VD", "count": 1},
        {"table": "iftsta.rec24", "code": "999", "count": 1},
    ]
    assert [each["where"] for each in told["problems"]] == ["segment 14 (STS)"]
    assert (batch.kind, batch.summary["rows"], batch.summary["new"]) == ("events", 3, 1)
    assert parcels(shop) == {}


def test_a_commit_writes_the_events_with_source_and_digest_of_the_file(shop):
    batch = filing.bring(shop, IFTSTA, "status.edi")

    assert batch.summary["written"]["events"] == 3
    assert set(parcels(shop)) == {"RR123456785CN", "LX123456785CN"}
    assert {(row.source, row.payload_digest) for row in events(shop)} == {("iftsta", batch.digest)}
    assert {row.milestone for row in events(shop)} == {
        "ACCEPTED", "PROCESSED", "ADDRESS_PROBLEM",
    }  # fmt: skip


def test_the_same_file_again_changes_nothing(shop):
    filing.bring(shop, X12, "status.x12")
    again = filing.bring(shop, X12, "status.x12")

    assert again.summary["written"]["events"] == 0
    assert events(shop).count() == 4


def test_an_undo_takes_the_events_and_their_parcels_back(shop):
    batch = filing.bring(shop, IFTSTA, "status.edi")
    import_undo.undo(batch, filing.NOW)

    assert parcels(shop) == {}
    assert not events(shop).exists()


def test_a_mail_that_says_delivered_closes_no_parcel(shop):
    filing.bring(shop, MAIL, "notice.eml")

    parcel = parcels(shop)["1Z999AA10123456784"]
    [event] = events(shop)
    assert (event.milestone, event.code) == ("NOTICE", "DELIVERED")
    assert (parcel.outcome, parcel.last_scan_at) == ("", None)


def test_no_columns_are_remembered_for_a_message_file(shop):
    filing.bring(shop, IFTSTA, "status.edi")
    assert not ColumnMemory.objects.for_tenant(shop.tenant_id).exists()


def test_a_message_file_cannot_be_read_as_another_kind(shop):
    batch = filing.take_in(shop, IFTSTA, "status.edi")
    with pytest.raises(imports.ImportRefused, match="no such kind of file"):
        imports.rematch(batch, kind="parcels", layout="", mapping={}, now=filing.NOW)


def test_a_message_file_beyond_eight_megabytes_is_refused_and_deleted(shop):
    written = blobs.write(shop.tenant_id, IFTSTA.encode() + b"\n" * (8 * 1024 * 1024))
    with pytest.raises(InputFileError, match="a message file of more than 8 MB"):
        imports.receive(shop, written, "status.edi", by="test", now=filing.NOW)

    assert not Import.objects.for_tenant(shop.tenant_id).exists()
    assert not blobs.path_of(shop.tenant_id, written.name).exists()


def test_a_statement_without_a_number_is_refused_with_its_row(shop):
    nameless = "UNH+1+IFTSTA:D:01B:UN'STS+1+21'DTM+334:20260101:102'UNT+4+1'"
    batch = filing.take_in(shop, nameless, "status.edi")

    assert (batch.summary["rows"], batch.summary["refused"]) == (1, 1)
    assert batch.preview["rows"][0]["refused"]
