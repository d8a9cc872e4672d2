"""In whose zone the days of a payer end that has offices in many countries."""

from datetime import date, datetime
from zoneinfo import ZoneInfo, available_timezones

import pytest
from tests.claim_factories import ON, entitled, journey, parcel

from parcelwright.claims.entitlement import Clerk
from parcelwright.claims.offices import FIRST_TO_END, office_zone
from parcelwright.claims.remedy import Act
from parcelwright.parcels.parcel import ContractParty, Lane
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import shipped_book


def express(origin="", **more):
    known = {"carrier": "dhl-express", "contract_party": ContractParty.SELF}
    lane = Lane(origin_country=origin, destination_country="DE")
    return parcel("1234567890", accepted="2025-12-02", lane=lane, **(known | more))


def claim_of(what, rule="dhl-express/contract"):
    (remedy,) = (each for each in entitled(what).remedies if each.rule == rule)
    return remedy.deadline(Act.CLAIM)


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("ES", "Europe/Madrid"),
        ("TH", "Asia/Bangkok"),
        ("CN", "Asia/Shanghai"),
        ("US", "America/New_York"),
        ("ID", "Asia/Jayapura"),
        ("UA", "Europe/Kyiv"),
        ("XX", FIRST_TO_END),
        ("", FIRST_TO_END),
    ],
)
def test_the_zone_of_a_country_is_the_one_in_which_a_day_ends_first(country, zone):
    assert office_zone(country) == zone


@pytest.mark.parametrize("month", range(1, 13))
def test_nowhere_does_a_day_end_before_it_ends_where_it_is_said_to_end_first(month):
    day = datetime(2025, month, 15)
    zones = {*available_timezones()} - {"localtime"}
    ends = {zone: day.replace(tzinfo=ZoneInfo(zone)).timestamp() for zone in zones}
    assert ends[FIRST_TO_END] == min(ends.values())


def test_the_days_of_a_carrier_with_many_offices_end_where_the_parcel_was_posted():
    claim = claim_of(express("CN"))
    assert (claim.latest, claim.zone) == (date(2026, 1, 1), "Asia/Shanghai")
    assert claim.explanation == (
        "To the end of 1 Jan 2026 in Asia/Shanghai, 30 calendar days after the acceptance scan "
        "on 2 Dec 2025."
    )


def test_where_nobody_knows_the_country_of_posting_they_end_with_the_first_on_earth():
    claim = claim_of(express())
    assert claim.zone == FIRST_TO_END
    assert claim.explanation == (
        "To the end of 1 Jan 2026 in Pacific/Kiritimati, where a day ends first, as it is not "
        "known where it must be received, 30 calendar days after the acceptance scan on "
        "2 Dec 2025."
    )


def test_the_zone_is_the_same_where_nothing_is_explained():
    clerk = Clerk(shipped_book(), ON, shipped_rates())
    remedies = clerk.remedies(express("TH"), journey())
    assert {day.zone for remedy in remedies for day in remedy.deadlines} == {"Asia/Bangkok"}


def test_a_post_without_a_page_of_its_own_has_the_zone_of_its_numbers():
    found = entitled(parcel("RR123456785TH", accepted="2025-12-02"))
    assert {day.zone for day in found.remedies[0].deadlines} == {"Asia/Bangkok"}


def test_the_carrier_of_the_last_mile_is_asked_where_it_delivers():
    what = express(
        "CN",
        carrier="yunexpress",
        last_mile_carrier="dhl-express",
        contract_party=ContractParty.LAST_MILE,
    )
    found = entitled(what, ("HANDED_TO_LAST_MILE", "2025-12-10"))
    days = [day for each in found.remedies if each.payer == "dhl-express" for day in each.deadlines]
    assert {(day.latest, day.zone) for day in days} == {(date(2026, 1, 9), "Europe/Berlin")}


def test_the_days_of_cover_end_with_the_first_on_earth_where_no_desk_is_known():
    what = express(
        "BE", carrier="dpd-eu", programme="easy4pro", contract_party=ContractParty.PLATFORM
    )
    assert claim_of(what, "easy4pro/lost").zone == FIRST_TO_END


def test_a_contract_with_a_firm_that_no_file_names_ends_where_the_parcel_was_posted():
    what = express("MY", carrier="nobodys-line", contract_party=ContractParty.CONSOLIDATOR)
    (assumed, *_) = entitled(what).remedies
    assert {day.zone for day in assumed.deadlines} == {"Asia/Kuala_Lumpur"}
