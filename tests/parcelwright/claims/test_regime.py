import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.claims.regime import Regime, letters_in_words, regime_of
from parcelwright.parcels.parcel import Transport
from parcelwright.rulebook.editions import editions_of
from parcelwright.rulebook.key import Key
from parcelwright.rulebook.load import shipped_book

BOOK = shipped_book()
POSTAL = Key(carrier="", service="", s10="RR", s10_country="GB", origin="GB", destination="BR")
COURIER = Key(
    carrier="ups", service="", origin="DE", destination="FR", accepted_on=date(2025, 10, 1)
)


def chosen(key=POSTAL, **changes):
    return regime_of(BOOK, key._replace(**changes))


@pytest.mark.parametrize(("accepted", "edition"), [
    (date(2010, 1, 1), "Geneva 2008"),
    (date(2013, 12, 31), "Geneva 2008"),
    (date(2014, 1, 1), "Doha 2012"),
    (date(2017, 12, 31), "Doha 2012"),
    (date(2018, 1, 1), "Istanbul 2016 and later"),
    (date(2026, 11, 22), "Istanbul 2016 and later"),
])  # fmt: skip
def test_mail_falls_under_the_edition_of_the_day_it_was_accepted(accepted, edition):
    found = chosen(accepted_on=accepted)
    assert (found.regime, found.edition, found.gap) == (Regime.UPU, edition, "")


@pytest.mark.parametrize(("accepted", "edition"), [
    (date(2009, 12, 29), "Montreal 1999, limits until 2009"),
    (date(2009, 12, 30), "Montreal 1999, limits of 2009"),
    (date(2019, 12, 27), "Montreal 1999, limits of 2009"),
    (date(2019, 12, 28), "Montreal 1999, limits of 2019"),
    (date(2024, 12, 27), "Montreal 1999, limits of 2019"),
    (date(2024, 12, 28), "Montreal 1999, limits of 2024"),
])  # fmt: skip
def test_a_courier_by_air_falls_under_the_limits_of_the_day(accepted, edition):
    found = chosen(COURIER, transport="air", accepted_on=accepted)
    assert (found.regime, found.edition) == (Regime.MONTREAL, edition)


def test_mail_from_before_the_oldest_edition_says_so_and_what_follows():
    found = chosen(accepted_on=date(2009, 12, 31))
    assert (found.edition, found.missing) == ("", ("an edition of that day",))
    assert found.gap == (
        "it was accepted on 31 Dec 2009, before the oldest edition in the rule book, which holds "
        "from 1 Jan 2010; what held then is not known, and every period of the later editions is "
        "over"
    )


def test_mail_without_a_day_of_acceptance_says_what_each_day_would_mean():
    found = chosen(accepted_on=None)
    assert (found.edition, found.missing) == ("", ("day of acceptance",))
    assert [branch.why for branch in found.otherwise] == [
        "If it was accepted from 1 Jan 2010 to 31 Dec 2013, the edition Geneva 2008 holds.",
        "If it was accepted from 1 Jan 2014 to 31 Dec 2017, the edition Doha 2012 holds.",
        "If it was accepted from 1 Jan 2018, the edition Istanbul 2016 and later holds.",
    ]


@pytest.mark.parametrize("transport", ["", *Transport])
def test_mail_has_no_claim_on_airline_or_haulier_however_it_travelled(transport):
    found = chosen(transport=transport, accepted_on=date(2025, 10, 1))
    assert found.regime is Regime.UPU
    assert [(branch.regime, branch.transport) for branch in found.barred] == [
        (Regime.MONTREAL, "air"),
        (Regime.CMR, "road"),
    ]


@pytest.mark.parametrize(("letters", "country", "regime"), [
    ("EE", "GB", Regime.EMS),
    ("EE", "CN", Regime.EMS),
    ("CP", "GB", Regime.UPU),
    ("LX", "GB", Regime.UPU),
    ("UA", "CN", Regime.UPU),
    ("NA", "GB", Regime.NATIONAL),
])  # fmt: skip
def test_service_letters_tell_ems_and_national_mail_from_the_convention(letters, country, regime):
    assert chosen(s10=letters, s10_country=country).regime is regime


@pytest.mark.parametrize(("letters", "said"), [
    ("RR", "RR: The post answers for loss up to the fixed sum of registered letters."),
    ("LX", ("LX: The convention grants nothing for loss; a contract with the post or a consolidator "
           "may.")),
    ("JA", "JA: no valid number begins so; compare the number with the label."),
    ("", ""),
])  # fmt: skip
def test_letters_say_what_they_mean_for_liability(letters, said):
    assert letters_in_words(letters, "GB") == said


def test_mail_within_a_country_is_under_national_terms():
    found = chosen(destination="GB")
    assert (found.regime, found.why) == (
        Regime.NATIONAL,
        "It stays within GB: national law and the carrier's terms decide, no convention.",
    )


def test_a_post_without_number_or_destination_might_be_domestic():
    found = chosen(carrier="usps", s10="", s10_country="", origin="US", destination="")
    assert found.regime is Regime.UPU
    assert "country of destination" in found.missing
    assert Regime.NATIONAL in {branch.regime for branch in found.otherwise}


def test_a_consolidators_parcel_is_under_its_contract_and_bars_post_and_airline():
    found = chosen(carrier="yunexpress", s10="", s10_country="")
    assert found.regime is Regime.CONTRACT
    assert [branch.regime for branch in found.barred] == [Regime.UPU, Regime.MONTREAL]


def test_a_consolidators_postal_number_is_still_under_its_contract():
    assert chosen(carrier="yanwen", s10="LX", s10_country="CN").regime is Regime.CONTRACT


@pytest.mark.parametrize(("carrier", "regime"), [
    ("", Regime.UPU),
    ("post-lv", Regime.UPU),
    # The number is one country's and the name another's: nobody can tell who took it.
    ("post-lt", Regime.UNKNOWN),
])  # fmt: skip
def test_the_post_of_a_number_is_a_post_though_the_rule_book_has_no_file_of_it(carrier, regime):
    assert chosen(carrier=carrier, s10="RR", s10_country="LV").regime is regime


def test_an_unknown_carrier_leaves_post_and_contract_open():
    found = chosen(carrier="door-post", s10="", s10_country="")
    assert (found.regime, found.missing) == (Regime.UNKNOWN, ("carrier",))
    assert [branch.regime for branch in found.otherwise] == [Regime.UPU, Regime.CONTRACT]


def test_a_courier_of_unknown_transport_says_what_follows_from_each():
    found = chosen(COURIER)
    assert (found.regime, found.missing) == (Regime.CONTRACT, ("transport",))
    assert [(b.transport, b.regime, b.edition) for b in found.otherwise] == [
        ("air", Regime.MONTREAL, "Montreal 1999, limits of 2024"),
        ("road", Regime.CMR, "CMR with the protocol of 1978"),
        ("rail", Regime.CIM, "CIM, COTIF 1999"),
        ("sea", Regime.HAGUE_VISBY, "Hague-Visby with the protocol of 1979"),
    ]


@pytest.mark.parametrize(("lane", "transport", "regime"), [
    (("DE", "FR"), "road", Regime.CMR),
    (("CN", "PL"), "road", Regime.CMR),
    (("US", "MX"), "road", Regime.NATIONAL),
    (("", ""), "road", Regime.CMR),
    (("PL", "FR"), "rail", Regime.CIM),
    (("CN", "DE"), "rail", Regime.SMGS),
    (("DE", "CN"), "rail", Regime.SMGS),
    (("CN", "US"), "sea", Regime.HAGUE_VISBY),
    (("CN", "US"), "multimodal", Regime.MONTREAL),
    (("DE", "DE"), "road", Regime.HGB),
    (("DE", "DE"), "", Regime.NATIONAL),
    (("FR", "FR"), "road", Regime.NATIONAL),
    (("US", "US"), "air", Regime.NATIONAL),
])  # fmt: skip
def test_the_way_a_courier_carried_it_decides_the_convention(lane, transport, regime):
    found = chosen(COURIER, origin=lane[0], destination=lane[1], transport=transport)
    assert found.regime is regime


def test_a_road_between_countries_nobody_named_asks_for_them():
    assert chosen(COURIER, origin="", transport="road", destination="").missing == (
        "countries of the lane",
    )


def test_several_ways_cover_the_air_part_and_name_the_other_legs():
    found = chosen(COURIER, transport="multimodal")
    assert "covers the air part only" in found.why
    assert found.missing == ("leg on which it was lost",)
    assert [branch.regime for branch in found.otherwise] == [
        Regime.CMR,
        Regime.CIM,
        Regime.HAGUE_VISBY,
    ]


def test_by_air_between_countries_nobody_named_the_older_text_of_warsaw_is_the_other_reading():
    found = chosen(COURIER, origin="", transport="air")
    (other,) = found.otherwise
    assert (found.regime, found.missing) == (Regime.MONTREAL, ("countries of the lane",))
    assert (other.regime, other.transport) == (Regime.WARSAW, "air")


@pytest.mark.parametrize(("lane", "transport", "regime", "said"), [
    (("CN", "US"), "air", Regime.MONTREAL,
     ("A private carrier took it by air, and CN and US are both parties to the Montreal Convention "
      "by its list of 14 Apr 2021, so it governs.")),
    (("CN", "BD"), "air", Regime.WARSAW,
     ("A private carrier took it by air; BD is not on the list of parties to the Montreal "
      "Convention of 14 Apr 2021, and both countries are in the Warsaw Convention as amended at The "
      "Hague in 1955, so that text governs unless they have joined since.")),
    (("IQ", "IR"), "air", Regime.WARSAW,
     ("A private carrier took it by air; neither IQ nor IR is on the list of parties to the "
      "Montreal Convention of 14 Apr 2021, and both countries are in the Warsaw Convention as "
      "amended at The Hague in 1955, so that text governs unless they have joined since.")),
    (("US", "UZ"), "air", Regime.WARSAW,
     ("A private carrier took it by air; UZ is not on the list of parties to the Montreal "
      "Convention of 14 Apr 2021, and both countries are in the Warsaw Convention as amended by "
      "Montreal Protocol no. 4, so that text governs unless they have joined since.")),
    (("CN", "MM"), "air", Regime.WARSAW,
     ("A private carrier took it by air; MM is not on the list of parties to the Montreal "
      "Convention of 14 Apr 2021, and both countries are in the Warsaw Convention of 1929, so that "
      "text governs unless they have joined since.")),
    # Korea joined the convention as amended and never the one of 1929.
    (("KR", "BD"), "air", Regime.WARSAW,
     ("A private carrier took it by air; BD is not on the list of parties to the Montreal "
      "Convention of 14 Apr 2021, and both countries are in the Warsaw Convention as amended at The "
      "Hague in 1955, so that text governs unless they have joined since.")),
    (("CN", "PL"), "road", Regime.CMR,
     ("A private carrier took it by road between countries, and PL is a party to the road "
      "convention (CMR) by its list of 22 Mar 2023, so it governs.")),
    (("US", "MX"), "road", Regime.NATIONAL,
     ("Neither US nor MX is a party to the road convention (CMR) by its list of 22 Mar 2023, so "
      "national law and the carrier's terms decide.")),
    (("NL", "US"), "sea", Regime.HAGUE_VISBY,
     ("A private carrier took it by sea from NL, a party to the Hague-Visby Rules with the protocol "
      "of 1979 by its list of 13 Feb 2021, so they govern where a bill of lading was issued.")),
    (("CN", "US"), "sea", Regime.HAGUE_VISBY,
     ("A private carrier took it by sea from CN, which is not on the list of parties to the "
      "Hague-Visby Rules with the protocol of 1979 of 13 Feb 2021: they govern only if the bill of "
      "lading was issued in a party or names them.")),
    (("", "US"), "sea", Regime.HAGUE_VISBY,
     ("A private carrier took it by sea, so the Hague-Visby Rules govern where the country of "
      "departure is a party and a bill of lading was issued.")),
    (("CN", "TW"), "air", Regime.NATIONAL,
     ("A private carrier took it by air; TW is not on the list of parties to the Montreal "
      "Convention of 14 Apr 2021, and no older air convention is known to bind both, so national "
      "law and the carrier's terms decide unless they have joined since.")),
    (("HK", "US"), "air", Regime.MONTREAL,
     ("A private carrier took it by air, and HK and US are both parties to the Montreal Convention "
      "by its list of 14 Apr 2021, so it governs.")),
    (("PL", "FR"), "rail", Regime.CIM,
     ("A private carrier took it by rail, and PL and FR are both members of COTIF by its list of "
      "31 Dec 2019, so CIM governs.")),
    (("KZ", "DE"), "rail", Regime.SMGS,
     ("It went by rail from or to KZ, which is in the SMGS and not in COTIF: CIM alone is wrong, "
      "and the text of the SMGS could not be read.")),
    (("IN", "DE"), "rail", Regime.NATIONAL,
     ("A private carrier took it by rail; IN is not on the list of members of COTIF of "
      "31 Dec 2019, so national law and the carrier's terms decide unless they have joined since.")),
])  # fmt: skip
def test_the_answer_says_which_states_were_held_against_which_list(lane, transport, regime, said):
    found = chosen(COURIER, origin=lane[0], destination=lane[1], transport=transport)
    assert (found.regime, found.why) == (regime, said)


@pytest.mark.parametrize(("lane", "transport", "missing"), [
    (("CN", "US"), "air", ()),
    (("CN", "BD"), "air", ("membership in the Montreal Convention",)),
    (("CN", "TW"), "multimodal",
     ("leg on which it was lost", "membership in the Montreal Convention")),
    (("PL", "FR"), "rail", ()),
    (("IN", "DE"), "rail", ("membership in COTIF",)),
    (("US", "MX"), "road", ("membership in the road convention",)),
    (("DE", "MX"), "road", ()),
    (("CN", "US"), "sea", ("membership in the Hague-Visby Rules",)),
    (("JP", "US"), "sea", ()),
    # Myanmar joined both protocols of the sea on 13 February 2021.
    (("MM", "US"), "sea", ()),
])  # fmt: skip
def test_what_a_list_does_not_name_is_missing_and_never_certain(lane, transport, missing):
    found = chosen(COURIER, origin=lane[0], destination=lane[1], transport=transport)
    assert found.missing == missing


def test_a_state_that_joined_later_was_under_the_older_text_before():
    to_sri_lanka = {"origin": "CN", "destination": "LK", "transport": "air"}
    before = chosen(COURIER, accepted_on=date(2019, 1, 17), **to_sri_lanka)
    after = chosen(COURIER, accepted_on=date(2019, 1, 18), **to_sri_lanka)
    assert (before.regime, after.regime) == (Regime.WARSAW, Regime.MONTREAL)


def test_a_party_that_joined_the_sea_rules_later_was_none_before():
    from_myanmar = {"origin": "MM", "destination": "US", "transport": "sea"}
    before = chosen(COURIER, accepted_on=date(2021, 2, 12), **from_myanmar)
    after = chosen(COURIER, accepted_on=date(2021, 2, 13), **from_myanmar)
    assert (before.missing, after.missing) == (("membership in the Hague-Visby Rules",), ())


@pytest.mark.parametrize(("country", "missing"), [
    ("TW", ("membership in the Universal Postal Union",)),
    ("XK", ("membership in the Universal Postal Union",)),
    ("HK", ()),
    ("PR", ()),
    ("VA", ()),
    ("SS", ()),
])  # fmt: skip
def test_mail_to_a_place_outside_the_postal_union_says_so(country, missing):
    found = chosen(destination=country, accepted_on=date(2025, 10, 1))
    assert (found.regime, found.missing) == (Regime.UPU, missing)
    assert [branch.regime for branch in found.otherwise] == [Regime.NATIONAL] * len(missing)


def test_two_countries_of_both_rail_agreements_are_told_of_the_other_note():
    (other,) = chosen(COURIER, origin="PL", destination="HU", transport="rail").otherwise
    assert (other.regime, other.transport) == (Regime.SMGS, "rail")


def test_editions_of_one_convention_follow_on_each_other_without_gap_or_overlap():
    for regime in ("upu", "montreal"):
        editions = editions_of(BOOK, regime)
        for older, newer in itertools.pairwise(editions):
            assert (newer.first - older.last).days == 1
        assert editions[-1].last is None


def test_every_reason_is_one_sentence():
    keys = [POSTAL, COURIER, *(COURIER._replace(transport=way.value) for way in Transport)]
    for key in keys:
        why = chosen(key).why
        assert why.endswith(".")
        assert ". " not in why


words = st.sampled_from(["", "CN", "DE", "GB", "US", "FR"])
keys = st.builds(
    Key,
    carrier=st.sampled_from(["", "china-post", "ups", "gls", "yanwen", "nobody"]),
    service=st.just(""),
    s10=st.sampled_from(["", "RR", "CP", "EE", "LX", "NA", "JA"]),
    s10_country=st.just("CN"),
    origin=words,
    destination=words,
    accepted_on=st.none() | st.dates(date(2005, 1, 1), date(2030, 1, 1)),
    transport=st.sampled_from(["", *(way.value for way in Transport)]),
)


@given(key=keys)
def test_a_post_is_never_under_a_treaty_of_air_road_rail_or_sea(key):
    found = regime_of(BOOK, key._replace(carrier="china-post"))
    assert found.regime in {Regime.UPU, Regime.EMS, Regime.NATIONAL}


@given(key=keys)
def test_how_mail_or_a_consolidators_parcel_travelled_changes_nothing(key):
    for carrier in ("china-post", "yanwen"):
        known = regime_of(BOOK, key._replace(carrier=carrier))
        assert known == regime_of(BOOK, key._replace(carrier=carrier, transport=""))


@given(key=keys)
def test_what_is_left_open_always_names_what_is_missing_or_the_older_text(key):
    found = regime_of(BOOK, key)
    assert found.why
    assert not found.otherwise or found.missing or found.regime in {Regime.MONTREAL, Regime.CIM}


@given(key=keys)
def test_an_edition_and_a_gap_are_never_told_together(key):
    found = regime_of(BOOK, key)
    assert not (found.edition and found.gap)
    assert not found.edition or key.accepted_on is not None


def test_membership_in_the_road_convention_is_checked_and_not_doubted():
    found = chosen(COURIER, transport="road", origin="DE", destination="FR")
    assert "not checked" not in found.why
    assert found.missing == ()
