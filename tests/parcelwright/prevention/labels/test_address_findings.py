from __future__ import annotations

from dataclasses import replace

import pytest

from parcelwright.parcels.draft import Draft
from parcelwright.parcels.parcel import Party
from parcelwright.prevention.finding import Severity
from parcelwright.prevention.labels.address_findings import address_findings
from parcelwright.prevention.labels.folding import words
from parcelwright.prevention.labels.label_reading import LabelReading, TextLine

TO = Party(
    name="Jürgen Köhler",
    address_lines=("Königstraße 12a", "2nd Floor"),
    city="Leipzig",
    postal_code="04103",
    country="DE",
)
DRAFT = Draft(order_number="1", recipient=TO, sender=Party(country="CN"))
PRINTED = ("Jürgen Köhler", "Königstraße 12a", "2nd Floor", "04103 Leipzig", "GERMANY")


def label(*lines, height_mm=3.0):
    text = tuple(TextLine(text=line, height_mm=height_mm) for line in lines)
    return LabelReading(
        file="1.pdf", page=1, width_px=1200, height_px=1800, dpi=300, barcodes=(),
        text_lines=text or None,
    )  # fmt: skip


def found(*lines, to=TO):
    draft = replace(DRAFT, recipient=to)
    return [(each.code, dict(each.figures)) for each in address_findings(label(*lines), draft)]


def codes(*lines, to=TO):
    return [code for code, _ in found(*lines, to=to)]


@pytest.mark.parametrize(
    "lines",
    [
        PRINTED,
        tuple(line.upper() for line in PRINTED),
        PRINTED[::-1],
        ("JUERGEN KOEHLER", "KOENIGSTR. 12 A, 2ND FL.", "DE-04103 LEIPZIG", "Germany"),
        ("Jurgen Kohler", "Konigstrasse 12a", "2nd", "Floor", "Leipzig 04103", "Deutschland"),
        ("To: Jürgen Köhler / Königstraße 12a / 2nd Floor", "04103 Leipzig, Germany", "RB 1"),
    ],
)
def test_the_same_address_in_another_spelling_is_the_same(lines):
    assert codes(*lines) == []


@pytest.mark.parametrize(
    ("at", "line", "lacking"),
    [
        (0, "Hans Schmidt", "Jürgen Köhler"),
        (1, "Königstraße 21a", "Königstraße 12a"),
        (2, "", "2nd Floor"),
        (3, "04130 Leipzig", "04103"),
        (3, "04103 Dresden", "Leipzig"),
    ],
)
def test_a_part_that_the_label_lacks_is_named(at, line, lacking):
    lines = [line if place == at else each for place, each in enumerate(PRINTED)]
    assert found(*lines) == [("label_address_differs", {"label": "1.pdf", "lacking": lacking})]


def test_another_name_is_looked_at_and_another_street_stops():
    def severity(at, line):
        lines = [line if place == at else each for place, each in enumerate(PRINTED)]
        (one,) = address_findings(label(*lines), DRAFT)
        return one.severity

    assert severity(0, "Hans Schmidt") is Severity.WARN
    assert severity(1, "Goethestraße 1") is Severity.STOP


def test_the_digits_of_a_postal_code_count_in_their_order():
    to = replace(TO, postal_code="SW1A 2AA", city="London", country="GB")
    lines = (*PRINTED[:3], "London SW2A 1AA", "UNITED KINGDOM")
    assert found(*lines, to=to)[0][1]["lacking"] == "SW1A 2AA"
    assert codes(*PRINTED[:3], "London SW1A2AA", "UNITED KINGDOM", to=to) == []


def test_a_house_number_elsewhere_on_the_label_is_not_the_one_of_the_street():
    lines = ("12a kg", "Jürgen Köhler", "Königstraße", "2nd Floor", "04103 Leipzig", "DE")
    far = ("12a kg", "Lotus Trading", "Shenzhen", *lines[1:])
    assert codes(*far) == ["label_address_differs"]


def test_a_label_that_leaves_the_country_must_name_where_to():
    assert codes(*PRINTED[:-1]) == ["label_without_country"]


def test_a_label_that_stays_in_the_country_need_not_name_it():
    draft = replace(DRAFT, sender=Party(country="DE"))
    assert list(address_findings(label(*PRINTED[:-1]), draft)) == []


def test_without_text_nothing_is_compared():
    assert codes() == ["label_text_absent"]
    assert codes("", " - ") == ["label_text_absent"]


def test_text_without_any_of_the_address_is_not_called_another_address():
    assert codes("PRIORITY", "RB 123 456 785 GB", "0.450 kg") == ["label_address_absent"]


def test_chinese_is_not_compared_with_latin_letters():
    to = Party(name="王芳", address_lines=("朝阳区建国路88号",), city="北京", postal_code="100022",
               country="CN")  # fmt: skip
    draft = Draft(order_number="1", recipient=to, sender=Party(country="DE"))
    text = label("Wang Fang", "Jianguo Road 88", "100022 Beijing", "CHINA")
    (one,) = address_findings(text, draft)
    assert one.code == "label_other_script"
    assert dict(one.figures)["unlike"] == "北京; 朝阳区建国路88号; 王芳"


def test_chinese_is_compared_with_chinese():
    to = Party(name="王芳", address_lines=("朝阳区建国路88号",), city="北京", postal_code="100022",
               country="CN")  # fmt: skip
    draft = Draft(order_number="1", recipient=to, sender=Party(country="CN"))
    assert list(address_findings(label("王芳 100022", "北京 朝阳区 建国路 88号"), draft)) == []


def test_cyrillic_is_compared_by_sound():
    to = Party(name="Анна Жукова", address_lines=("ул. Ленина 5",), city="Москва", country="RU")
    draft = Draft(order_number="1", recipient=to, sender=Party(country="CN"))
    text = label("Anna Zhukova", "ul. Lenina 5", "Moskva", "RUSSIA")
    assert list(address_findings(text, draft)) == []


def test_type_below_the_size_that_posts_ask_for_is_told():
    (one,) = address_findings(label(*PRINTED, height_mm=1.5), DRAFT)
    assert (one.code, one.severity) == ("label_text_small", Severity.WARN)
    assert one.citation is not None


def test_an_order_without_an_address_is_not_compared():
    assert list(address_findings(label(*PRINTED), Draft(order_number="1"))) == []


def test_folding_makes_spellings_equal():
    assert words("ÅRHUS Sønder-Allé 3B") == words("arhus sonder alle 3 b")
