import pytest

from parcelwright.parcels.draft import Battery
from parcelwright.prevention.batteries import named_in


@pytest.mark.parametrize(
    "goods",
    ["tablet 10 inch", "laptop sleeve with bluetooth tracker", "vape pen", "hoverboard", "手机"],
)
def test_goods_with_a_battery_inside_are_known_by_their_words(goods):
    assert named_in(goods) is Battery.IN_EQUIPMENT


@pytest.mark.parametrize(
    "goods",
    ["laptop sleeve", "mobile phone cases", "手机壳", "ibuprofen tablets 400 mg", "tabletop"],
)
def test_things_for_such_goods_and_tablets_to_swallow_are_not_taken_for_them(goods):
    assert named_in(goods) is None


def test_a_battery_is_named_before_the_goods_it_is_for():
    assert named_in("spare battery for laptop") is Battery.ALONE
