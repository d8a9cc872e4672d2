"""What is said of own terms is said in the reader's language."""

import pytest
from django.utils.translation import override

from parcelwright.rulebook.own_terms import read_terms
from parcelwright_web.core_texts import spoken

CONTRACT = (
    '[[contract]]\ncarrier_account = "SZ-1"\npayer = "yanwen"\npayer_name = "Yanwen"\n'
    'counted_from = "handover"\n'
)


@pytest.mark.parametrize(
    ("line", "chinese"),
    [
        ("clam_within_days = 3",
         ("m.toml 第 6 行，第 1 份合同（SZ-1）：clam_within_days："
         "在这里无法识别；是否应为“claim_within_days”？")),
        ("claim_within_days = 0",
         "m.toml 第 6 行，第 1 份合同（SZ-1）：claim_within_days：应为1 到 1000 天，实为0"),
        ('payout = { kind = "fixed", number = "5", currency = "yuan" }',
         ("m.toml 第 6 行，第 1 份合同（SZ-1）：payout.currency："
         "请用三个字母填写币种，例如 CNY 或 USD")),
    ],
)  # fmt: skip
def test_a_fault_of_a_file_is_said_in_chinese(line, chinese):
    (fault,) = read_terms(f"{CONTRACT}{line}\n", "m.toml").faults
    with override("zh-hans"):
        assert spoken(fault) == chinese


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Under your policy OC-7.", "依据你的保单 OC-7。"),
        ("The claim is made in the name of Lumi Ltd.", "以 Lumi Ltd 的名义索赔。"),
        ("Whether the policy covers this parcel is not sure: its day of acceptance is not known.",
         "不确定保单是否承保这个包裹：收寄日期未知。"),
        ("300.00 USD less 50.00 USD that you bear yourself = 250.00 USD",
         "300.00 USD 减去自担的 50.00 USD = 250.00 USD"),
        ("300.00 USD less 10 percent = 270.00 USD", "300.00 USD 减去百分之 10 = 270.00 USD"),
    ],
)  # fmt: skip
def test_what_a_policy_says_of_a_remedy_is_said_in_chinese(english, chinese):
    with override("zh-hans"):
        assert spoken(english) == chinese
