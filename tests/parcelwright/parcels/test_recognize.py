from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.parcels.carrier_names import carrier_slug
from parcelwright.parcels.countries import alpha2
from parcelwright.parcels.recognize import normalize, recognize

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
    assert [one.carrier for one in found] == ["fedex", "deutsche-post-dhl", "gls"]
    assert [one.checked for one in found] == [True, False, False]


def test_a_shape_from_memory_comes_after_one_with_a_source():
    found = recognize("SF1234567890123")
    assert [(one.carrier, one.verified) for one in found] == [("sf-international", False)]


def test_posts_have_the_tracking_addresses_that_are_known():
    found = {one.carrier: one.tracking_url for one in recognize("RB123456785GB")}
    assert found["royal-mail"].endswith("#/tracking-results/RB123456785GB")
    assert recognize("RB123456785KR")[0].tracking_url == ""


def test_a_tracking_address_holds_the_number():
    best = recognize("1z 5r8 9390 3575 67127")[0]
    assert best.tracking_url == "https://www.ups.com/track?tracknum=1Z5R89390357567127"


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


# Of the public lists: file, id of the format there, our carrier.
PUBLIC = [
    ("ups", "ups", "ups"), ("dhl", "dhl_express", "dhl-express"), ("fedex", "fedex_12", "fedex"),
    ("fedex", "fedex_ground", "fedex"), ("fedex", "fedex_34", "fedex"), ("usps", "usps_20", "usps"),
    ("usps", "usps_impb_n", "usps"), ("usps", "usps_impb_c", "usps"), ("dpd", "dpd_14", "dpd-eu"),
    ("canadapost", "canada_post", "canada-post"), ("yunexpress", "yunexpress", "yunexpress"),
    ("landmark", "landmark_global", "landmark-global"),
    ("dhl", "dhl_ecommerce", "dhl-ecommerce-us"),
]  # fmt: skip


@pytest.mark.skipif(
    not DATA, reason="PARCELWRIGHT_TEST_DATA is not set; the contract of numbers has own ones"
)
@pytest.mark.parametrize(("file", "form", "carrier"), PUBLIC)
def test_public_numbers_are_recognized_and_wrong_ones_refused(file, form, carrier):
    book = json.loads(Path(DATA, "tracking-numbers", f"{file}.json").read_text(encoding="utf-8"))
    entry = next(one for one in book["tracking_numbers"] if one.get("id") == form)
    for number in entry["test_numbers"]["valid"]:
        assert any(one.carrier == carrier and one.valid for one in recognize(number)), number
    for number in entry["test_numbers"]["invalid"]:
        ours = [one for one in recognize(number) if one.carrier == carrier and one.checked]
        assert not any(one.valid for one in ours), number
