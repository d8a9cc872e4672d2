"""What the conventions give one parcel, through the whole of entitlement."""

import pytest

from claim_factories import entitled, money, parcel
from parcelwright.claims.remedy import Act, RemedyStatus
from parcelwright.parcels.parcel import ContractParty, Lane, Transport
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.rule import ClaimType
from parcelwright.rulebook.standing import Standing, standing_of

SELF = ContractParty.SELF
CONVENTIONS = ("upu", "montreal", "warsaw", "cmr", "hgb", "cim", "smgs", "hague-visby")
# Andorra has no file of its own, so the postal convention alone holds.
MAIL = "RR123456785AD"


def the(what, rule, **more):
    (found,) = [each for each in entitled(what, **more).remedies if each.rule == rule]
    return found


def by(transport, lane=("DE", "FR"), accepted="2025-10-01", carrier="ups", **more):
    return parcel(
        "1Z999AA10123456784", accepted, carrier=carrier, transport=transport, contract_party=SELF,
        lane=Lane(origin_country=lane[0], destination_country=lane[1]), **more,
    )  # fmt: skip


@pytest.mark.parametrize(("accepted", "latest"), [
    ("2010-01-01", "2010-07-01"),
    ("2013-12-31", "2014-06-30"),
    ("2014-01-01", "2014-07-01"),
    ("2017-12-31", "2018-06-30"),
    ("2018-01-01", "2018-07-01"),
])  # fmt: skip
def test_six_months_run_in_every_edition_of_the_postal_convention(accepted, latest):
    found = the(parcel(MAIL, accepted), "upu/registered")
    assert str(found.deadline(Act.INQUIRY).latest) == latest


@pytest.mark.parametrize(("accepted", "note"), [
    ("2013-12-31", ("Until 2013 the recipient had the claim once a rifled or damaged item was taken "
                   "over.")),
    ("2018-01-01", ("The acts of the congresses since 2016 could not be read: article numbers "
                   "changed, and whether sums did is not known.")),
])  # fmt: skip
def test_an_edition_says_what_is_its_own(accepted, note):
    assert note in the(parcel(MAIL, accepted), "upu/registered").notes


def test_the_edition_that_was_read_asks_for_no_caution_of_later_ones():
    notes = the(parcel(MAIL, "2014-01-01"), "upu/registered").notes
    assert not [note for note in notes if "2016" in note or "2013" in note]


@pytest.mark.parametrize(("accepted", "sum_"), [
    ("2009-12-29", "34.00 XDR"), ("2009-12-30", "38.00 XDR"),
    ("2019-12-27", "38.00 XDR"), ("2019-12-28", "44.00 XDR"),
    ("2024-12-27", "44.00 XDR"), ("2024-12-28", "52.00 XDR"),
])  # fmt: skip
def test_two_kilograms_by_air_are_limited_by_the_day(accepted, sum_):
    found = the(by(Transport.AIR, accepted=accepted), "montreal/air-cargo")
    assert str(found.in_rule_currency) == sum_


def test_mail_from_before_the_oldest_edition_is_answered_with_the_reason():
    (found,) = entitled(parcel(MAIL, "2009-12-31")).remedies
    assert found.status is RemedyStatus.CHECK_WITH_CARRIER
    assert found.why.startswith(
        "Check with the carrier: it was accepted on 31 Dec 2009, before the oldest edition"
    )


@pytest.mark.parametrize(("transport", "lane", "rule"), [
    (Transport.AIR, ("DE", "US"), "montreal/air-cargo"),
    (Transport.MULTIMODAL, ("DE", "US"), "montreal/air-cargo"),
    (Transport.ROAD, ("DE", "FR"), "cmr/road-cargo"),
    (Transport.RAIL, ("PL", "FR"), "cim/rail-cargo"),
    (Transport.RAIL, ("CN", "PL"), "smgs/rail-cargo"),
    (Transport.SEA, ("CN", "US"), "hague-visby/sea-cargo"),
    (Transport.ROAD, ("DE", "DE"), "hgb/domestic-cargo"),
])  # fmt: skip
def test_the_way_it_travelled_brings_one_treaty(transport, lane, rule):
    rules = {found.rule for found in entitled(by(transport, lane)).remedies}
    assert {r for r in rules if r.partition("/")[0] in CONVENTIONS} == {rule}


def test_no_road_treaty_binds_between_countries_outside_it():
    rules = {found.rule for found in entitled(by(Transport.ROAD, ("US", "MX"))).remedies}
    assert "cmr/road-cargo" not in rules


def test_a_parcel_firm_is_bound_by_the_road_treaty_once_the_road_is_known():
    found = the(by(Transport.ROAD, carrier="gls", grams=3000), "cmr/road-cargo")
    assert (str(found.in_rule_currency), found.payer) == ("24.99 XDR", "gls")
    assert str(found.deadline(Act.COURT).latest) == "2026-11-30"


def test_a_known_way_meets_the_condition_that_asks_for_it():
    assert the(by(Transport.ROAD), "cmr/road-cargo").needs == ()
    assert "carried_by_air" in the(by(None), "montreal/air-cargo").needs


def test_several_ways_say_that_only_the_air_part_is_covered():
    notes = the(by(Transport.MULTIMODAL), "montreal/air-cargo").notes
    assert any(note.startswith("It travelled several ways") for note in notes)
    assert not any("several ways" in n for n in the(by(Transport.AIR), "montreal/air-cargo").notes)


def test_the_treaty_of_the_unread_east_gives_neither_day_nor_sum():
    found = the(by(Transport.RAIL, ("CN", "PL")), "smgs/rail-cargo")
    assert (found.status, found.amount, found.deadlines) == (
        RemedyStatus.CHECK_WITH_CARRIER,
        None,
        (),
    )


@pytest.mark.parametrize(("claim_type", "day"), [
    (ClaimType.DAMAGED, "2025-12-24"),
    (ClaimType.DELAYED, "2025-12-31"),
])  # fmt: skip
def test_damage_by_air_is_told_in_14_days_and_delay_in_21(claim_type, day):
    found = entitled(by(Transport.AIR), ("DELIVERED", "2025-12-10"), claim_type=claim_type).remedies
    (treaty,) = [each for each in found if each.rule == "montreal/air-cargo"]
    assert str(treaty.deadline(Act.CLAIM).latest) == day


@pytest.mark.parametrize(("country", "number", "note"), [
    ("GR", MAIL, "Your post has reserved the right to charge for an inquiry about a letter."),
    ("AT", MAIL, ("Your post has reserved the right to charge for an inquiry that proves "
                 "unjustified.")),
    ("PA", MAIL, "Your post may charge for inquiries about items of countries that charge too."),
    ("SR", "CP123456785AD", ("Your post has reserved the right to charge for an inquiry about a "
                            "parcel.")),
])  # fmt: skip
def test_a_country_that_charges_for_inquiries_is_named_where_it_is_the_origin(
    country, number, note
):
    def notes(origin, destination):
        lane = Lane(origin_country=origin, destination_country=destination)
        rule = "upu/registered" if number == MAIL else "upu/parcel"
        return the(parcel(number, lane=lane), rule).notes

    assert note in notes(country, "FR")
    assert note not in notes("FR", country)


@pytest.mark.parametrize("lane", [("CN", "FR"), ("FR", "CN")])
def test_a_country_that_admits_no_valuables_is_named_at_either_end(lane):
    what = parcel(MAIL, lane=Lane(origin_country=lane[0], destination_country=lane[1]))
    notes = the(what, "upu/registered").notes
    assert any(note.startswith("One of the two countries admits no valuables") for note in notes)


def test_a_postal_number_tells_the_country_of_posting_to_a_reservation():
    notes = the(parcel("RR123456785GA"), "upu/registered").notes
    assert "Your post has reserved the right to charge for an inquiry about a letter." in notes


@pytest.mark.parametrize("number", [
    "LX123456785AD", "UA123456785AD", "QA123456785AD",
])  # fmt: skip
def test_letters_that_promise_nothing_are_excluded(number):
    (found,) = entitled(parcel(number)).remedies
    assert (found.status, found.amount) == (RemedyStatus.EXCLUDED, None)


@pytest.mark.parametrize("number", [
    "HX123456785AD", "MA123456785AD", "NA123456785AD", "EE123456785AD",
])  # fmt: skip
def test_letters_that_do_not_tell_are_asked(number):
    (found,) = entitled(parcel(number)).remedies
    assert (found.status, found.amount) == (RemedyStatus.CHECK_WITH_CARRIER, None)


def test_delay_of_mail_is_never_paid():
    (found,) = entitled(parcel(MAIL), claim_type=ClaimType.DELAYED).remedies
    assert (found.rule, found.status) == ("upu/late", RemedyStatus.EXCLUDED)


def test_a_return_without_reason_brings_the_postage_back():
    what = parcel("CP123456785AD", postage=money("21.00 USD"))
    (found,) = entitled(what, claim_type=ClaimType.RETURNED_WITHOUT_REASON).remedies
    assert str(found.amount) == "21.00 USD"


@pytest.mark.parametrize("name", CONVENTIONS)
def test_every_convention_has_its_file_with_rules(name):
    assert [rule for rule in shipped_book().rules if rule.id.startswith(f"{name}/")]


def test_every_figure_of_a_convention_names_the_edition_it_is_of():
    bare = [
        rule.id
        for rule in shipped_book().rules
        if rule.payer.kind == "law" and rule.windows and not rule.edition
    ]
    assert bare == []


def test_what_could_not_be_read_is_marked_as_unverified():
    unread = {
        rule.id
        for rule in shipped_book().rules
        if rule.payer.kind == "law" and standing_of(rule) is Standing.UNVERIFIED
    }
    assert unread == {
        "smgs/rail-cargo", "upu/agreed-between-posts", "upu/e-commerce-parcel", "upu/ems",
        "upu/m-bag",
    }  # fmt: skip
