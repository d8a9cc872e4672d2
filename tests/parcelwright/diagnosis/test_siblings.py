from feed import journey, on, parcel
from parcelwright.analytics.columns import day_number
from parcelwright.analytics.gather import columns_of
from parcelwright.diagnosis.siblings import departures, siblings_among
from parcelwright.diagnosis.statements import statements_of
from parcelwright.parcels.events import Milestone

ACCEPTED, DEPARTED, ARRIVED = Milestone.ACCEPTED, Milestone.DEPARTED, Milestone.ARRIVED


def found(*told, destinations=None):
    names = [f"LX{place}" for place in range(len(told))]
    where = destinations or ["FR"] * len(told)
    pairs = [
        (parcel(name, destination=to), journey(*said, number=name))
        for name, said, to in zip(names, told, where, strict=True)
    ]
    said = statements_of([one for _, one in pairs])
    kin = siblings_among(columns_of(pairs, on(60)), said)
    return list(zip(kin.others.tolist(), kin.moved_on.tolist(), strict=True))


def test_parcels_of_one_departure_are_siblings_and_the_scanned_ones_have_moved_on():
    left = ((0, ACCEPTED), (3, DEPARTED))
    assert found(left, (*left, (9, ARRIVED)), left) == [(2, 1), (2, 0), (2, 1)]


def test_another_minute_or_another_country_is_another_bag():
    left, later = ((3, DEPARTED),), ((3 + 1 / 1440, DEPARTED),)
    assert found(left, later) == [(0, 0), (0, 0)]
    assert found(left, left, destinations=["FR", "DE"]) == [(0, 0), (0, 0)]


def test_a_parcel_never_seen_to_leave_has_no_siblings():
    assert found(((0, ACCEPTED),), ((0, ACCEPTED),)) == [(0, 0), (0, 0)]


def test_the_last_departure_counts():
    said = statements_of([journey((1, DEPARTED), (5, DEPARTED), (7, ARRIVED))])
    assert departures(said).tolist() == [day_number(on(5))]
