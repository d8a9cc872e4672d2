from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.parcels.carrier_names import carrier_slug
from parcelwright.parcels.countries import alpha2
from parcelwright.parcels.recognize import likely_carrier, normalize, plain, recognize

DATA = os.environ.get("PARCELWRIGHT_TEST_DATA")
POSTS = {
    "CN": "china-post", "US": "usps", "GB": "royal-mail", "DE": "deutsche-post-dhl",
    "FR": "la-poste-colissimo", "NL": "postnl", "BE": "bpost", "ES": "correos", "CH": "swiss-post",
    "SE": "postnord", "DK": "postnord", "CA": "canada-post", "AU": "australia-post",
    "NZ": "nz-post", "JP": "japan-post", "KR": "korea-post", "HK": "hongkong-post",
    "SG": "singpost", "IN": "india-post", "BR": "correios-br", "IT": "poste-italiane",
}  # fmt: skip


@pytest.mark.parametrize("country", POSTS)
def test_the_first_guess_of_an_s10_number_is_the_designated_post(country):
    best = recognize(f"RB123456785{country}")[0]
    assert (best.carrier, best.origin_country, best.valid) == (POSTS[country], country, True)


def test_an_s10_number_tells_service_and_liability():
    best = recognize("LM473124829CN")[0]
    assert (best.service, best.liability_hint) == ("tracked", "none")


def test_a_wrong_check_digit_is_shown_and_not_hidden():
    assert [found.valid for found in recognize("RB123456786DE")] == [False]


def test_a_mistyped_number_of_a_post_is_not_taken_for_a_couriers():
    assert [found.valid for found in recognize("RX123456780CN")] == [False]


def test_twelve_digits_belong_to_several_carriers_checked_ones_first():
    found = recognize("986578788855")
    assert [one.carrier for one in found] == [
        "fedex", "parcelforce", "aramex", "deutsche-post-dhl", "gls",
    ]  # fmt: skip
    assert [one.checked for one in found] == [True, False, False, False, False]
    assert [one.verified for one in found] == [True, True, False, False, False]


def test_a_shape_from_memory_comes_after_one_with_a_source():
    found = recognize("SF1234567890123")
    assert [(one.carrier, one.verified) for one in found] == [("sf-international", False)]


def test_posts_have_the_tracking_addresses_that_are_known():
    number = "RB123456785GB"
    found = {one.carrier: one.tracking_url(number) for one in recognize(number)}
    assert found["royal-mail"].endswith("#/tracking-results/RB123456785GB")
    assert recognize("RB123456785KR")[0].tracking_url("RB123456785KR") == ""


def test_a_tracking_address_holds_the_number():
    number = "1z 5r8-9390-3575-67127"
    assert (
        recognize(number)[0].tracking_url(number)
        == "https://www.ups.com/track?tracknum=1Z5R89390357567127"
    )


@pytest.mark.parametrize("number", ["", "hello", "1", "!!!!", "9" * 200])
def test_what_is_no_number_has_no_candidates(number):
    assert recognize(number) == ()


def test_blanks_and_invisible_marks_are_dropped():
    assert normalize("\ufeffrb 1234\u200b56785 gb\u00a0") == "RB123456785GB"


def test_dots_and_dashes_are_kept_as_written_and_passed_over():
    assert normalize("99.00.123456.12345678") == "99.00.123456.12345678"
    assert recognize("99.00.123456.12345678")[0].carrier == "swiss-post"


@given(st.text(max_size=40))
def test_any_text_is_recognized_or_not_without_error(text):
    assert normalize(normalize(text)) == normalize(text)
    found = recognize(text)
    assert [one.valid for one in found] == sorted((one.valid for one in found), reverse=True)


@pytest.mark.parametrize(
    ("name", "slug"),
    [("china-ems", "china-post"), ("DHL EXPRESS", "dhl-express"),
     ("SF Express", "sf-international"), ("USPS", "usps"),
     ("云途", "yunexpress"), ("nobody", ""), ("", "")],
)  # fmt: skip
def test_a_name_of_a_carrier_is_read_as_our_slug(name, slug):
    assert carrier_slug(name) == slug


@pytest.mark.parametrize(
    ("code", "two"),
    [("CHN", "CN"), ("gb", "GB"), ("XKX", ""), ("China", ""), ("MAR", "MA"), ("FRA", "FR")],
)
def test_country_codes_are_read_as_alpha_2(code, two):
    assert alpha2(code) == two


@pytest.mark.parametrize(
    ("number", "carrier", "service"),
    [
        ("1Z5R89390357567127", "ups", "ground"),
        ("K2479825491", "ups", "ground"),
        ("9261291029384756102935", "usps", "parcel-select"),
        ("9300110293847561029385", "usps", ""),
        ("568283610012000", "fedex", "ground"),
        ("3318810025", "dhl-express", "express"),
    ],
)
def test_a_number_tells_the_service_that_it_holds(number, carrier, service):
    best = recognize(number)[0]
    assert (best.carrier, best.service) == (carrier, service)


def test_letters_and_digits_of_full_width_are_read_as_usual_ones():
    assert normalize("ＲＢ１２３４５６７８５ＧＢ") == "RB123456785GB"


@pytest.mark.parametrize("mark", [".", "-", "\u2013", "\u2011"])
def test_printed_dashes_are_passed_over(mark):
    assert plain(f"1LS7110013102938{mark}1") == "1LS71100131029381"


@pytest.mark.parametrize(
    ("number", "carrier"),
    [
        ("3318810025", "dhl-express"),
        ("LX123456785CN", "china-post"),
        ("986578788855", ""),
        ("50123456789", ""),
        ("JFV102938475", ""),
        ("YT2229521272164446", "yunexpress"),
        ("PB1029384", ""),
        ("SF1234567890123", ""),
    ],
    ids=[
        "check-digit-beats-memory",
        "post",
        "two-sourced",
        "memory-only",
        "two-shapes",
        "letters",
        "any-letters",
        "letters-from-memory",
    ],
)
def test_a_carrier_is_likely_only_when_no_other_sourced_one_fits(number, carrier):
    assert likely_carrier(number) == carrier


COURIERS = {
    "canadapost": ("canada-post",), "dhl": ("dhl-express", "dhl-ecommerce-us"),
    "dpd": ("dpd-eu",), "landmark": ("landmark-global",), "old_dominion": ("old-dominion",),
}  # fmt: skip


def _public(kind):
    """Return (courier file, number) of the public test numbers; none without the data."""
    if not DATA:
        return []
    books = {
        file.stem: json.loads(file.read_text(encoding="utf-8"))
        for file in sorted(Path(DATA, "tracking-numbers").glob("*.json"))
    }
    return [
        (stem, number)
        for stem, book in books.items()
        for form in book["tracking_numbers"]
        for number in form["test_numbers"][kind]
    ]


def _is_accepted(courier, number):
    slugs = COURIERS.get(courier, (courier,))
    found = [one for one in recognize(number) if one.valid]
    return any((courier == "s10" and one.format == "S10") or one.carrier in slugs for one in found)


needs_data = pytest.mark.skipif(
    not DATA, reason="PARCELWRIGHT_TEST_DATA is not set; the contract of numbers has own ones"
)


@needs_data
def test_the_public_numbers_are_all_there():
    assert len({courier for courier, _ in _public("valid")}) == 18
    assert (len(_public("valid")), len(_public("invalid"))) == (104, 56)


@needs_data
@pytest.mark.parametrize(("courier", "number"), _public("valid"))
def test_a_public_number_is_valid_for_its_courier(courier, number):
    assert _is_accepted(courier, number)


@needs_data
@pytest.mark.parametrize(("courier", "number"), _public("invalid"))
def test_a_wrong_public_number_is_valid_for_no_format_of_its_courier(courier, number):
    assert not _is_accepted(courier, number)
