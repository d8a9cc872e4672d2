"""What is said of a choice and of broken tables is said in the reader's language."""

import io

import pytest
from django.utils.translation import override

from parcelwright.errors import InputFileError
from parcelwright.prevention.choice.plain import sentence
from parcelwright.prevention.choice.reading import read_rates
from parcelwright.prevention.choice.reasons import TEXTS, Reason
from parcelwright_web.core_texts import spoken

NAMES = {"best": "4px A", "second": "cne B", "lacking": "cne B", "closed": "12", "needed": "300"}


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_every_reason_is_said_in_chinese(code):
    reason = Reason(code=code, names=NAMES, amounts={"dearer": 1.0, "saved": 2.5})
    english = sentence(reason, "USD")
    with override("zh-hans"):
        said = spoken(english)
    assert said != english
    assert said.endswith("。")


@pytest.mark.parametrize(
    ("row", "chinese"),
    [
        ("yanwen,A,CN,DE,free,USD", "r.csv 第 2 行，price：“free”不是数字；请写成 12.50"),
        (",A,CN,DE,3,USD", "r.csv 第 2 行，物流商：为空；请填写"),
        ("yanwen,A,CN,,3,USD", ("r.csv 第 2 行，目的国家或地区：为空，也没有写分区；请写 DE、"
                                "分区或 *")),
    ],
)  # fmt: skip
def test_a_broken_row_is_named_in_chinese(row, chinese):
    header = "carrier,service,origin_country,destination_country,price,currency"
    with pytest.raises(InputFileError) as error:
        read_rates(io.BytesIO(f"{header}\n{row}\n".encode()), "r.csv")
    with override("zh-hans"):
        assert spoken(str(error.value)) == chinese
