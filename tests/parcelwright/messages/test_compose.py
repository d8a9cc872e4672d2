from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approved_texts import BUYER
from parcelwright.errors import WordingError
from parcelwright.messages.compose import Channel, compose
from parcelwright.messages.language import Choice, MessageKind, languages

LOST = MessageKind.PRESUMED_LOST
BOTH = pytest.mark.parametrize("tag", languages())


def test_only_what_the_seller_offers_is_offered_and_numbered_from_one():
    message = compose(LOST, "en", BUYER, choices=(Choice.CREDIT, Choice.REFUND))
    assert message.choices == (Choice.REFUND, Choice.CREDIT)
    assert "Reply 1: refund." in message.body
    assert "Reply 2: store credit of 70.00 USD" in message.body
    assert "Reply 3" not in message.body


@BOTH
def test_an_offer_to_wait_names_the_day_of_the_refund(tag):
    body = compose(LOST, tag, BUYER, choices=(Choice.REFUND, Choice.WAIT)).body
    assert {"en": "7 December 2026", "zh-Hans": "2026年12月7日"}[tag] in body


def test_waiting_past_the_last_day_to_dispute_is_refused():
    late = replace(BUYER, dispute_deadline=date(2026, 12, 6))
    with pytest.raises(WordingError, match="after the buyer's last day to open a dispute"):
        compose(LOST, "en", late, choices=(Choice.REFUND, Choice.WAIT))


@pytest.mark.parametrize("missing", ["wait_until", "refund_on", "dispute_deadline"])
def test_an_offer_to_wait_without_its_days_is_refused(missing):
    with pytest.raises(WordingError, match="an offer to wait needs"):
        compose(LOST, "en", replace(BUYER, **{missing: None}), choices=(Choice.REFUND, Choice.WAIT))


def test_a_refund_before_the_wait_is_over_is_refused():
    early = replace(BUYER, refund_on=date(2026, 12, 1))
    with pytest.raises(WordingError, match="before the wait is over"):
        compose(LOST, "en", early, choices=(Choice.REFUND, Choice.WAIT))


@pytest.mark.parametrize("choices", [(), (Choice.WAIT,), (Choice.CREDIT,)])
def test_a_lost_parcel_always_comes_with_a_refund_or_a_new_parcel(choices):
    with pytest.raises(WordingError, match="at least a refund or to send it again"):
        compose(LOST, "en", BUYER, choices=choices)


def test_a_missing_value_is_named():
    with pytest.raises(WordingError, match='value "next_news_on" is missing'):
        compose(MessageKind.LOOKING, "en", replace(BUYER, next_news_on=None))


@BOTH
def test_a_message_for_a_marketplace_leaves_the_contact_out(tag):
    message = compose(MessageKind.LOOKING, tag, BUYER, channel=Channel.MARKETPLACE)
    assert "@" not in message.body


@pytest.mark.parametrize(
    "name", ["lumi.shop", "see https://x.example", "www.lumi", "a@b.example", "+49 151 123 4567"]
)
def test_contact_data_in_a_value_is_refused_on_a_marketplace(name):
    with pytest.raises(WordingError, match="looks like a link or contact data"):
        compose(
            MessageKind.LOOKING,
            "en",
            replace(BUYER, shop_name=name),
            channel=Channel.MARKETPLACE,
        )


@given(st.text(min_size=1, max_size=40).filter(lambda text: text.strip().isprintable()))
def test_a_value_is_shown_as_it_is_and_never_read_as_a_placeholder(goods):
    facts = replace(BUYER, goods=f"{goods}{{{{refund}}}}")
    body = compose(MessageKind.LOOKING, "en", facts).body
    assert "{{refund}}" in body
    assert "64.90" not in body


def test_a_line_break_in_a_value_starts_no_new_line():
    message = compose(MessageKind.LOOKING, "en", replace(BUYER, order_number="1\r\nBcc: x\u2028y"))
    assert message.subject == "Order 1 Bcc: x y: we are looking for your parcel"


def test_a_message_over_64_kilobytes_is_refused():
    with pytest.raises(WordingError, match="at most 65536 are sent"):
        compose(MessageKind.LOOKING, "en", replace(BUYER, goods="x" * 70_000))


@BOTH
def test_no_message_asks_to_drop_a_dispute_or_to_sign(tag):
    said = "".join(
        compose(kind, tag, BUYER, choices=tuple(Choice)).body.casefold() for kind in MessageKind
    )
    assert not [word for word in ("sign", "withdraw", "撤销", "签字", "!") if word in said]
