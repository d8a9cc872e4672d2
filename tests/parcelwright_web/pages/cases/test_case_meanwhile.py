"""What the buyer can force stands where the seller decides: on the page of the case."""

import re

import pytest
from case_world import act

pytestmark = pytest.mark.django_db
SOLD = {
    "sales_channel": "eBay",
    "ordered_at": "2025-12-08",
    "latest_delivery_estimate": "2026-03-01",
    "postage": "35.50",
    "postage_currency": "CNY",
}


@pytest.fixture
def sold(make_case):
    return make_case(facts=SOLD)


def words(browser, address):
    text = browser.get(address).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_the_case_names_the_money_due_before_the_carriers_answer(member, sold):
    page = words(member, f"/cases/{sold.number}/")
    assert "Money due before the carrier answers" in page
    assert "Asked as soon as its rule allows, the carrier should answer by Tue 19 May 2026." in page
    assert "The buyer: open a request until Tue 31 Mar 2026 eBay" in page
    assert "ask eBay to step in" not in page


def test_a_recorded_dispute_starts_the_days_to_answer(member, sold):
    act(member, sold, "dispute", what="opened")
    page = words(member, f"/cases/{sold.number}/")
    # Three working days after Friday 20 March 2026.
    assert "You: answer the request until Wed 25 Mar 2026" in page
    assert "The buyer: ask eBay to step in from Wed 25 Mar 2026" in page


def test_an_answered_dispute_runs_no_longer(member, sold):
    act(member, sold, "dispute", what="opened")
    act(member, sold, "dispute", what="answered")
    assert "ask eBay to step in" not in words(member, f"/cases/{sold.number}/")


def test_a_case_without_channel_and_payment_names_no_money_due_by_them(member, make_case):
    page = words(member, f"/cases/{make_case().number}/")
    assert "open a request" not in page
    assert "dispute the payment" not in page


def test_the_message_proposes_the_buyers_last_day(member, sold):
    page = member.get(f"/cases/{sold.number}/message/").content.decode()
    assert re.search(r'name="dispute_deadline"[^>]*value="2026-03-31"', page)


def test_the_parcel_shows_money_due_and_what_holds_whatever_the_day(member, sold):
    page = words(member, f"/parcels/{sold.parcel_id}/")
    assert "Money due before the carrier answers" in page
    assert "A delivered scan must be there before the case closes." in page


def test_the_statement_is_asked_for_before_a_refund_while_a_payer_wants_it(member, make_case):
    advice = "Ask for the buyer&#x27;s signed statement before you pay back"
    insured = make_case(facts={**SOLD, "insurer": "EasyPost", "insured": "20", "currency": "USD"})
    assert advice in member.get(f"/cases/{insured.number}/").content.decode()
