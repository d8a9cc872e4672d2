import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright_web.svg.bars import share_bar, stack_bar
from parcelwright_web.svg.curve import Curve, Mark, arrival_curve
from parcelwright_web.svg.dots import dots
from parcelwright_web.svg.strip import Stop, custody_strip


@given(st.integers(min_value=0, max_value=100))
def test_as_many_dots_are_filled_as_parcels_arrive(n):
    assert dots(n, "x").count('"dot-on"') == n
    assert dots(n, "x").count('"dot-off"') == 100 - n


def test_the_parts_of_a_bar_fill_it_and_nothing_is_left_out_of_its_words():
    root = ET.fromstring(
        stack_bar([("ok", "Paid", 30), ("now", "Lost", 10), ("soon", "No", 0)], "M")
    )
    assert [rect.get("width") for rect in root.iter("rect")] == ["75.00", "25.00"]
    assert root.findtext("desc") == "Paid: 75 %; Lost: 25 %"


def test_a_share_is_held_between_nothing_and_all():
    assert 'width="100" height="8" rx="4"/></svg>' in share_bar(140, "ok")


def test_the_curve_is_well_formed_small_and_has_no_inline_style():
    days = list(range(46))
    chance = [100 * 0.9**day for day in days]
    curve = Curve(
        days=days, chance=chance, low=[c * 0.8 for c in chance], high=chance, today=19,
        today_label="Today: 8 in 100 <", axis_label="days without a scan",
        marks=[Mark(day=25, label="27 Nov: insurer's last day")], threshold=22,
        threshold_label="below 22 %: acting beats waiting",
    )  # fmt: skip
    svg = arrival_curve(curve, "Will it still arrive?", "text")
    assert ET.fromstring(svg).findtext("title") == "Will it still arrive?"
    assert "style=" not in svg
    assert len(svg) < 5000


def test_a_curve_of_one_day_is_refused():
    with pytest.raises(ValueError, match="at least two days"):
        arrival_curve(
            Curve(days=[1], chance=[1], low=[1], high=[1], today=1, today_label="", axis_label=""),
            "x", "x",
        )  # fmt: skip


def test_the_strip_names_each_stop_in_order_and_escapes_it():
    strip = custody_strip(
        [
            Stop(name="Shenzhen", detail="Accepted", day="24 Oct", state="proven"),
            Stop(name="<Riyadh>", detail="Import sort", day="due 8 Nov", state="unproven"),
        ],
        "Custody",
    )
    root = ET.fromstring(strip)
    assert [li.findtext("b") for li in root] == ["Shenzhen", "<Riyadh>"]
