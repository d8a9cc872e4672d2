from datetime import UTC, datetime, timedelta

import filing
import posting
import pytest

from parcelwright.errors import OwnMeaningError
from parcelwright.parcels.events import Milestone
from parcelwright.parcels.own_meanings import code_key
from parcelwright_web.actions import import_undo, inbound, own_meanings
from parcelwright_web.jobs import own_meanings as job
from parcelwright_web.jobs import project
from parcelwright_web.models.accounts import Shop
from parcelwright_web.models.leases import LeaseState
from parcelwright_web.models.own_meanings import OwnMeaning
from parcelwright_web.models.parcels import Parcel, ParcelNumber, TrackingEventRow

pytestmark = pytest.mark.django_db
NOW = posting.NOW
CODE = "Teleported_001"
KEY = code_key(source="aftership", code_table="aftership.subtag", code=CODE)


@pytest.fixture
def connection(tenant, shop):
    return posting.connect(tenant, shop)


def tell(connection, number="RV482917305CN", code=CODE, at="2026-11-02T08:00:00Z", now=NOW):
    inbound.receive(connection, posting.body(number, [(at, code)]), {}, now)
    project.run(now)


def give(shop, milestone=Milestone.DEPARTED, key=KEY, reason="", now=NOW):
    return own_meanings.make(shop, key, milestone, reason=reason, actor="user:1", now=now)


def read_again():
    while job.run(datetime.now(UTC) + timedelta(minutes=1)):
        pass


def reading(tenant):
    rows = TrackingEventRow.objects.for_tenant(tenant).order_by("pk")
    return list(rows.values_list("milestone", "own_meaning"))


def test_a_meaning_reads_stored_events_anew_and_has_their_parcels_assessed(
    tenant, shop, connection
):
    tell(connection)
    Parcel.objects.for_tenant(tenant).update(assess_due=False)
    meaning = give(shop)
    read_again()

    parcel = Parcel.objects.for_tenant(tenant).get()
    assert reading(tenant) == [("DEPARTED", True)]
    assert (parcel.stage, parcel.unknown_count, parcel.assess_due) == ("line_haul", 0, True)
    assert parcel.last_scan_at == datetime(2026, 11, 2, 8, tzinfo=UTC)
    meaning.refresh_from_db()
    assert (meaning.events, meaning.parcels, meaning.state) == (1, 1, LeaseState.DONE)


def test_an_event_that_comes_later_is_read_so_at_once(tenant, shop, connection):
    give(shop)
    tell(connection)
    assert reading(tenant) == [("DEPARTED", True)]


def test_a_statement_heard_again_after_the_meaning_stays_one_row(tenant, shop, connection):
    tell(connection)
    give(shop)
    read_again()
    digest = TrackingEventRow.objects.for_tenant(tenant).get().digest
    tell(connection, now=NOW + timedelta(days=1))

    row = TrackingEventRow.objects.for_tenant(tenant).get()
    assert (row.digest, row.milestone) == (digest, "DEPARTED")


def test_taking_a_meaning_back_leaves_everything_as_it_was(tenant, shop, connection):
    tell(connection)
    before = Parcel.objects.for_tenant(tenant).values("stage", "last_scan_at", "unknown_count")[0]
    meaning = give(shop)
    read_again()
    assert own_meanings.take_back(meaning, actor="user:2", now=NOW) is True
    read_again()

    after = Parcel.objects.for_tenant(tenant).values("stage", "last_scan_at", "unknown_count")[0]
    assert after == before
    assert reading(tenant) == [("UNKNOWN", False)]
    meaning.refresh_from_db()
    assert (meaning.removed_at, meaning.removed_by) == (NOW, "user:2")


def test_taking_back_twice_says_that_it_had_ended(shop, connection):
    meaning = give(shop)
    own_meanings.take_back(meaning, actor="user:1", now=NOW)
    later = NOW + timedelta(hours=1)
    assert own_meanings.take_back(meaning, actor="user:2", now=later) is False
    meaning.refresh_from_db()
    assert meaning.removed_at == NOW


def test_another_meaning_replaces_the_first_which_stays_in_the_log(tenant, shop, connection):
    tell(connection)
    first = give(shop)
    read_again()
    second = give(shop, Milestone.HELD)
    read_again()

    assert reading(tenant) == [("HELD", True)]
    log = OwnMeaning.objects.for_tenant(tenant).order_by("pk")
    assert list(log.values_list("pk", "removed_by")) == [(first.pk, "user:1"), (second.pk, "")]


def test_the_same_meaning_given_twice_is_one(tenant, shop):
    assert give(shop).pk == give(shop).pk
    assert OwnMeaning.objects.for_tenant(tenant).count() == 1


def test_events_of_another_shop_and_of_other_codes_stay_as_they_are(tenant, shop, connection):
    other = Shop.objects.for_tenant(tenant).create(name="Second shop")
    tell(connection)
    tell(connection, code="Levitated_002", at="2026-11-03T08:00:00Z")
    tell(posting.connect(tenant, other, source="aftership", token="two"), number="LX000000005DE")
    give(shop)
    read_again()
    assert reading(tenant) == [("DEPARTED", True), ("UNKNOWN", False), ("UNKNOWN", False)]


def test_a_code_that_a_book_knows_keeps_its_meaning(tenant, shop, connection):
    tell(connection, code="Delivered_001")
    give(
        shop, key=code_key(source="aftership", code_table="aftership.subtag", code="Delivered_001")
    )
    read_again()
    assert reading(tenant) == [("DELIVERED", False)]


def test_words_are_read_where_the_source_gives_no_code(tenant, shop, connection):
    tell(connection)
    rows = TrackingEventRow.objects.for_tenant(tenant)
    rows.update(code="", code_table="", description="Parcel pondered", carrier="gls")
    give(shop, key=code_key(source="aftership", carrier="gls", words="Parcel sighed"))
    read_again()
    assert reading(tenant) == [("UNKNOWN", False)]
    give(shop, key=code_key(source="aftership", carrier="gls", words="Parcel pondered"))
    read_again()
    assert reading(tenant) == [("DEPARTED", True)]


def test_more_parcels_than_are_read_at_once_are_all_read(tenant, shop, connection, monkeypatch):
    monkeypatch.setattr("parcelwright_web.actions.rereading._PARCELS_AT_ONCE", 2)
    for number in ("RV482917305CN", "LX000000005DE", "RR123456785GB"):
        tell(connection, number=number)
    give(shop)
    read_again()
    assert reading(tenant) == [("DEPARTED", True)] * 3


def test_a_code_cannot_mean_what_only_a_source_says(shop):
    with pytest.raises(OwnMeaningError):
        give(shop, Milestone.NOT_FOUND)


def test_the_shop_of_the_parcel_decides_not_that_of_the_source(tenant, shop, connection):
    other = Shop.objects.for_tenant(tenant).create(name="Second shop")
    tell(connection, code="InTransit_001")
    give(shop)
    give(other, Milestone.HELD)
    tell(posting.connect(tenant, other, token="two"), at="2026-11-04T08:00:00Z")
    assert reading(tenant)[-1] == ("DEPARTED", True)


def test_a_further_number_is_read_as_the_shop_of_its_parcel_says(tenant, shop, connection):
    other = Shop.objects.for_tenant(tenant).create(name="Second shop")
    tell(connection, code="InTransit_001")
    parcel = Parcel.objects.for_tenant(tenant).get()
    ParcelNumber.objects.for_tenant(tenant).create(parcel=parcel, number="JD0123456789")
    give(shop)
    theirs = posting.connect(tenant, other, token="two")
    tell(theirs, number="JD0123456789", at="2026-11-04T08:00:00Z")
    assert reading(tenant)[-1] == ("DEPARTED", True)


def test_an_undone_import_brings_no_meaning_back_that_was_taken_back(tenant, shop):
    head = "tracking_number,occurred_at,milestone,description,place\n"
    line = "RV482917305CN,2026-11-01T08:00:00+08:00,,Pondered,Shenzhen\n"
    filing.bring(shop, head + line, "events.csv")
    row = TrackingEventRow.objects.for_tenant(tenant).get()
    meaning = give(shop, key=code_key(source=row.source, carrier=row.carrier, words="Pondered"))
    read_again()
    again = line.replace("01T", "02T")
    second = filing.bring(shop, head + line + again, "events.csv", now=NOW + timedelta(days=1))
    own_meanings.take_back(meaning, actor="user:1", now=NOW)
    read_again()
    import_undo.undo(second, NOW)
    read_again()
    assert reading(tenant) == [("UNKNOWN", False)]
