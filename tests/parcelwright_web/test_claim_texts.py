"""What the core says of claims is said in Chinese, every sentence of it."""

import re
from datetime import date

import pytest
from django.utils.translation import override

from parcelwright.claims import exclusions, order_of_acts, papers_from, stacking, type_choices
from parcelwright.claims.buyer_clocks import clock_of
from parcelwright.claims.known import NOTHING
from parcelwright.claims.type_choices import PossibleType, TypeChoice
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.load_clocks import shipped_schemes
from parcelwright.rulebook.rule import ClaimType
from parcelwright.rulebook.spans import Since
from parcelwright_web.core_names import NAMES
from parcelwright_web.core_texts import spoken


def test_every_reason_for_a_choice_has_its_chinese_form():
    answers = [each for each in vars(type_choices).values() if isinstance(each, TypeChoice)]
    rivals = [each for each in vars(type_choices).values() if isinstance(each, PossibleType)]
    said = {each.reason for each in answers} | set(type_choices.BESIDE.values())
    said |= {other.decided_by for each in answers for other in each.others}
    said |= {each.decided_by for each in rivals}
    assert len(answers) > 15
    assert said - NAMES == set()


def test_every_kind_of_loss_has_its_chinese_name():
    with override("zh-hans"):
        said = {each: spoken(each.spoken) for each in ClaimType}
    assert [each for each, text in said.items() if text == each.spoken] == []


def test_every_way_to_get_a_paper_has_its_chinese_form():
    assert {*papers_from._BY_CODE.values(), *papers_from._BY_WHO.values()} - NAMES == set()


def test_every_fixed_reason_of_an_exclusion_has_its_chinese_form():
    assert exclusions._NOT_TOLD[1] in NAMES
    assert {stacking._PAYER_DONE, stacking._PAID_UP} <= NAMES


@pytest.mark.parametrize(("english", "chinese"), [
    (("Refund the buyer or send the goods again before you claim: without proof of it 4PX refuses "
     "the claim."), "索赔前请先退款给买家或重新发货：没有相应证明，递四方会拒绝索赔。"),
    (("The claim for the goods is 66.99 USD, the customs declaration 40.00 EUR x 1.17 USD per EUR "
     "(22 Dec 2025) = 46.98 USD. The payer may ask why, pay no more than the declaration, or "
     "refuse."),
     ("货物索赔额为 66.99 USD，报关价值为 40.00 EUR × 1.17 USD/EUR（2025年12月22日 周一）= "
     "46.98 USD。赔付方可能追问原因、只按报关价值赔付或拒绝。")),
    ("75.99 USD less 66.99 USD already granted = 9.00 USD",
     "75.99 USD 减去已同意的 66.99 USD = 9.00 USD"),
    ("China Post: the last day for the inquiry would be 27 Mar 2026, at most 66.99 USD.",
     "中国邮政：查件的截止日期将是 2026年3月27日 周五，最多 66.99 USD。"),
    ("If the carrier took it on 28 Sep 2025", "如果物流商在 2025年9月28日 周日 收下"),
    ("The destination is IR.", "目的地是伊朗。"),
    ("copy of 18 Sep 2024, not checked since; only a copy of the rule was read",
     "2024年9月18日 周三的副本，之后未再核对；只读到规则的副本"),
])  # fmt: skip
def test_a_sentence_about_a_claim_is_said_with_its_figures(english, chinese):
    with override("zh-hans"):
        assert spoken(english) == chinese


def test_the_orders_of_acts_of_the_rule_book_are_said_in_chinese():
    rules = [r for r in shipped_book().rules if r.refund_before_claim != "either"]
    with override("zh-hans"):
        for rule in rules:
            text = order_of_acts.order_of(rule, NOTHING, {}).text
            assert spoken(text) != text


def test_every_buyers_clock_says_how_its_days_came_about_in_chinese():
    known = dict.fromkeys(Since, date(2026, 1, 5))
    with override("zh-hans"):
        said = [
            spoken(clock_of(scheme, clock, moments).explanation)
            for scheme in shipped_schemes()
            for clock in scheme.clocks
            for moments in (known, {})
        ]
    assert [text for text in said if re.search(r"\b(?:the|days|confirm|after)\b", text)] == []


def test_every_exclusion_and_conflict_of_the_rule_book_has_its_chinese_form():
    rules = shipped_book().rules
    said = {text for rule in rules for text in (*rule.exclusions, *rule.conflicts)}
    assert said - NAMES == set()
