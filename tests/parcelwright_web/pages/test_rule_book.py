import re

import pytest
from django.urls import reverse

from parcelwright.rulebook.load import shipped_book

pytestmark = pytest.mark.django_db
BOOK = shipped_book()


def shown(member, slug, language="en"):
    response = member.get(
        reverse("known-of-payer", args=[slug]), headers={"accept-language": language}
    )
    return " ".join(response.content.decode().split())


def test_everybody_whose_terms_are_known_is_listed_with_the_count_of_rules(member):
    page = " ".join(member.get(reverse("rule-book")).content.decode().split())
    for carrier in BOOK.carriers:
        assert f'href="/rules/{carrier.slug}/"' in page
    count = sum(rule.payer.slug == "usps" for rule in BOOK.rules)
    assert re.search(rf'href="/rules/usps/">[^<]+</a>.*?data-label="Rules">{count}<', page)


@pytest.mark.parametrize("carrier", BOOK.carriers, ids=lambda each: each.slug)
def test_the_page_of_a_payer_shows_every_rule_with_its_source_and_date(member, carrier):
    page = shown(member, carrier.slug)
    rules = [r for r in BOOK.rules if r.payer == carrier or carrier.slug in r.carriers]
    for rule in rules:
        assert rule.id in page
        assert rule.citation.url.replace("&", "&amp;") in page
    if not rules:
        assert "No published terms with a source are known." in page


def test_a_period_a_sum_and_how_sure_they_are_stand_in_words(member):
    page = shown(member, "upu")
    assert "6 months after the posting" in page
    assert "40.00 XDR plus 4.50 XDR per kilogram" in page


@pytest.mark.parametrize(
    ("slug", "told"),
    [
        ("ups", "its days end at midnight where the parcel was posted"),
        ("usps", "its days end at midnight in New York"),
        ("easy4pro", ""),
    ],
)
def test_a_payer_says_where_its_days_end(member, slug, told):
    page = shown(member, slug)
    assert told in page
    assert page.count("its days end at midnight") == bool(told)


def test_a_treaty_says_its_edition_and_whom_it_reaches(member):
    page = shown(member, "cmr")
    assert "<li>Edition: CMR with the protocol of 1978</li>" in page
    assert "<li>Carried by road</li>" in page
    assert re.search(r"<li>From or to [^<]+ and 46 more</li>", page)
    assert "1 year after the end of 60 calendar days after the acceptance scan" in page


def test_a_reservation_stands_with_the_countries_that_made_it(member):
    page = shown(member, "upu")
    assert "an inquiry that proves unjustified.<small>Only: from Argentina, Austria," in page


def test_each_rule_is_a_section_that_its_line_at_a_glance_leads_to(member):
    page = shown(member, "usps")
    ids = dict.fromkeys(rule.id for rule in BOOK.rules if rule.payer.slug == "usps")
    for each in ids:
        assert f'id="{each.replace("/", "-")}"' in page
        assert f'href="#{each.replace("/", "-")}"' in page


def test_an_edition_says_for_which_days_of_acceptance_it_holds(member):
    page = shown(member, "upu")
    assert "· accepted from 1 Jan 2014 to 31 Dec 2017</p>" in page
    assert "<small>Accepted from 1 Jan 2014 to 31 Dec 2017</small>" in page


def test_a_channel_that_is_an_address_keeps_its_small_letters(member):
    assert '<dd dir="auto">ups.com, claims dashboard</dd>' in shown(member, "ups")
    assert '<dd dir="auto">The insurer&#x27;s portal</dd>' in shown(member, "cabrella")


def test_no_two_sections_of_a_page_have_one_name(member):
    assert len(BOOK.by_id["upu/registered"]) > 1
    names = re.findall(r'<section class="card rule" id="([^"]+)"', shown(member, "upu"))
    assert "upu-registered" in names
    assert "upu-registered-2" in names
    assert len(names) == len(set(names))


def test_a_claim_that_may_come_early_and_one_by_another_say_so(member):
    assert "Filed before the first day, it is held until then" in shown(member, "shipsurance")
    assert "Another may claim with a waiver of whoever holds the right" in shown(member, "usps")


def test_cover_that_pays_last_names_what_pays_before_it(member):
    book = {rule.id: rule for rule in BOOK.rules if rule.excess_of}
    for rule in book.values():
        assert "Pays only what is left after" in shown(member, rule.payer.slug)


def test_a_paper_says_what_must_hold_of_it(member):
    page = shown(member, "evri")
    assert "Signed by hand" in page
    assert "Must show: " in page


def test_what_is_not_sure_stands_once_for_each_rule_or_source(member):
    page = shown(member, "4px")
    assert "No last day for inquiry or claim is known. No sum is known." in page


def test_the_page_is_chinese_for_who_reads_chinese(member, user):
    user.language = "zh-hans"
    user.save()
    page = shown(member, "china-post", "zh-hans")
    assert "<h1>中国邮政：已知的规则</h1>" in page
    assert "日期以上海时间的午夜为界" in page


@pytest.mark.parametrize("slug", ["4px", "u-pic", "tiktok-shipping", "montreal"])
def test_no_english_sentence_is_left_on_a_chinese_page(member, user, slug):
    user.language = "zh-hans"
    user.save()
    page = shown(member, slug, "zh-hans")
    sheets = re.sub(r"<dt>依据</dt>.*?</dl>", "", page[page.index('<section class="card rule"') :])
    sheets = sheets[: sheets.index('class="doubts"')]
    left = re.findall(r">([^<>\u4e00-\u9fff]*[a-z]{3,} [a-z]{3,} [a-z]{3,}[^<>]*)<", sheets)
    assert left == []


def test_an_unknown_name_is_not_found(member):
    assert member.get("/rules/nobody/").status_code == 404


def test_the_page_is_for_members_only(client, db):
    assert client.get(reverse("rule-book")).status_code == 302
