from datetime import date

import pytest

from claim_factories import entitled, money
from parcelwright.claims.exclusions import Bite, Exclusion, exclusions_of
from parcelwright.parcels.parcel import Contents, Lane, Parcel
from parcelwright.rulebook.exchange import shipped_rates

ON = date(2025, 12, 23)
JEWELS = "jewellery above 1000 USD, laptops, tablets and phones without signature service"


def judged(text, *, to="", programme="", **contents):
    parcel = Parcel(
        tracking_number="X",
        lane=Lane(destination_country=to),
        programme=programme,
        contents=Contents(**contents),
    )
    (found,) = exclusions_of([text], parcel, ON, shipped_rates())
    return found.bite, found.why


def test_a_destination_on_the_list_bites():
    text = "destinations without compensation: Israel, Lebanon, Mexico, Russia, South Africa"
    assert judged(text, to="MX") == (Bite.BITES, "The destination is MX.")
    assert judged(text, to="DE") == (Bite.SPARES, "The destination DE is not on the list.")
    assert judged(text) == (Bite.MAY, "The destination is not known.")


def test_a_list_that_is_not_complete_spares_no_destination():
    assert judged("some destinations, among them AF and IR", to="DE") == (
        Bite.MAY,
        "The list of destinations is not complete here; look it up.",
    )
    assert judged("some destinations, among them AF and IR", to="IR")[0] is Bite.BITES


@pytest.mark.parametrize(("description", "bite"), [
    ("Gold ring and earrings", Bite.BITES), ("Jewelry box", Bite.SPARES),
    ("Pour-over coffee set", Bite.SPARES), ("咖啡壶", Bite.MAY), ("", Bite.MAY),
])  # fmt: skip
def test_the_description_of_the_contents_decides(description, bite):
    assert judged("bullion, jewellery", description=description)[0] is bite


@pytest.mark.parametrize(("code", "bite"), [
    ("8517.13", Bite.BITES), ("71131900", Bite.BITES), ("6912", Bite.SPARES),
])  # fmt: skip
def test_the_tariff_code_of_the_contents_decides(code, bite):
    assert judged("jewelry, mobile phones", hs_code=code)[0] is bite


def test_a_rule_that_points_to_a_list_spares_no_contents():
    text = "fragile and perishable goods on the post's list"
    assert judged(text, description="Cotton shirt") == (
        Bite.MAY,
        "The contents are not among what is named; the rule names more.",
    )


def test_a_case_for_a_phone_is_no_phone():
    text = "laptops, mobile phones"
    assert judged(text, description="Phone case, silicone")[0] is Bite.SPARES
    assert judged(text, description="Mobile phone")[0] is Bite.BITES


def test_a_value_above_the_limit_bites_at_the_rate_of_the_day():
    text = "goods above 5,000 EUR"
    assert judged(text, value=money("5900 USD")) == (
        Bite.BITES,
        "The value 5900.00 USD is above 5000.00 EUR.",
    )
    assert judged(text, value=money("5000 USD"))[0] is Bite.SPARES
    assert judged(text, value=money("5 AAA")) == (
        Bite.MAY,
        "No rate compares the value 5.00 AAA with 5000.00 EUR.",
    )


def test_a_heavy_parcel_bites_and_a_light_one_may_be_oversize():
    assert judged("over 15 kg or oversize", weight_g=15_001)[0] is Bite.BITES
    assert judged("over 15 kg or oversize", weight_g=15_000)[0] is Bite.MAY


def test_an_exclusion_of_one_programme_waits_for_the_programme():
    text = "under ShipTection: parcels to AF, AO"
    assert judged(text, to="AF") == (Bite.MAY, "The programme of the parcel is not known.")
    assert judged(text, to="AF", programme="ShipTection")[0] is Bite.BITES
    assert judged(text, to="AF", programme="another") == (
        Bite.MAY,
        "It holds under one programme only, and the parcel names another.",
    )


def test_what_only_a_person_can_tell_may_bite():
    assert judged("poor packing or nature of the goods", description="Gold ring", to="DE") == (
        Bite.MAY,
        "Nothing known of the parcel decides this.",
    )


def test_a_remedy_names_what_bites_before_what_may():
    what = Parcel(
        tracking_number="X", carrier="usps", insurer="shipsurance", insured=money("500 USD"),
        lane=Lane(destination_country="IR"), contents=Contents(value=money("500 USD")),
    )  # fmt: skip
    remedy = next(each for each in entitled(what).remedies if each.payer == "shipsurance")
    assert remedy.bites[0].why == "The destination is IR."
    assert remedy.bites[0].bite is Bite.BITES
    assert {each.bite for each in remedy.bites[1:]} == {Bite.MAY}
    assert remedy.bites[1] == Exclusion(
        text="no acceptance scan by the carrier",
        bite=Bite.MAY,
        why="Nothing known of the parcel decides this.",
    )
    assert {each.text for each in remedy.bites} == set(remedy.exclusions)


def test_of_several_sums_none_is_compared():
    text = "sales above 10,000 GBP in the country or 2500 GBP abroad"
    assert judged(text, value=money("5000 GBP"))[0] is Bite.MAY


def test_a_lamp_may_be_fragile_though_it_does_not_say_so():
    assert judged("fragile goods", description="Desk lamp")[0] is Bite.MAY
    assert judged("fragile goods", description="Porcelain cup")[0] is Bite.BITES
