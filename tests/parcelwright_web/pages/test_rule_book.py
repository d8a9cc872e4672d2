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


def test_a_treaty_says_its_edition_and_whom_it_reaches(member):
    page = shown(member, "cmr")
    assert "edition: CMR with the protocol of 1978" in page
    assert "carried by road" in page
    assert re.search(r"from or to [^<]+ and 46 more", page)
    assert "1 year after the end of 60 calendar days after the acceptance scan" in page


def test_a_reservation_stands_with_the_countries_that_made_it(member):
    page = shown(member, "upu")
    assert "an inquiry that proves unjustified. (from Argentina, Austria," in page


def test_the_page_is_chinese_for_who_reads_chinese(member, user):
    user.language = "zh-hans"
    user.save()
    page = shown(member, "china-post", "zh-hans")
    assert "关于" in page
    assert "我们知道什么" in page


def test_an_unknown_name_is_not_found(member):
    assert member.get("/rules/nobody/").status_code == 404


def test_the_page_is_for_members_only(client, db):
    assert client.get(reverse("rule-book")).status_code == 302
