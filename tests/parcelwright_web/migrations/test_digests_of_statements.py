from datetime import timedelta
from importlib import import_module

import pytest
import stock
from django.apps import apps

from parcelwright_web.models.parcels import TrackingEventRow

step = import_module("parcelwright_web.migrations.0003_make_digests_independent_of_meaning")


@pytest.fixture
def row(shop):
    return stock.parcel(shop, event_count=2)


def rows(tenant):
    return list(TrackingEventRow.objects.for_tenant(tenant).order_by("pk"))


def migrate():
    step.recompute(apps, None)


@pytest.mark.parametrize(
    "fields",
    [
        {"code": "InTransit_002", "code_table": "aftership.subtag", "description": "Taken  In",
         "facts": [["raw_tag", "03"], ["subtag", "InTransit_002"], ["tag", "InTransit"]]},
        {"code": "InTransit_Other", "code_table": "17track.sub_status", "source": "17track"},
        {"code": "03", "code_table": "usps.event", "carrier": "usps", "source": "file"},
        {"code": "a", "code_table": "easypost.status", "source": "easypost",
         "facts": [["scope", "parcel"]], "description": "On its way"},
        {"code": "", "source": "file", "occurred_local": None, "occurred_kind": ""},
        {"code": "X", "source": "file", "occurred_kind": "date"},
        {"code": "X", "source": "file", "occurred_kind": "instant", "occurred_offset_min": -330},
    ],
    ids=["sent codes", "status", "carrier's list", "state", "bare", "date", "instant"],
)  # fmt: skip
def test_the_stored_digest_is_that_of_the_event(row, tenant, fields):
    stock.event(row, "SCANNED", **fields)
    migrate()
    [stored] = rows(tenant)
    assert stored.digest == stored.to_domain().digest != f"{row.pk}-SCANNED"


def test_a_buyers_report_keeps_its_word_as_its_code(row, tenant):
    stock.event(row, "REPORTED_NOT_RECEIVED", source="buyer", description="Not here")
    migrate()
    [stored] = rows(tenant)
    assert (stored.code_table, stored.code) == ("buyer.report", "not_received")
    assert stored.digest == stored.to_domain().digest


def test_two_readings_of_one_statement_become_the_one_received_last(row, tenant):
    stock.event(row, "HELD", code="X", received_at=stock.NOW)
    stock.event(row, "SCANNED", code="X", received_at=stock.NOW - timedelta(days=1))
    migrate()
    [stored] = rows(tenant)
    row.refresh_from_db()
    assert stored.milestone == "HELD"
    assert (row.event_count, row.assess_due) == (1, True)


def test_running_it_again_changes_nothing(row, tenant):
    stock.event(row, "HELD", code="X")
    migrate()
    once = [(stored.pk, stored.digest, stored.facts) for stored in rows(tenant)]
    migrate()
    assert [(stored.pk, stored.digest, stored.facts) for stored in rows(tenant)] == once


def test_parcels_beyond_one_part_are_reached(shop, tenant, monkeypatch):
    monkeypatch.setattr(step, "PARCELS_TOGETHER", 2)
    for number in range(5):
        stock.event(stock.parcel(shop, number=f"RV{number}"), "HELD", code="X")
    migrate()
    assert all(stored.digest == stored.to_domain().digest for stored in rows(tenant))
