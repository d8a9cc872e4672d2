from datetime import date

import pytest
from posting import connect
from stock import NOW, case, event, parcel

from parcelwright_web.models.accounts import Shop
from parcelwright_web.models.intake import InboundBody

pytestmark = pytest.mark.django_db
DIGEST = "ab" * 32


@pytest.fixture
def stored(tenant, shop):
    row = parcel(shop, order_number="#7", order_key="7", accepted_on=date(2026, 10, 1))
    event(row, "ACCEPTED", description="收寄", language="zh", place="Shenzhen", country="CN",
          payload_digest=DIGEST)  # fmt: skip
    event(row, "UNKNOWN", code="X99", description="Parcel pondered", payload_digest="cd" * 32)
    InboundBody.objects.for_tenant(tenant).create(
        connection=connect(tenant, shop), source="aftership", dedupe_key="k", digest=DIGEST,
        body=b'{"a": "<script>alert(1)</script>"}', received_at=NOW, run_at=NOW, auth="verified",
    )  # fmt: skip
    return row


def page_of(member, row):
    return member.get(f"/parcels/{row.pk}/").content.decode()


def test_the_journey_shows_the_carriers_own_words_place_and_unknown_zone(member, stored):
    page = page_of(member, stored)
    assert '<p lang="zh"><q dir="auto">收寄</q></p>' in page
    assert "Shenzhen, CN" in page
    assert "09:30, zone unknown" in page


def test_an_unknown_code_is_shown_raw_and_said_to_prove_nothing(member, stored):
    page = page_of(member, stored)
    assert "X99" in page
    assert "Parcel pondered" in page
    assert "1 event has a code that nobody has mapped yet" in page


def test_only_a_stored_payload_is_linked(member, stored):
    page = page_of(member, stored)
    assert f'href="/parcels/{stored.pk}/payload/{DIGEST}/"' in page
    assert f"/payload/{'cd' * 32}/" not in page


def test_a_raw_payload_is_shown_as_text_and_saved_as_an_attachment(member, stored):
    address = f"/parcels/{stored.pk}/payload/{DIGEST}/"
    page = member.get(address).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    saved = member.get(f"{address}?save=1")
    assert saved.content == b'{"a": "<script>alert(1)</script>"}'
    assert saved.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert saved.headers["X-Content-Type-Options"] == "nosniff"
    assert saved.headers["Content-Disposition"].startswith("attachment; filename=")


def test_a_payload_opens_only_through_a_parcel_it_told_of(member, stored, shop):
    other = parcel(shop, "RA2")
    assert member.get(f"/parcels/{other.pk}/payload/{DIGEST}/").status_code == 404


def test_parcel_and_payload_of_others_are_not_found(
    client, stored, other_tenant, django_user_model
):
    from parcelwright_web.models.accounts import Membership  # noqa: PLC0415  # only here

    Shop.objects.for_tenant(other_tenant).create(name="Theirs")
    stranger = django_user_model.objects.create_user("x@y.example", "a-long-password")
    Membership.objects.create(user=stranger, tenant=other_tenant)
    client.force_login(stranger)
    for address in (f"/parcels/{stored.pk}/", f"/parcels/{stored.pk}/payload/{DIGEST}/"):
        assert client.get(address).status_code == 404


def test_each_rule_of_a_remedy_is_a_way_to_its_section_of_the_rule_book(member, stored):
    answer = member.get(f"/parcels/{stored.pk}/")
    rules = [view.remedy.rule for view in answer.context["remedies"]]
    assert any(rule.startswith("china-post/") for rule in rules)
    for rule in rules:
        address = f"/rules/{rule.partition('/')[0]}/#{rule.replace('/', '-')}"
        assert f'href="{address}"' in answer.content.decode()


def test_remedies_stand_with_sum_deadline_and_source(member, stored):
    answer = member.get(f"/parcels/{stored.pk}/")
    remedies = answer.context["remedies"]
    assert remedies
    for view in remedies:
        assert view.remedy.payer_name in answer.content.decode()
        assert view.remedy.why


def test_further_parcels_of_the_order_are_linked(member, stored, shop):
    sibling = parcel(shop, "RA2", order_number="7", order_key="7")
    assert f'href="/parcels/{sibling.pk}/"' in page_of(member, stored)


def test_a_case_is_opened_only_where_none_is_open(member, stored):
    address = f'action="/parcels/{stored.pk}/open-case/"'
    assert address in page_of(member, stored)
    case(stored, number=4)
    page = page_of(member, stored)
    assert address not in page
    assert 'href="/cases/4/"' in page


def test_a_parcel_without_events_says_so(member, shop):
    page = page_of(member, parcel(shop))
    assert "No source has said anything about this parcel yet." in page


def test_opening_by_hand_from_the_page_leads_to_the_case(member, stored):
    answer = member.post(f"/parcels/{stored.pk}/open-case/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cases/1/")


def test_a_page_takes_few_queries_whatever_the_journey(
    member, stored, django_assert_max_num_queries
):
    for at in range(80):
        event(stored, "PROCESSED", digest=f"more-{at}")
    with django_assert_max_num_queries(27):
        member.get(f"/parcels/{stored.pk}/")


def test_what_went_wrong_is_said_with_what_else_is_possible(member, stored):
    page = page_of(member, stored)
    assert "Lost in transit: The carrier took it, and it has not arrived." in page


def test_what_is_missing_stands_with_what_would_follow(member, shop):
    row = parcel(shop, "CP482917305CN", accepted_on=date(2026, 10, 1))
    page = page_of(member, row)
    assert "No weight is known, and the sum depends on it." in page
    assert "With a weight of 500 g" in page


def test_papers_say_who_has_them_and_how_they_are_got(member, stored):
    page = page_of(member, stored)
    assert "The receipt or stamped posting list of the day you handed it over." in page
    assert "from you" in page


def test_all_payers_together_are_limited_to_the_loss(member, stored):
    assert "All payers together pay at most $24.00, the loss with the postage." in page_of(
        member, stored
    )


def test_another_kind_of_loss_can_be_looked_at_and_a_wrong_one_is_passed_over(member, stored):
    address = f"/parcels/{stored.pk}/?went_wrong="
    assert '<a class="chip" href="?went_wrong=damaged">Damaged</a>' in page_of(member, stored)
    damaged = member.get(f"{address}damaged").content.decode()
    assert "Damaged: You said so." in damaged
    assert "Lost in transit: The carrier" in member.get(f"{address}eaten").content.decode()
