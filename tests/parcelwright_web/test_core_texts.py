"""Sentences of the core are said in the reader's language, part by part."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from parcelwright.interchange.problems import CellProblem, Trouble, grouped_text
from parcelwright.money import Money
from parcelwright.rulebook.load_clocks import shipped_schemes
from parcelwright.rulebook.spoken_terms import FORMS, spoken_term
from parcelwright.rulebook.terms import (
    Basis,
    Deducted,
    Fixed,
    Lowest,
    PerKilogram,
    Share,
    Total,
)
from parcelwright.watch.order_reading import told
from parcelwright_web.core_names import NAMES
from parcelwright_web.core_texts import spoken


@pytest.fixture
def in_chinese():
    with override("zh-hans"):
        yield


def test_english_readers_see_the_sentence_of_the_core():
    with override("en"):
        assert spoken("Open until the end of 14 Nov 2026.") == "Open until the end of 14 Nov 2026."


def test_a_text_without_a_form_stays_as_it_is(in_chinese):
    assert spoken("Some note of a seller, 4PX too.") == "Some note of a seller, 4PX too."


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Open until the end of 14 Nov 2026.", "受理到 2026年11月14日 周六 结束为止。"),
        ("The last day for the inquiry was 14 Nov 2026.",
         "查件的截止日期是 2026年11月14日 周六，已过。"),
        ("Check with the carrier: no proof of posting date, the due delivery is not known.",
         "请与物流商核实：没有交寄日期的证明，应当送达之日的日期未知。"),
        ("Needs weight and value.", "还需要：重量和货值。"),
        (("To the end of 1 Jan 2026 in Pacific/Kiritimati, where a day ends first, as it is not "
         "known where it must be received, 30 calendar days after the acceptance scan on "
         "2 Dec 2025."),
         ("到基里地马地岛时间 2026年1月1日 周四 结束为止（接收地未知，因此按一天最早结束的地方计算），"
         "即揽收轨迹（2025年12月2日 周二）后 30 个自然日。")),
        ("The lowest counts: 21.00 USD", "取最低：21.00 USD"),
        ("21.00 USD + postage 4.00 USD = 25.00 USD", "21.00 USD + 邮费 4.00 USD = 25.00 USD"),
        ("Actual loss 80.00 USD (less depreciation)", "实际损失 80.00 USD（扣除折旧）"),
        ("59.80 EUR + insured value 100.00 EUR = 159.80 EUR",
         "59.80 EUR + 投保金额 100.00 EUR = 159.80 EUR"),
        ("The post of FR", "法国邮政"),
        ("Your contract with 4PX", "你与递四方的合同"),
        ("account 4PX-1", "账号 4PX-1"),
        ("the day of the due delivery", "应当送达之日当天"),
        (("in writing; it is not known which of several cases holds, so the safe one for you is "
          "taken"), "须书面提出；不清楚属于哪一种情形，取对你稳妥的一种"),
        ("2 calendar days after the end of the usual transit time on 14 Nov 2026",
         "通常运输时间（2026年11月14日 周六）届满后 2 个自然日"),
        ("the day of the due delivery on 14 Nov 2026", "应当送达之日当天（2026年11月14日 周六）"),
        (("Check with the carrier: it was accepted on 31 Dec 2009, before the oldest edition in the "
         "rule book, which holds from 1 Jan 2010; what held then is not known, and every period of "
         "the later editions is over."),
         ("请与物流商核实：包裹于 2009年12月31日 周四 收寄，早于规则库中最早的版本（自 2010年1月1日 "
         "周五 起适用）；当时适用什么不详，后来各版本的期限都已过。")),
        (("The number of PostNL gives you no claim on it: the label belongs to the account that "
         "bought it, which is not yours."),
         "持有 荷兰邮政 的单号并不能向它索赔：面单属于购买它的账号，而那不是你的账号。"),
        (told(20, 18, []), "有变动的订单：20，运单号：18。"),
        (told(0, 0, []), "没有变动的订单。"),
        (told(2, 1, ["x is unread"]),
         "有变动的订单：2，运单号：1；无法读取：1 处，例如 x is unread"),
        ("Api.example.com was not reached (NewConnectionError).",
         "无法连接 Api.example.com（NewConnectionError）。"),
        ("not JSON: a text does not end, at character 9", "不是 JSON：文字没有结束，位于第 9 个字符"),
        ("expected a list, found a number", "应为列表，实为数字"),
        ("17TRACK has not answered since 5 Mar 2026.",
         "17TRACK 自 2026年3月5日 周四 起没有应答。"),
        ("Told about 38 of 40 numbers; not found: 1; stopped: 1.",
         "查询 40 个单号，38 个有轨迹；查不到：1；已停止跟踪：1。"),
        ("It refuses our credentials (HTTP 401): bad key",
         "它拒绝了我们的凭证（HTTP 401）：bad key"),
        ("It asks us to slow down (HTTP 429)", "它要求我们放慢查询（HTTP 429）"),
    ],
)  # fmt: skip
def test_a_sentence_is_said_with_its_days_figures_and_names(in_chinese, english, chinese):
    assert spoken(english) == chinese


def test_a_day_says_how_it_was_counted_with_its_note(in_chinese):
    said = spoken(
        "To the end of 14 Nov 2026 in Asia/Shanghai, the earlier of 180 calendar days after the "
        "posting on 18 May 2026 and 6 months after the posting on 18 May 2026 (the law sets 180 "
        "days, the convention six months; the earlier day is safe)."
    )
    assert said == (
        "到上海时间 2026年11月14日 周六 结束为止，即以下较早的一天：交寄（2026年5月18日 周一）后"
        " 180 个自然日；交寄（2026年5月18日 周一）后 6 个月"
        "（法律规定 180 天，公约规定六个月；取较早的一天更稳妥）。"
    )


def test_a_period_after_the_end_of_another_is_said_from_the_inside_out(in_chinese):
    said = spoken(
        "To the end of 30 Nov 2026 in UTC, the earlier of 1 year after the end of 60 calendar days "
        "after the posting on 1 Oct 2025 and 1 year after the end of 30 calendar days after the "
        "posting on 31 Oct 2025."
    )
    assert "交寄（2025年10月1日 周三）后 60 个自然日届满后 1 年" in said
    assert "after" not in said


@pytest.mark.parametrize("trouble", list(Trouble))
def test_every_trouble_of_a_file_is_said_in_chinese(in_chinese, trouble):
    cell = CellProblem(row=2, column="Sum", trouble=trouble, sample="x").text
    assert spoken(cell).startswith("“x”")
    for count in (1, 412):
        said = spoken(grouped_text(trouble, "Sum", count, "x"))
        assert said.startswith(f"Sum 列有 {count} 格")
        assert "；请" in said


def test_every_sentence_of_the_buyers_clocks_has_its_chinese_form():
    said = set()
    for scheme in shipped_schemes():
        for clock in scheme.clocks:
            said |= {clock.title, clock.act, clock.seller_owes, clock.note}
        said |= set(scheme.notes)
    assert said - {""} - NAMES == set()


def test_every_form_of_what_a_rule_pays_is_known():
    assert set(FORMS) <= NAMES


def test_what_a_rule_pays_is_said_in_chinese_as_on_the_command_line(in_chinese):
    by_weight = Total(
        parts=(
            Fixed(money=Money.of("40.00", "XDR")),
            PerKilogram(money=Money.of("4.50", "XDR")),
        )
    )
    most = Lowest(parts=(Share(of=Basis.LOSS), by_weight))
    borne = Deducted(term=most, percent=Decimal(10))
    assert spoken_term(borne, spoken) == (
        "取最低：实际损失；40.00 XDR 加 每公斤 4.50 XDR，扣除自负额 10%"
    )
