"""Every number format accepts and refuses what its file says."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parcelwright.parcels.carrier_names import carrier_slug
from parcelwright.parcels.number_formats import number_formats
from parcelwright.parcels.recognize import plain, recognize
from parcelwright.parcels.s10 import s10

FORMATS = number_formats()
NAMES = {form.name: form for form in FORMATS.values()}
VALID = [(stem, number) for stem, form in FORMATS.items() for number in form.valid]
INVALID = [(stem, number) for stem, form in FORMATS.items() for number in form.invalid]
CHECKED = [(stem, number) for stem, number in VALID if FORMATS[stem].expected is not None]
COURIERS = {
    "amazon", "canada-post", "canpar", "dhl-express", "dpd-eu", "fedex", "gofo", "landmark-global",
    "lasership", "old-dominion", "ontrac", "purolator", "speedee", "ups", "usps", "yodel",
    "yunexpress", "4px", "yanwen", "cainiao", "sf-international", "china-post", "aramex", "gls",
}  # fmt: skip


def test_the_couriers_of_sellers_have_formats():
    assert {form.carrier for form in FORMATS.values()} >= COURIERS


@pytest.mark.parametrize("stem", FORMATS)
def test_a_carrier_of_a_format_has_a_name(stem):
    form = FORMATS[stem]
    assert [carrier_slug(one) for one in (form.carrier, *form.also)] == [form.carrier, *form.also]


def test_no_two_formats_have_the_same_name():
    assert len(NAMES) == len(FORMATS)


@pytest.mark.parametrize(("stem", "number"), VALID)
def test_a_valid_number_fits_its_format(stem, number):
    assert [one for one in recognize(number) if one.format == FORMATS[stem].name and one.valid]


@pytest.mark.parametrize(("stem", "number"), INVALID)
def test_an_invalid_number_does_not_fit_its_format(stem, number):
    assert not FORMATS[stem].fits(plain(number))


@pytest.mark.parametrize("stem", FORMATS)
def test_a_format_has_a_citation_and_examples_of_both_kinds(stem):
    form = FORMATS[stem]
    assert form.valid
    assert form.invalid
    assert form.citation


@pytest.mark.parametrize("stem", FORMATS)
def test_the_citation_of_a_format_says_when_there_is_no_source(stem):
    form = FORMATS[stem]
    says_so = re.search("from memory|no page of", form.citation, re.IGNORECASE) is not None
    assert form.verified is not says_so


def _overlaps(stem: str, number: str) -> set[str]:
    """Return the formats that the shape of a number fits and that no file declares."""
    form = FORMATS[stem]
    shapes = {other.name for other in FORMATS.values() if other.pattern.fullmatch(number)}
    declared = {name for name in shapes if form.name in NAMES[name].shares_with}
    facts = s10(number)
    of_posts = {"S10"} if facts is not None and facts.posts else set()
    return (shapes - declared | of_posts) - {form.name, *form.shares_with}


@pytest.mark.parametrize(("stem", "number"), VALID)
def test_no_number_is_claimed_by_two_formats_unless_declared(stem, number):
    assert _overlaps(stem, plain(number)) == set()


@pytest.mark.parametrize("stem", FORMATS)
def test_no_shape_meets_another_unless_declared(stem):
    form = FORMATS[stem]

    @settings(
        max_examples=25, derandomize=True, database=None, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.from_regex(form.pattern, fullmatch=True))
    def check(number):
        assert len(number) in form.lengths
        assert number[0] in form.starts
        assert _overlaps(stem, number) == set()

    check()


@pytest.mark.parametrize("stem", FORMATS)
def test_a_shared_format_exists_and_is_declared_once(stem):
    form = FORMATS[stem]
    assert set(form.shares_with) <= set(NAMES)
    assert not [name for name in form.shares_with if form.name in NAMES[name].shares_with]


@pytest.mark.parametrize("stem", FORMATS)
def test_every_start_and_length_of_a_format_can_occur(stem):
    form = FORMATS[stem]
    ends = {number[0] for number in map(plain, form.valid)}
    assert ends <= form.starts
    assert {len(number) for number in map(plain, form.valid)} <= form.lengths
    assert max(form.lengths) <= 41


@pytest.mark.parametrize(("stem", "number"), CHECKED)
def test_any_other_check_character_is_refused(stem, number):
    form = FORMATS[stem]
    bare = plain(number)
    place = form.pattern.fullmatch(bare).start("check")
    others = [bare[:place] + digit + bare[place + 1 :] for digit in "0123456789"]
    assert [other for other in others if form.fits(other) and other != bare] == []


@pytest.mark.parametrize("stem", [stem for stem, form in FORMATS.items() if form.services])
def test_the_services_of_a_format_have_codes_that_its_pattern_allows(stem):
    form = FORMATS[stem]
    assert "service" in form.pattern.groupindex
    assert all(code == code.upper() and words for code, words in form.services.items())


@pytest.mark.parametrize("stem", FORMATS)
def test_a_tracking_address_holds_the_number_or_leads_to_a_search(stem):
    url = FORMATS[stem].tracking_url
    assert not url or url.startswith(("https://", "http://"))
    assert "%s" not in url
