from __future__ import annotations

from dataclasses import replace

import pytest

from label_drawings import s10
from parcelwright.parcels.draft import Draft
from parcelwright.prevention.finding import Repair
from parcelwright.prevention.labels.label_index import label_index
from parcelwright.prevention.labels.label_reading import (
    Barcode,
    LabelFile,
    LabelProblem,
    LabelReading,
)
from parcelwright.prevention.labels.number_findings import number_findings
from parcelwright.prevention.labels.refusals import Refusal

CORNERS = ((0.0, 0.0), (100.0, 0.0), (100.0, 40.0), (0.0, 40.0))
ONE, TWO, THREE = s10(1), s10(2), s10(3)


def reading(file, *texts, page=1):
    barcodes = tuple(
        Barcode(text=text, format="Code 128" if text else "", corners=CORNERS, angle_deg=0)
        for text in texts
    )
    return LabelReading(
        file=file, page=page, width_px=800, height_px=1200, dpi=203, barcodes=barcodes
    )


def file_of(name, *labels, problems=()):
    return LabelFile(name=name, labels=labels, problems=problems)


def draft(order_number="A-1", tracking_number=""):
    return Draft(order_number=order_number, tracking_number=tracking_number)


@pytest.mark.parametrize("name", ["A-1.pdf", f"{ONE}.png", "a-1.PNG", "RB 000 000 015 CN.pdf"])
def test_a_label_is_found_by_the_name_of_its_file(name):
    label = reading(name, TWO)
    number = ONE if name != "RB 000 000 015 CN.pdf" else "RB000000015CN"
    assert label_index([file_of(name, label)]).labels_of(draft("A-1", number)) == (label,)


def test_a_label_among_many_is_found_by_its_number():
    ten = tuple(reading("batch.pdf", s10(serial), page=serial) for serial in range(1, 11))
    index = label_index([file_of("batch.pdf", *ten)])
    assert [label.page for label in index.labels_of(draft("A-7", s10(7)))] == [7]
    assert index.labels_of(draft("A-11", s10(11))) == ()


def test_a_number_is_found_among_routing_data():
    label = reading("batch.pdf", "420802 9400111899223100012348".replace(" ", ""))
    index = label_index([file_of("batch.pdf", label)])
    assert index.labels_of(draft("A-1", "9400111899223100012348")) == (label,)


def test_the_label_in_the_file_of_another_order_is_not_taken():
    own, swapped = reading("batch.pdf", ONE), reading("B-2.png", ONE)
    files = [file_of("B-2.png", swapped), file_of("batch.pdf", own)]
    index = label_index(files, [("A-1", ONE), ("B-2", TWO)])
    assert index.labels_of(draft("A-1", ONE)) == (own,)
    assert index.labels_of(draft("B-2", TWO)) == (swapped,)


def test_labels_and_files_of_no_order_are_told():
    broken = LabelProblem(where="x.pdf", refusal=Refusal.BROKEN)
    files = [
        file_of("batch.pdf", reading("batch.pdf", ONE), reading("batch.pdf", THREE, page=2)),
        file_of("x.pdf", problems=(broken,)),
    ]
    index = label_index(files, [("A-1", ONE)])
    assert index.strays() == (f"batch.pdf p. 2, {THREE}",)
    assert index.unclaimed_problems() == (broken,)


def numbers(label, number="", orders=()):
    return [
        (each.code, {name: value for name, value in each.figures if name != "label"})
        for each in number_findings(label, number, label_index([], orders))
    ]


def test_the_number_of_the_order_is_right():
    assert numbers(reading("l.png", "RR 00 junk", ONE), ONE) == []


def test_another_number_is_told_with_both():
    assert numbers(reading("l.png", TWO), ONE) == [
        ("label_number_differs", {"said": TWO, "number": ONE})
    ]


def test_the_number_of_another_order_names_that_order():
    assert numbers(reading("l.png", TWO), ONE, [("B-2", TWO)]) == [
        ("label_of_other_order", {"said": TWO, "order": "B-2"})
    ]


def test_a_wrong_check_digit_is_told_also_when_the_order_has_it():
    wrong = ONE[:10] + str((int(ONE[10]) + 1) % 10) + ONE[11:]
    assert numbers(reading("l.png", wrong), ONE) == [("label_number_invalid", {"said": wrong})]
    assert numbers(reading("l.png", wrong), wrong) == [("label_number_invalid", {"said": wrong})]


def test_digits_of_no_known_carrier_are_not_called_invalid():
    assert numbers(reading("l.png", "775512340987"), "775512340987") == []


def test_the_number_of_a_label_can_be_taken_over_by_an_order_without_one():
    (one,) = number_findings(reading("l.png", ONE), "", label_index([]))
    assert one.code == "label_number_not_in_order"
    assert one.repair == Repair(field="tracking_number", value=ONE)


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ((), "label_without_barcode"),
        (("",), "label_unscannable"),
        (("", "SKU1"), "label_unscannable"),
    ],
)
def test_bars_that_nothing_decodes_are_told_from_no_bars(texts, code):
    assert numbers(reading("l.png", *texts), ONE) == [(code, {})]


def test_a_square_code_does_not_replace_bars_that_cannot_be_read():
    label = reading("l.png", ONE, "")
    square = replace(label.barcodes[0], format="QR Code")
    label = replace(label, barcodes=(square, label.barcodes[1]))
    assert numbers(label, ONE) == [("label_unscannable", {})]
