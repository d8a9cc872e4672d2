from datetime import date

import pytest

from parcelwright.parcels.draft import Battery, Chemistry, Draft, Line
from parcelwright.parcels.parcel import Party
from parcelwright.prevention.batteries import named_in
from parcelwright.prevention.known import Known
from parcelwright.prevention.run import findings_of


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


def told(line, *, origin="US", country="US", region=""):
    draft = Draft(
        order_number="1", sender=Party(country=origin), recipient=Party(country=country),
        region=region, lines=(line,),
    )  # fmt: skip
    found = findings_of(draft, Known(on=date(2026, 9, 2)))
    return [(each.code, each.severity.value) for each in found if each.check == "battery"]


def test_a_battery_alone_is_doubted_within_a_country_and_one_in_goods_is_not():
    assert told(Line(description="Power bank 10000 mAh")) == [("battery_alone_inland", "warn")]
    assert told(Line(description="charger", battery=Battery.ALONE)) == [
        ("battery_alone_inland", "warn")
    ]
    assert told(Line(description="Wireless earbuds", battery=Battery.IN_EQUIPMENT)) == []
    dry = Line(description="AA cells", battery=Battery.ALONE, chemistry=Chemistry.OTHER)
    assert told(dry) == []


def test_a_battery_alone_in_military_mail_stops_as_in_mail_abroad():
    assert told(Line(description="Power bank 10000 mAh"), region="AE") == [
        ("battery_alone", "stop")
    ]
