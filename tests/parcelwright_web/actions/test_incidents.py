from datetime import timedelta
from decimal import Decimal

import pytest

from parcelwright.diagnosis.incidents.incident import IncidentKind
from parcelwright.money import Money
from parcelwright.parcels.events import EventTime, Milestone, TrackingEvent
from parcelwright_web.actions import incident_acts, incidents
from parcelwright_web.actions.incident_acts import IncidentError, Notice
from parcelwright_web.actions.incident_matching import Known, match
from parcelwright_web.actions.situation import situation
from parcelwright_web.jobs import assess
from parcelwright_web.jobs import incidents as job
from parcelwright_web.models.cases import Case
from parcelwright_web.models.incidents import EndedAs, Incident, IncidentMember, IncidentRound
from parcelwright_web.models.parcels import Parcel, ParcelNumber, TrackingEventRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def season(tenant, shop, now):
    """Parcels of a bag a day for three months, delivered after some ten days; the key of each."""
    made = [
        Parcel(
            tenant=tenant, shop=shop, tracking_number=f"LX{day:03}{each}", carrier="china-post",
            origin_country="CN", destination_country="DE", currency="USD", value=Decimal(20),
            created_at=now - timedelta(days=day), assess_due=False, assessed_at=now,
            outcome="" if day < 12 else "DELIVERED",
        )
        for day in range(100) for each in range(5)
    ]  # fmt: skip
    Parcel.objects.for_tenant(tenant).bulk_create(made)
    rows = list(Parcel.objects.for_tenant(tenant).order_by("tracking_number"))
    told = []
    for row in rows:
        departed = now - timedelta(days=int(row.tracking_number[2:5]))
        arrived = departed + timedelta(days=4 + int(row.tracking_number[2:5]) % 5)
        for mark, at in (
            ("DEPARTED", departed), ("ARRIVED", arrived),
            ("DELIVERED", arrived + timedelta(days=3)),
        ):  # fmt: skip
            if at <= now:
                told.append(said(row, mark, at))
    TrackingEventRow.objects.for_tenant(tenant).bulk_create(told)
    return rows


def said(row, mark, at):
    return TrackingEventRow(
        tenant_id=row.tenant_id, parcel=row, digest=f"{row.pk}-{mark}", received_at=at,
        milestone=mark, source="17track", tracking_number=row.tracking_number,
        carrier="china-post", occurred_local=at, occurred_kind="instant", occurred_offset_min=0,
        country="CN" if mark == "DEPARTED" else "DE", place="Hub",
    )  # fmt: skip


@pytest.fixture
def lost_bag(season, tenant, shop, now):
    """Five parcels that departed 75 days ago at one moment, and were never seen again."""
    at = now - timedelta(days=75, hours=3)
    rows = [
        Parcel.objects.for_tenant(tenant).create(
            shop=shop, tracking_number=f"RB{each}", carrier="china-post", origin_country="CN",
            destination_country="DE", currency="USD", value=Decimal("12.50"), last_scan_at=at,
            created_at=at, assess_due=False, assessed_at=now,
        )
        for each in range(5)
    ]  # fmt: skip
    events = [said(row, "DEPARTED", at) for row in rows]
    TrackingEventRow.objects.for_tenant(tenant).bulk_create(events)
    return rows


def scan(number, milestone, at):
    return TrackingEvent(
        tracking_number=number, carrier="china-post", occurred_at=EventTime.at(at),
        received_at=at, milestone=milestone, source="17track",
    )  # fmt: skip


def open_incidents(tenant):
    return list(Incident.objects.for_tenant(tenant).filter(ended_at=None).order_by("number"))


def members(incident):
    rows = incident.members.filter(left_at=None)
    return set(rows.values_list("parcel_id", flat=True))


def outage(tenant, parcels, since, now):
    row = Incident.objects.for_tenant(tenant).create(
        number=1, kind="outage", what=["source", "17track"], made_by="system", started_at=since,
        found_at=now, refreshed_at=now,
    )  # fmt: skip
    incidents.set_members(row, [parcel.pk for parcel in parcels], now)
    return row


def test_a_lost_bag_becomes_one_incident_with_size_money_and_start(lost_bag, tenant, now):
    assert job.run(now) == 1
    (one,) = open_incidents(tenant)
    assert (str(one), one.kind, one.size, one.group) == ("I-1", "departure", 5, 5)
    assert one.money == [Money.of("62.5000", "USD")]
    assert one.started_at == now - timedelta(days=75, hours=3)
    assert members(one) == {row.pk for row in lost_bag}
    assert one.reasons[0]["figures"]["silent"] == "5"


def test_searching_again_changes_nothing(lost_bag, tenant, now):
    incidents.search(tenant.pk, now)
    incidents.search(tenant.pk, now + timedelta(hours=1))
    (one,) = open_incidents(tenant)
    assert (one.number, one.size, one.found_at) == (1, 5, now)
    assert IncidentMember.objects.for_tenant(tenant).count() == 5


def test_a_tenant_is_searched_again_only_after_parcels_were_assessed_anew(lost_bag, tenant, now):
    assert job.run(now) == 1
    assert job.run(now + timedelta(hours=2)) == 0
    Parcel.objects.for_tenant(tenant).update(assessed_at=now + timedelta(minutes=20))
    assert job.run(now + timedelta(minutes=25)) == 0
    assert job.run(now + timedelta(minutes=31)) == 1


def test_a_tenant_of_many_parcels_is_searched_less_often(lost_bag, tenant, now):
    incidents.search(tenant.pk, now)
    IncidentRound.objects.for_tenant(tenant).update(parcels=180_000)
    Parcel.objects.for_tenant(tenant).update(assessed_at=now + timedelta(minutes=1))
    assert incidents.to_search(now + timedelta(minutes=89)) == []
    assert incidents.to_search(now + timedelta(minutes=91)) == [tenant.pk]


def test_only_parcels_of_the_last_months_are_read(lost_bag, tenant, now):
    incidents.search(tenant.pk, now)
    every = Parcel.objects.for_tenant(tenant)
    assert IncidentRound.objects.for_tenant(tenant).get().parcels == every.count()
    old = every.order_by("-pk")[:3]
    before = now - timedelta(days=130)
    keys = [row.pk for row in old]
    every.filter(pk__in=keys).update(created_at=before, last_scan_at=before)
    incidents.search(tenant.pk, now + timedelta(hours=1))
    assert IncidentRound.objects.for_tenant(tenant).get().parcels == every.count() - 3


def test_an_incident_is_over_when_most_of_its_parcels_moved_on(lost_bag, tenant, now):
    incidents.search(tenant.pk, now)
    later = now + timedelta(days=1)
    for row in lost_bag[:4]:
        said(row, "ARRIVED", later - timedelta(hours=2)).save()
        row.last_scan_at = later - timedelta(hours=2)
        row.save()
    incidents.search(tenant.pk, later)
    assert open_incidents(tenant) == []
    (one,) = Incident.objects.for_tenant(tenant)
    assert (one.ended_as, one.ended_at) == (EndedAs.PASSED, later)


def test_what_a_person_closed_is_not_raised_again(lost_bag, tenant, now):
    incidents.search(tenant.pk, now)
    assert incident_acts.close(open_incidents(tenant), actor="user:1", now=now) == 1
    incidents.search(tenant.pk, now + timedelta(days=1))
    assert open_incidents(tenant) == []
    assert Incident.objects.for_tenant(tenant).count() == 1


def test_silence_in_an_outage_opens_no_case_until_news_comes(make_parcel, tenant, now):
    parcel = make_parcel()
    last = parcel.last_scan_at or now - timedelta(days=90)
    dark = outage(tenant, [parcel], last + timedelta(days=1), now)
    Parcel.objects.for_tenant(tenant).update(assess_due=True)
    assess.run(now)
    assert Case.objects.for_tenant(tenant).count() == 0
    incident_acts.close([dark], actor="user:1", now=now)
    assess.run(now)
    assert Case.objects.for_tenant(tenant).count() == 1


def test_a_parcel_in_the_dark_of_an_outage_is_judged_by_its_days_alone(make_parcel, tenant, now):
    parcel = make_parcel()
    last = parcel.last_scan_at or now - timedelta(days=90)
    outage(tenant, [parcel], last + timedelta(days=1), now)
    found = situation(parcel, now)
    assert found.trouble is None
    assert "entitlement" not in vars(found)


def test_what_the_carrier_says_opens_a_case_in_an_outage_too(make_parcel, tenant, now):
    at = now - timedelta(days=80)
    told = scan("RA123456785CN", Milestone.DECLARED_LOST, at)
    parcel = make_parcel(scans=(told,))
    outage(tenant, [parcel], at + timedelta(hours=1), now)
    Parcel.objects.for_tenant(tenant).update(assess_due=True)
    assess.run(now)
    assert Case.objects.for_tenant(tenant).count() == 1


def test_an_outage_that_is_over_has_its_parcels_assessed_anew(season, tenant, now):
    since = now - timedelta(days=1)
    row = outage(tenant, season[:30], since, now)
    Parcel.objects.for_tenant(tenant).update(assess_due=False)
    incidents.search(tenant.pk, now)
    row.refresh_from_db()
    assert (row.ended_as, members(row)) == (EndedAs.PASSED, set())
    due = Parcel.objects.for_tenant(tenant).filter(assess_due=True)
    assert set(due.values_list("pk", flat=True)) == {parcel.pk for parcel in season[:30]}


def notice(now, *numbers, name="", kind=IncidentKind.BAG):
    return Notice(kind=kind, name=name, words="Lost bag", started_at=now, numbers=numbers)


def test_a_notice_is_joined_to_parcels_by_any_of_their_numbers(make_parcel, tenant, now):
    own, local, further, manifest = (
        make_parcel("RA1"), make_parcel("RA2", last_mile_number="9400"), make_parcel("RA3"),
        make_parcel("RA4", facts={"manifest": "MF-7"}),
    )  # fmt: skip
    ParcelNumber.objects.for_tenant(tenant).create(parcel=further, number="WB77")
    given = notice(now, "RA1", "9400", "WB77", "MF-7", "NOBODY")
    row = incident_acts.enter(tenant.pk, given, actor="user:1", now=now)
    assert members(row) == {own.pk, local.pk, further.pk, manifest.pk}
    assert (row.unmatched, row.size, row.by_hand) == (["NOBODY"], 4, True)


def test_a_bag_stands_for_the_parcels_whose_events_name_it(make_parcel, tenant, now):
    parcel, other = make_parcel("RA1"), make_parcel("RA2")
    event = said(parcel, "DEPARTED", now)
    event.facts = [["receptacle", "CNCANADEFRA77"]]
    event.save()
    given = notice(now, name="cncanadefra77")
    row = incident_acts.enter(tenant.pk, given, actor="user:1", now=now)
    assert members(row) == {parcel.pk}
    assert other.pk not in members(row)


def test_a_notice_about_nobodys_parcels_is_refused(make_parcel, tenant, now):
    make_parcel("RA1")
    with pytest.raises(IncidentError, match="None of your parcels"):
        incident_acts.enter(tenant.pk, notice(now, "RB9"), actor="user:1", now=now)
    assert Incident.objects.for_tenant(tenant).count() == 0


def test_another_tenants_parcels_are_never_joined(make_parcel, other_tenant, now):
    make_parcel("RA1")
    with pytest.raises(IncidentError):
        incident_acts.enter(other_tenant.pk, notice(now, "RA1"), actor="user:1", now=now)


def test_cases_are_opened_on_all_parcels_that_have_none(make_parcel, tenant, now):
    for each in range(3):
        make_parcel(f"RA{each}")
    row = incident_acts.enter(tenant.pk, notice(now, "RA0", "RA1", "RA2"), actor="user:1", now=now)
    assert incident_acts.open_cases(row, actor="user:1", now=now) == 3
    assert incident_acts.open_cases(row, actor="user:1", now=now) == 0


def known(pk, name, *parcels):
    return Known(pk=pk, name=("hub", (name,)), members=frozenset(parcels))


def test_an_incident_is_found_again_by_name_then_by_most_of_its_parcels():
    before = [known(1, "a", 1, 2, 3, 4), known(2, "b", 5, 6, 7, 8)]
    found = [
        (("hub", ("c",)), frozenset({5, 6, 9, 10})),
        (("hub", ("a",)), frozenset({4, 11, 12})),
        (("hub", ("d",)), frozenset({20, 21})),
    ]
    assert match(before, found) == [2, 1, None]


def test_of_two_found_one_at_most_is_the_known_one():
    before = [known(1, "a", 1, 2, 3, 4)]
    found = [(("hub", ("b",)), frozenset({1, 2})), (("hub", ("c",)), frozenset({3, 4}))]
    assert match(before, found) == [1, None]
