import pytest

from parcelwright.errors import WordingError
from parcelwright.messages.ask_before import question_before, question_languages
from parcelwright.prevention.finding import Question

_ORDER = {"order_number": "B1", "shop_name": "Lumi Home"}


def test_one_message_asks_for_everything_in_the_order_given():
    made = question_before([Question.PHONE, Question.EMAIL], buyer_name="Ana", **_ORDER)
    assert made.subject == "Order B1: one question before we ship it"
    asked = [line for line in made.body.splitlines() if line.startswith("- ")]
    assert [line.split(" at which")[0] for line in asked] == [
        "- a phone number",
        "- a mail address",
    ]
    assert made.body.startswith("Hello Ana,\n")
    assert made.body.endswith("\nLumi Home\n")


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("en", "Order B1: your answer is still missing"),
        ("zh-CN", "订单 B1：仍在等您的答复"),
        ("pt-BR", "Pedido B1: ainda falta a sua resposta"),
        ("zh-HK", "訂單 B1：仍在等您的回覆"),
        ("sv", "Order B1: your answer is still missing"),
    ],
)
def test_a_reminder_says_that_it_is_one_and_asks_the_same(language, subject):
    first = question_before([Question.ADDRESS], language=language, **_ORDER)
    again = question_before([Question.ADDRESS], language=language, again=True, **_ORDER)
    assert again.subject == subject
    assert first.subject != again.subject
    asks = [[x for x in made.body.splitlines() if x.startswith("- ")] for made in (first, again)]
    assert asks[0] == asks[1] != []


@pytest.mark.parametrize("tag", sorted(question_languages()))
def test_each_language_names_order_buyer_and_shop_and_asks_each_thing_once(tag):
    made = question_before(list(Question), buyer_name="Ana", language=tag, **_ORDER)
    again = question_before(list(Question), buyer_name="Ana", language=tag, again=True, **_ORDER)
    assert made.language == tag
    for each in (made, again):
        assert "B1" in each.subject
        assert "{{" not in each.subject + each.body
        assert "!" not in each.subject + each.body
        first, opening, asks, _, shop = each.body.split("\n\n")
        assert "Ana" in first
        assert "B1" in opening
        assert len(set(asks.splitlines())) == len(Question)
        assert shop == "Lumi Home\n"
    assert made.body != again.body


def test_a_question_that_asks_nothing_is_refused():
    with pytest.raises(WordingError, match="asks nothing"):
        question_before([], again=True, **_ORDER)
