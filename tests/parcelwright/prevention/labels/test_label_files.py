"""Files that are no labels, broken, locked or too large: each is refused with what to do."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from label_drawings import Look, drawn_page, jpeg, order, picture, png
from label_pdf import Page, pdf
from parcelwright.prevention.labels.label_reading import LabelProblem
from parcelwright.prevention.labels.limits import MAX_BYTES, MAX_PAGES
from parcelwright.prevention.labels.read import read_labels
from parcelwright.prevention.labels.refusals import TEXTS, Refusal


def told(content):
    file = read_labels("label", content)
    assert file.labels == ()
    (problem,) = file.problems
    return problem.refusal


def png_of_size(width, height):
    def chunk(kind, body):
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize("content", [b"", b"GIF89a...", b"PK\x03\x04", b"^XA^FO50,50^XZ"])
def test_a_file_of_another_kind_is_refused(content):
    assert told(content) is Refusal.UNKNOWN_KIND


def test_a_file_of_more_bytes_than_a_label_has_is_not_opened():
    assert told(b"%PDF-1.4" + bytes(MAX_BYTES)) is Refusal.TOO_MANY_BYTES


@pytest.mark.parametrize("size", [(30_000, 30_000), (7_000, 7_000)])
def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_decoded(size):
    assert told(png_of_size(*size)) is Refusal.TOO_MANY_PIXELS


@pytest.mark.parametrize("cut", [20, 60, 2000])
def test_a_picture_that_ends_too_early_is_broken(cut):
    assert told(png(picture(order(1)))[:cut]) is Refusal.BROKEN


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj"])
def test_a_pdf_without_pages_is_broken(content):
    assert told(content) is Refusal.BROKEN


def test_a_pdf_with_a_password_says_so():
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(drawn_page(order(1))))) as opened:
        opened.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert told(locked.getvalue()) is Refusal.LOCKED


def test_a_pdf_of_too_many_pages_is_refused_whole():
    assert told(pdf(*(Page() for _ in range(MAX_PAGES + 1)))) is Refusal.TOO_MANY_PAGES


def test_a_page_that_is_too_large_leaves_the_others():
    file = read_labels("l.pdf", pdf(Page(width=9000, height=400), drawn_page(order(1))))
    assert file.problems == (LabelProblem(where="l.pdf p. 1", refusal=Refusal.TOO_LONG),)
    assert [label.place for label in file.labels] == ["l.pdf p. 2"]


def test_a_picture_in_a_page_that_would_fill_the_memory_is_refused():
    page = Page()
    page.picture(0, 0, 288, 432, np.zeros((2, 2), np.uint8))
    content = pdf(page).replace(b"/Width 2 /Height 2", b"/Width 90000 /Height 90000")
    assert told(content) is Refusal.TOO_MANY_PIXELS


def test_a_clear_picture_stands_on_white_paper():
    clear = picture(order(1)).convert("RGBA")
    pixels = np.array(clear)
    pixels[..., 3] = 255 - pixels[..., 0]
    pixels[..., :3] = 0
    (label,) = read_labels("l.png", png(Image.fromarray(pixels))).labels
    assert [barcode.text for barcode in label.decoded] == [order(1).number]


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "I;16"])
def test_every_way_to_store_gray_is_read(mode):
    gray = picture(order(1)).convert("L")
    if mode == "I;16":
        stored = Image.fromarray(np.asarray(gray).astype(np.uint16) * 257)
    else:
        stored = gray.convert(mode)
    (label,) = read_labels("l.png", png(stored)).labels
    assert [barcode.text for barcode in label.decoded] == [order(1).number]


def test_only_a_resolution_that_somebody_chose_counts():
    stated = {dpi: read_labels("l", png(picture(order(1)), dpi)).labels[0].dpi for dpi in (203, 96)}
    assert stated[203] == pytest.approx(203, abs=0.1)
    assert stated[96] is None


def test_a_pdf_tells_its_text_line_by_line_with_its_height():
    (label,) = read_labels("l.pdf", pdf(drawn_page(order(0), size=12))).labels
    lines = {line.text: line.height_mm for line in label.text_lines}
    # Capital letters of Helvetica are 0.72 of the type size: 3.0 mm at 12 points.
    assert lines["Königstraße 12a"] == pytest.approx(3.2, abs=0.3)
    assert "GERMANY" in lines


def test_a_page_of_four_labels_is_four_labels_each_with_its_text():
    page = Page(width=595, height=842)
    orders = [order(seed) for seed in range(4)]
    for at, each in enumerate(orders):
        drawn_page(each, x=298 * (at % 2), y=421 * (at // 2) - 10, page=page, module_mm=0.3)
    labels = read_labels("sheet.pdf", pdf(page)).labels
    read = {label.decoded[0].text: {line.text for line in label.text_lines} for label in labels}
    assert set(read) == {each.number for each in orders}
    assert all(each.lines[0] in read[each.number] for each in orders)
    assert [label.place for label in labels] == [
        "sheet.pdf",
        *(f"sheet.pdf ({part})" for part in (2, 3, 4)),
    ]


def test_a_picture_in_a_pdf_keeps_its_own_resolution():
    page = Page()
    page.picture(0, 0, 288, 432, np.asarray(picture(order(2), Look()).convert("L")))
    (label,) = read_labels("l.pdf", pdf(page)).labels
    (barcode,) = label.decoded
    assert label.dpi == 406
    assert (barcode.from_picture, barcode.picture_dpi) == (True, pytest.approx(203))


@settings(max_examples=60, deadline=None)
@given(data=st.data(), kind=st.sampled_from(["png", "jpeg", "pdf"]))
def test_no_damage_to_a_file_makes_the_reader_raise(data, kind):
    small = Image.new("L", (64, 96), 200)
    content = {"png": png(small), "jpeg": jpeg(small), "pdf": pdf(Page(width=72, height=72))}[kind]
    damaged = bytearray(content)
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    file = read_labels("label", bytes(damaged))
    assert file.labels or file.problems


def test_every_refusal_says_what_to_do():
    assert set(TEXTS) == set(Refusal)
    assert all("; " in text for text in TEXTS.values())
