from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.parcels.draft import Draft
from parcelwright.parcels.parcel import Party
from parcelwright.prevention.known import Known
from parcelwright.prevention.run import findings_of

KNOWN = Known(on=date(2026, 9, 2))


def told(street="Main St 1", name="A. Roe", city="Reno"):
    buyer = Party(name=name, country="DE", address_lines=tuple(street.split("\n")), city=city)
    found = findings_of(Draft(order_number="1", recipient=buyer), KNOWN)
    return [
        (each.code, each.repair and each.repair.value)
        for each in found
        if each.check == "garbled_text"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Torstraße 140",
        "Calle Peña 5",
        "Øster Allé 12",
        "ul. Długa 5",
        "東京都千代田区1-1",
        "Room 5 & 6, Smith & Co.",
        "Who? Street 5",
        "5 < 6 Road",
        "№ 7, ул. Ленина",
        "CAFÉ – BAR “NOIR”",
    ],
)
def test_whole_texts_are_left_alone(text):
    assert told(text) == []


@given(st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F), min_size=1))
def test_whatever_is_misread_as_western_is_read_again(text):
    try:
        misread = text.encode().decode("cp1252")
    except UnicodeDecodeError:
        misread = text.encode().decode("latin-1")
    wanted = [] if misread == text else [("text_misread", text)]
    assert told(name=misread) == wanted


@pytest.mark.parametrize("text", ["Torstra?e 140", "M\ufffdnchner Str. 5", "锟斤拷路 5"])
def test_lost_letters_are_told_and_not_guessed(text):
    assert told(text) == [("text_lost", None)]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Via dell&#39;Orso 12", "Via dell'Orso 12"),
        ("<b>Anna</b><br>Hof 3", "Anna Hof 3"),
        ("5 Rose &amp; Crown Yard", "5 Rose & Crown Yard"),
    ],
)
def test_marks_of_web_pages_are_taken_out_by_one_click(text, right):
    assert told(text) == [("text_marked_up", right)]


def test_pictures_are_taken_out_line_by_line():
    assert told("🏠 Hof 3\n❤️\nBau 2 🌷") == [("text_with_pictures", "Hof 3\nBau 2")]


def test_nothing_but_pictures_is_left_to_the_check_of_the_street():
    assert told("🏠🏠") == []
