from datetime import UTC, date, datetime, timedelta

import pytest

from parcelwright.parcels.events import EventTime, Milestone, TrackingEvent
from parcelwright_web.actions.learning import FEWEST, learned_of
from parcelwright_web.jobs import learn
from parcelwright_web.models.announced import AnnouncedDays
from parcelwright_web.models.learning import LearnedTable
from parcelwright_web.models.parcels import Parcel, TrackingEventRow

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)
ACCEPTED = datetime(2025, 10, 1, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def closed(tenant, shop):
    """Add parcels that were delivered after two weeks."""

    def add(count, mark):
        rows = Parcel.objects.for_tenant(tenant).bulk_create(
            Parcel(
                tenant=tenant, shop=shop, tracking_number=f"{mark}{n}", carrier="china-post",
                origin_country="CN", destination_country="BR", outcome="DELIVERED",
                accepted_on=ACCEPTED.date(), created_at=NOW, assess_due=False,
            )
            for n in range(count)
        )  # fmt: skip
        TrackingEventRow.objects.for_tenant(tenant).bulk_create(
            TrackingEventRow.of(
                TrackingEvent(
                    tracking_number=row.tracking_number, carrier="china-post", milestone=milestone,
                    occurred_at=EventTime.at(ACCEPTED + later), received_at=ACCEPTED + later,
                ),
                parcel_id=row.pk, tenant_id=tenant.pk,
            )
            for row in rows
            for milestone, later in (
                (Milestone.ACCEPTED, timedelta(0)), (Milestone.DELIVERED, timedelta(days=14)),
            )
        )  # fmt: skip

    return add


def test_nothing_is_learned_from_too_few_journeys(closed):
    closed(FEWEST - 1, "A")
    assert learn.run(NOW) == 0


def test_a_table_is_learned_once_a_day_when_nothing_much_is_new(closed, tenant):
    closed(FEWEST, "A")
    assert [learn.run(NOW), learn.run(NOW)] == [1, 0]
    assert learn.run(NOW + 24 * HOUR - SECOND) == 0
    assert learn.run(NOW + 24 * HOUR) == 1
    assert LearnedTable.objects.for_tenant(tenant).get().learned_at == NOW + 24 * HOUR


def test_twice_as_many_journeys_are_learned_from_within_the_day_but_not_the_hour(closed, tenant):
    closed(FEWEST, "A")
    learn.run(NOW)
    closed(FEWEST, "B")
    assert learn.run(NOW + HOUR - SECOND) == 0
    assert learn.run(NOW + HOUR) == 1
    assert LearnedTable.objects.for_tenant(tenant).get().journeys == 2 * FEWEST


def test_learning_has_every_open_parcel_assessed_again(closed, tenant, shop):
    closed(FEWEST, "A")
    row = Parcel.objects.for_tenant(tenant).create(
        shop=shop, tracking_number="OPEN1", created_at=NOW, assess_due=False
    )
    learn.run(NOW)
    assert list(Parcel.objects.for_tenant(tenant).filter(assess_due=True)) == [row]


def test_what_was_learned_comes_back_and_the_prior_stands_before_that(closed, tenant):
    assert learned_of(tenant.pk).table.whole.journeys == 0
    closed(FEWEST, "A")
    learn.run(NOW)
    assert learned_of(tenant.pk).table.whole.journeys == FEWEST


def test_a_table_of_an_older_version_gives_the_shipped_figures_until_the_next(closed, tenant):
    closed(FEWEST, "A")
    learn.run(NOW)
    LearnedTable.objects.for_tenant(tenant).update(table=b"of an older version")
    assert learned_of(tenant.pk).table.whole.journeys == 0
    learn.run(NOW + 24 * HOUR)
    assert learned_of(tenant.pk).table.whole.journeys == FEWEST


def announce(tenant, at, **fields):
    told = {"country": "BR", "first": at.date(), "last": at.date(), "what": "closure"}
    return AnnouncedDays.objects.for_tenant(tenant).create(
        **told | fields, source="a notice", entered_at=at, entered_by="wei"
    )


def test_what_is_announced_is_learned_from_five_minutes_after_the_last_of_it(closed, tenant):
    closed(1, "A")
    announce(tenant, NOW - 6 * MINUTE)
    announce(tenant, NOW)
    assert learn.run(NOW + 5 * MINUTE - SECOND) == 0
    assert [learn.run(NOW + 5 * MINUTE), learn.run(NOW + 6 * MINUTE)] == [1, 0]


def test_the_clock_of_a_shop_runs_slow_on_the_days_that_were_announced(closed, tenant):
    closed(1, "A")
    said = announce(tenant, NOW, first=date(2026, 3, 2), last=date(2026, 3, 4))
    learn.run(NOW + HOUR)
    clock = learned_of(tenant.pk).clock
    (speed,) = clock.speed
    day = date(2026, 3, 2).toordinal() - date(1970, 1, 1).toordinal() - clock.first_day
    assert speed[day - 1 : day + 4].round(2).tolist() == [1.0, 0.15, 0.15, 0.15, 1.0]
    AnnouncedDays.objects.for_tenant(tenant).filter(pk=said.pk).update(removed_at=NOW + 2 * HOUR)
    assert learn.run(NOW + 3 * HOUR) == 1
    assert learned_of(tenant.pk).clock.speed.min() > 0.9


def test_a_carriers_own_speed_is_kept_with_the_clock(closed, tenant):
    closed(1, "A")
    announce(tenant, NOW, carrier="china-post", first=date(2026, 3, 2), last=date(2026, 3, 4))
    learn.run(NOW + HOUR)
    assert learned_of(tenant.pk).clock.of_carriers == (("BR", "", "china-post"),)


def test_days_announced_for_next_week_are_known_to_the_stored_clock(closed, tenant):
    closed(FEWEST, "A")
    announce(tenant, NOW, first=date(2026, 3, 25), last=date(2026, 3, 26))
    assert learn.run(NOW + 10 * MINUTE) == 1
    clock = learned_of(tenant.pk).clock
    day = (date(2026, 3, 25) - date(1970, 1, 1)).days - clock.first_day
    assert clock.announced.shape == clock.speed.shape == (1, day + 2)
    assert clock.announced[0, day - 5 :].tolist() == [1.0] * 5 + clock.speed[0, day:].tolist()
    assert (clock.speed[0, day:] < 1).all()
