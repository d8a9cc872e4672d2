"""When to act stands on a parcel's page and follows from what its shop says errors cost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils.html import strip_tags
from stock import NOW, case, event, parcel

from parcelwright.detection.terms import Term
from parcelwright_web import clock
from parcelwright_web.models.accounts import Membership, Role, Shop

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_moment(monkeypatch):
    """What a page says depends on the day; the tests' own day is not always near."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def silent(shop):
    """A parcel worth 100 USD that was last seen ten days ago."""
    last = NOW - timedelta(days=10)
    row = parcel(shop, accepted_on=last.date(), value=Decimal(100))
    event(row, "ACCEPTED", occurred_local=last)
    return row


@pytest.fixture
def values(shop):
    return {
        "resend_percent": "60", "resend_fixed": "", "wait_percent": "1", "wait_fixed": "",
        "angry_percent": "20", "angry_fixed": "", "angry_after_days": "30", "letter_percent": "3",
        "letter_fixed": "",
    }  # fmt: skip


def text_of(answer):
    return " ".join(strip_tags(answer.content.decode()).split())


def test_costs_are_kept_and_read_as_terms(member, shop, values):
    values |= {"resend_fixed": "17.50", "wait_percent": "2"}
    answer = member.post(f"/settings/shops/{shop.pk}/costs/", values)
    assert answer.headers["Location"] == "/settings/"
    terms = Shop.objects.for_tenant(shop.tenant_id).get(pk=shop.pk).cost_terms("USD", "USD")
    assert (terms.resend, terms.wait) == (Term(share=0.6, fixed=17.5), Term(share=0.02))


def test_a_fixed_sum_counts_in_the_currency_of_the_shop_only(shop):
    shop.resend_fixed = Decimal("17.50")
    assert shop.cost_terms("USD", "EUR").resend == Term(share=0.6)


def test_a_day_of_waiting_that_costs_nothing_is_refused(member, shop, values):
    answer = member.post(f"/settings/shops/{shop.pk}/costs/", values | {"wait_percent": "0"})
    assert "greater than or equal to 0.01" in text_of(answer)


def test_a_reader_sees_the_costs_and_cannot_change_them(member, user, shop, values):
    Membership.objects.filter(user=user).update(role=Role.READER)
    assert "What waiting costs" in text_of(member.get(f"/settings/shops/{shop.pk}/costs/"))
    assert member.post(f"/settings/shops/{shop.pk}/costs/", values).status_code == 403


def test_a_silent_parcel_shows_the_day_of_each_move_and_what_waiting_is_worth(member, silent):
    page = text_of(member.get(f"/parcels/{silent.pk}/"))
    assert "When to act" in page
    assert "Send again or pay back" in page
    assert "Waiting until then is worth" in page


def test_where_a_resend_costs_next_to_nothing_it_is_for_today(member, shop, silent):
    Shop.objects.for_tenant(shop.tenant_id).update(resend_fixed=Decimal("0.01"))
    page = text_of(member.get(f"/parcels/{silent.pk}/"))
    assert "Send again or pay backAct today" in page


def test_a_parcel_of_unknown_value_shows_no_day_to_act(member, silent):
    silent.value = None
    silent.save()
    assert "When to act" not in text_of(member.get(f"/parcels/{silent.pk}/"))


def test_a_case_leaves_out_what_was_done_already(member, silent):
    of = case(silent)
    page = text_of(member.get(f"/cases/{of.number}/"))
    assert "Ask the carrierAct" in page
    of.inquiry_sent_on = NOW.date()
    of.save()
    page = text_of(member.get(f"/cases/{of.number}/"))
    assert "When to act" in page
    assert "Ask the carrierAct" not in page


def test_the_sentences_are_chinese_where_the_reader_is(member, silent):
    page = text_of(member.get(f"/parcels/{silent.pk}/", headers={"accept-language": "zh-Hans"}))
    assert "何时行动" in page
    assert "等到那天可省" in page
