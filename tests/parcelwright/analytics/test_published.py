from datetime import date

import numpy as np
import pytest

from feed import delivered, on, silent
from parcelwright.analytics.clock import clock_of
from parcelwright.analytics.columns import day_number
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.learn import learn
from parcelwright.analytics.published import Announcement, Calendar, Happening
from parcelwright.analytics.published_files import read_calendar
from parcelwright.detection.assess import assess_columns
from parcelwright.errors import InputFileError

DAY0 = int(day_number(on(0)))
FR = (("FR", ""),)


def announced(first, last, what="closure", country="FR", region=""):
    said = Announcement(
        country=country,
        region=region,
        first=on(first).date(),
        last=on(last).date(),
        what=Happening(what),
        source="a notice",
    )
    return Calendar(announcements=(said,))


def few(count=20):
    return columns_of([delivered(f"LX{i}", i, 8) for i in range(count)], on(100))


def daily(until=200, standstill=()):
    """Ten parcels a day that take 5 to 9 days; none arrives on the days of a standstill."""
    pairs = []
    for i in range(10 * until):
        accepted, days = i / 10, 5 + i % 5
        while int(accepted + days) in standstill:
            days += 1
        pairs.append(delivered(f"LX{i}", accepted, days))
    return columns_of(pairs, on(until + 100))


def test_with_few_parcels_the_announced_days_run_at_the_announced_speed():
    found = clock_of(few(), on(60), announced(30, 32)).speed[0]
    expected = np.ones(60)
    expected[30:33] = 0.15
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize(("what", "speed"), [("strike", 0.36), ("peak", 0.7), ("holiday", 0.15)])
def test_each_happening_has_its_speed(what, speed):
    assert clock_of(few(), on(60), announced(30, 30, what)).speed[0][30] == speed


def test_an_announced_day_is_that_much_shorter_on_the_clock():
    columns = few()
    clock = clock_of(columns, on(60), announced(30, 32))
    start, end = np.full(20, DAY0 + 29.5), np.full(20, DAY0 + 31.0)
    # Half a day at 1, one at 0.15, of whose lengths the speed decides 0.8.
    days = clock.days(columns, start, end)
    np.testing.assert_allclose(days, 0.2 * 1.5 + 0.8 * (0.5 + 0.15))


def test_a_calendar_alone_makes_a_clock_before_anything_has_arrived():
    columns = columns_of([silent("LX1", 0)], on(10))
    assert clock_of(columns, on(10)) is None
    assert (
        clock_of(columns, on(10), announced(4, 4)).speed[0].tolist() == [1] * 4 + [0.15] + [1] * 5
    )


def test_an_announced_standstill_that_happens_slows_its_own_days_and_no_others():
    columns = daily(standstill=range(120, 123))
    with_calendar = clock_of(columns, on(140), announced(120, 122)).speed[0]
    without = clock_of(columns, on(140)).speed[0]
    assert with_calendar[120:123].max() < 0.2
    # Without it the week behind still looks slow.
    assert with_calendar[124] > without[124] + 0.2


def test_many_parcels_that_arrive_all_the_same_overrule_an_announcement():
    columns = daily()
    clock = clock_of(columns, on(140), announced(120, 120))
    usual = clock_of(columns, on(140)).speed[0][120:127].sum()
    assert clock.speed[0][120:127].sum() == pytest.approx(usual, rel=0.05)


def test_an_announcement_changes_no_day_before_it():
    columns = daily()
    with_calendar, without = (
        clock_of(columns, on(140), calendar).speed for calendar in (announced(120, 125), None)
    )
    np.testing.assert_array_equal(with_calendar[:, :120], without[:, :120])


def test_of_several_announcements_for_a_day_the_slowest_counts():
    both = announced(1, 3, "peak").announcements + announced(2, 2).announcements
    found = Calendar(announcements=both).speeds(FR, DAY0, 5)
    assert found.tolist() == [[1, 0.7, 0.15, 0.7, 1]]


def test_a_region_is_announced_for_itself_and_a_country_for_all_its_regions():
    places = (("BR", "RJ"), ("BR", "SP"), ("FR", ""))
    whole = announced(0, 0, country="BR").speeds(places, DAY0, 1)
    part = announced(0, 0, country="BR", region="SP").speeds(places, DAY0, 1)
    assert whole.ravel().tolist() == [0.15, 0.15, 1]
    assert part.ravel().tolist() == [1, 0.15, 1]


def test_public_holidays_are_those_of_the_country_that_was_asked_for():
    (said,) = announced(0, 364, "public holidays", country="DE").announcements
    assert [day.isoformat()[5:] for day in said.days()] == [
        "01-01", "04-03", "04-06", "05-01", "05-14", "05-25", "10-03", "12-25", "12-26",
    ]  # fmt: skip


def test_silence_over_an_announced_closure_is_less_of_a_sign():
    pairs = [delivered(f"LX{i}", i / 4, 6 + i % 5) for i in range(200)]
    pairs += [silent("LOST", 1), silent("ASK", 43)]
    columns = columns_of(pairs, on(60))
    chances = []
    for calendar in (None, announced(48, 58)):
        clock = clock_of(columns, on(60), calendar)
        found = assess_columns(columns, learn(columns, on(60), clock), on(60), clock)
        chances.append(found.chance_arrives[-1])
    assert chances[0] < 0.9
    assert chances[1] > 0.9


HEAD = "country,region,from,to,what,source\n"


def read(tmp_path, text):
    path = tmp_path / "calendar.csv"
    path.write_text(text, encoding="utf-8")
    return read_calendar(path)


def test_a_calendar_is_read_line_by_line(tmp_path):
    found = read(tmp_path, HEAD + "BR,SP,2018-05-21,2018-06-02,strike,Agencia Brasil\n")
    assert found.announcements == (
        Announcement(
            country="BR",
            region="SP",
            first=date(2018, 5, 21),
            last=date(2018, 6, 2),
            what=Happening.STRIKE,
            source="Agencia Brasil",
        ),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("land,from\n", "calendar.csv has no column country; a calendar needs country, from, to,"),
        (HEAD + "Germany,,2026-01-01,2026-01-01,holiday,x\n", "line 2: 'Germany' is no country"),
        (HEAD + "DE,,1.1.2026,2026-01-01,holiday,x\n", "line 2: '1.1.2026' is no day such as"),
        (
            HEAD + "DE,,2026-01-02,2026-01-01,holiday,x\n",
            "from 2026-01-02 to 2026-01-01 is no span",
        ),
        (
            HEAD + "DE,,2026-01-01,2026-01-01,feast,x\n",
            "'feast' is none of closure, holiday, strike",
        ),
        (HEAD + "DE,,2026-01-01,2026-01-01,holiday,\n", "line 2: no source; write where"),
        (
            HEAD + "QQ,,2026-01-01,2026-12-31,public holidays,x\n",
            "no public holidays of QQ are known",
        ),
    ],
)
def test_what_cannot_be_used_is_refused_by_line(tmp_path, text, said):
    with pytest.raises(InputFileError, match=r"calendar\.csv") as error:
        read(tmp_path, text)
    assert said in str(error.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputFileError, match=r"none\.csv cannot be read"):
        read_calendar(tmp_path / "none.csv")


def of_carrier(first, last, carrier="la-poste", country="FR"):
    said = Announcement(
        country=country,
        region="",
        first=on(first).date(),
        last=on(last).date(),
        what=Happening.CLOSURE,
        source="a notice",
        carrier=carrier,
    )
    return Calendar(announcements=(said,))


def of_two_carriers(count=20):
    pairs = [delivered(f"LX{i}", i, 8, carrier="la-poste") for i in range(count)]
    pairs += [delivered(f"GL{i}", i, 8, carrier="gls") for i in range(count)]
    return columns_of(pairs, on(100))


@pytest.mark.parametrize("country", ["FR", ""])
def test_what_is_announced_of_one_carrier_slows_its_parcels_alone(country):
    columns = of_two_carriers()
    clock = clock_of(columns, on(60), of_carrier(30, 32, country=country))
    start, end = np.full(40, DAY0 + 30.0), np.full(40, DAY0 + 31.0)
    days = clock.days(columns, start, end)
    of_lane = np.array([lane.carrier for lane in columns.lanes])[columns.lane]
    np.testing.assert_allclose(days[of_lane == "la-poste"], 0.2 + 0.8 * 0.15)
    np.testing.assert_allclose(days[of_lane == "gls"], 1.0)


def test_what_is_announced_of_a_carrier_elsewhere_gives_nobody_a_clock_of_its_own():
    columns = of_two_carriers()
    assert clock_of(columns, on(60), of_carrier(30, 32, country="DE")).of_carriers == ()
    assert clock_of(columns, on(60), of_carrier(30, 32)).of_carriers == (("FR", "", "la-poste"),)


def test_a_line_may_name_a_carrier_instead_of_a_country(tmp_path):
    text = "country,carrier,from,to,what,source\n,Canada Post,2024-11-15,2024-12-16,strike,x\n"
    (said,) = read(tmp_path, text).announcements
    assert (said.country, said.carrier) == ("", "canada-post")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (",,2026-01-01,2026-01-01,strike,x", "line 2: '' is no country"),
        ("DE,Some Courier,2026-01-01,2026-01-01,strike,x", "'Some Courier' is no known carrier"),
        (
            ",gls,2026-01-01,2026-12-31,public holidays,x",
            "line 2: public holidays are those of a country",
        ),
    ],
)
def test_a_line_that_names_neither_is_refused(tmp_path, line, said):
    with pytest.raises(InputFileError, match=said):
        read(tmp_path, "country,carrier,from,to,what,source\n" + line + "\n")


def test_carriers_of_a_calendar_that_carry_no_parcel_are_named():
    calendar = of_carrier(0, 1)
    assert calendar.unused_carriers(frozenset({"gls"})) == ("la-poste",)
    assert calendar.unused_carriers(frozenset({"gls", "la-poste"})) == ()


def noted(first, last, announced):
    return Announcement(
        country="FR",
        region="",
        first=on(first).date(),
        last=on(last).date(),
        what=Happening.STRIKE,
        source="a notice",
        announced=None if announced is None else on(announced).date(),
    )


def days_of(calendar):
    return [[(day - on(0).date()).days for day in said.days()] for said in calendar.announcements]


def test_a_line_counts_from_the_day_on_which_it_became_known():
    calendar = Calendar(announcements=(noted(10, 12, 8),))
    assert days_of(calendar.known_on(on(7).date())) == []
    assert days_of(calendar.known_on(on(8).date())) == [[10, 11, 12]]


def test_a_line_that_does_not_tell_since_when_is_known_to_who_holds_the_file():
    assert days_of(Calendar(announcements=(noted(10, 12, None),)).known_on(on(1).date())) == [
        [10, 11, 12]
    ]


def test_in_hindsight_a_line_without_a_day_counts_for_days_that_have_passed():
    calendar = Calendar(announcements=(noted(10, 12, None), noted(20, 21, 9), noted(30, 31, 15)))
    assert days_of(calendar.in_hindsight(on(9).date())) == [[20, 21]]
    assert days_of(calendar.in_hindsight(on(11).date())) == [[10, 11], [20, 21]]
    assert days_of(calendar.in_hindsight(on(40).date())) == [[10, 11, 12], [20, 21], [30, 31]]


def test_a_file_tells_since_when_a_line_was_known(tmp_path):
    path = tmp_path / "calendar.csv"
    head = "country,from,to,what,source,announced\n"
    path.write_text(head + "FR,2026-05-04,2026-05-06,strike,a notice,2026-04-28\n")
    assert read_calendar(path).announcements[0].announced == date(2026, 4, 28)
    path.write_text(head + "FR,2026-05-04,2026-05-06,strike,a notice,soon\n")
    with pytest.raises(InputFileError, match="line 2: 'soon' is no day such as 2026-01-31"):
        read_calendar(path)
