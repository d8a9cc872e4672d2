from datetime import date, timedelta

import numpy as np
import pytest

from drawn_journeys import journeys, lane
from parcelwright.analytics.published import Announcement, Calendar, Happening
from parcelwright.parcels.draft import Draft
from parcelwright.parcels.events import EventTime
from parcelwright.parcels.parcel import Party
from parcelwright.prevention.checks.promised_date import check
from parcelwright.prevention.known import Known
from parcelwright.prevention.lane_transit import TransitPast
from parcelwright.prevention.run import findings_of
from parcelwright.prevention.usual_days import usual_days

FRIDAY = date(2026, 9, 4)
# Of a hundred parcels half take up to 10 days, nine in ten up to 14, 95 in 100 up to 20.
TOOK = np.repeat([8.0, 10.0, 14.0, 20.0], [30, 25, 37, 8])


def past(*lanes, took=TOOK):
    drawn = journeys([(key, len(took), 0.0, 10) for key in lanes or (lane("yanwen"),)])
    return TransitPast(journeys=_that_took(drawn, np.tile(took, len(lanes) or 1)))


def _that_took(drawn, took):
    return type(drawn)(**{**vars(drawn), "ended": drawn.accepted + took})


def order(days=8, **about):
    given = {"carrier": "yanwen", "service": "S", "ship_on": FRIDAY} | about
    promised = given["ship_on"] + timedelta(days=days)
    return Draft(
        order_number="1",
        sender=Party(country=given.pop("origin", "CN")),
        recipient=Party(country=given.pop("destination", "DE")),
        promised_by=EventTime.parse(promised.isoformat()),
        **given,
    )


def told(draft, transit=None, calendar=None):
    (found,) = check(draft, Known(on=FRIDAY, transit=transit, calendar=calendar))
    return found.code, dict(found.figures)


def test_a_date_that_few_own_parcels_meet_is_a_warning_with_the_days_they_took():
    known = Known(on=FRIDAY, transit=past())
    (found,) = [each for each in findings_of(order(), known) if each.check == "promised_date"]
    assert found.severity.value == "warn"
    assert found.reason == (
        "It leaves on 2026-09-04 and is promised by 2026-09-12: 8 days, 0 of them lost to "
        "holidays, peaks and announced days. Of your 100 parcels that arrived in the last year "
        "(Yanwen, CN - DE), half took up to 10 days, 9 in 10 up to 14 and 95 in 100 up "
        "to 20: about 30 % come in time."
    )


@pytest.mark.parametrize(
    ("days", "code", "chance"),
    [
        (7, "promise_unlikely", "< 5 %"),
        (9, "promise_unlikely", "30 %"),
        (10, "promise_tight", "55 %"),
    ],
)
def test_the_chance_is_the_share_of_own_parcels_that_took_no_longer(days, code, chance):
    found, figures = told(order(days), past())
    assert (found, figures["chance"]) == (code, chance)


def test_a_date_that_nine_in_ten_meet_is_worth_no_word():
    assert list(check(order(14), Known(on=FRIDAY, transit=past()))) == []


def test_the_week_of_the_national_holiday_takes_days_off_a_promise():
    leaves = date(2026, 9, 30)
    _, figures = told(order(14, ship_on=leaves), past())
    assert (figures["slow"], figures["chance"]) == ("5", "30 %")


def test_a_holiday_of_the_destination_counts_once_the_parcel_is_there():
    # 8 October is a holiday in neither country, 12 October one of Spain alone.
    def slow(country):
        draft = order(12, ship_on=date(2026, 10, 8), destination=country)
        return 12.5 - usual_days(draft, draft.ship_on, date(2026, 10, 20), None)

    assert slow("DE") == 0
    assert slow("ES") == pytest.approx(0.68)


def test_a_strike_that_was_announced_takes_days_off_a_promise():
    strike = Announcement(
        country="DE", region="", first=date(2026, 9, 10), last=date(2026, 9, 15),
        what=Happening.STRIKE, source="a notice",
    )  # fmt: skip
    _, figures = told(order(12), past(), Calendar(announcements=(strike,)))
    assert (figures["slow"], figures["chance"]) == ("3", "30 %")
    elsewhere = Calendar(announcements=(Announcement(**{**vars(strike), "country": "FR"}),))
    assert told(order(12), past(), elsewhere)[1]["slow"] == "0"


def test_a_service_of_its_own_speed_is_not_judged_by_its_siblings():
    quick = np.full(100, 3.0)
    both = past(lane("yanwen", "S"), lane("yanwen", "Express"), took=TOOK)
    drawn = _that_took(both.journeys, np.concatenate((TOOK, quick)))
    transit = TransitPast(journeys=drawn)
    assert list(check(order(8, service="express"), Known(on=FRIDAY, transit=transit))) == []
    assert told(order(8), transit)[1]["arrived"] == "100"
    # A service never used is judged by all of the carrier's.
    assert told(order(8, service="Registered"), transit)[1]["arrived"] == "200"


def test_an_order_without_a_carrier_is_judged_by_all_that_goes_that_way():
    code, figures = told(order(8, carrier="", service=""), past())
    assert (code, figures["lane"]) == ("promise_unlikely", "CN - DE")


def test_parcels_of_another_carrier_or_way_say_nothing():
    for other in ({"carrier": "cne"}, {"destination": "FR"}):
        assert told(order(8, **other), past())[0] == "promise_unlikely_by_post"


def test_fewer_than_thirty_arrivals_are_no_measure():
    assert told(order(8), past(took=TOOK[:29]))[0] == "promise_unlikely_by_post"
    assert told(order(7), past(took=TOOK[:30]))[0] == "promise_unlikely"


def test_parcels_older_than_a_year_are_no_measure():
    drawn = past().journeys
    old = type(drawn)(**{**vars(drawn), "now": drawn.now + 400})
    assert told(order(8), TransitPast(journeys=old))[0] == "promise_unlikely_by_post"


def test_without_own_parcels_the_published_figure_hints_and_says_whose_it_is():
    known = Known(on=FRIDAY)
    (found,) = [each for each in findings_of(order(8), known) if each.check == "promised_date"]
    assert found.severity.value == "hint"
    assert "Of 887 parcels of one post, a published figure, half took up to 12 days" in found.reason
    assert list(check(order(13), known)) == []


@pytest.mark.parametrize("other", [{"carrier": "dhl-express"}, {"origin": "DE"}, {"origin": ""}])
def test_where_no_figure_fits_it_is_said_that_nothing_was_checked(other):
    assert told(order(8, **other))[0] == "promise_not_checked"


def test_a_day_that_has_passed_needs_no_measure():
    assert told(order(0), past())[0] == "promise_broken"
    assert told(order(-1))[0] == "promise_broken"


def test_a_promise_of_half_a_year_is_not_judged():
    assert list(check(order(180), Known(on=FRIDAY))) == []


def test_the_last_day_to_hand_it_over_is_named_while_it_is_still_ahead():
    # Nine in ten take 14 days at most: to be there on the 18th it has to leave on the 4th.
    later = FRIDAY + timedelta(days=3)
    draft = order(11, ship_on=later)
    (found,) = [
        each
        for each in findings_of(draft, Known(on=FRIDAY - timedelta(days=2), transit=past()))
        if each.check == "promised_date"
    ]
    assert (found.code, found.severity.value) == ("promise_cut_off", "hint")
    assert found.fix == "Hand it over by 2026-09-04: so 9 in 10 come in time."
    missed = check(draft, Known(on=FRIDAY + timedelta(days=1), transit=past()))
    assert [each.code for each in missed] == ["promise_tight"]
