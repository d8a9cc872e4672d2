import io
from dataclasses import replace
from datetime import timedelta

import pikepdf
import pytest

from paper_samples import AT, EVENTS, ITEMS, letter_facts
from parcelwright.documents.fonts import CHINESE, FontBook
from parcelwright.documents.forms import claim_letter, evidence_list, loss_inquiry, notice_letter
from parcelwright.documents.render import Printer
from parcelwright.errors import DocumentError
from parcelwright.parcels.events import EventTime
from parcelwright.parcels.journey import journey_of
from parcelwright.parcels.parcel import Contents, Parcel, Party

FORMS = [loss_inquiry, claim_letter, notice_letter, evidence_list]
BOOK = FontBook()
PRINTER = Printer(BOOK)
BUNDLED_ONLY = Printer(FontBook(system=False))
needs_chinese = pytest.mark.skipif(
    not BOOK.families.intersection(CHINESE), reason="no Chinese font on this machine"
)


def latin(**changes):
    """Facts without a Chinese letter, printable with the fonts that come with typst."""
    events = [replace(event, place="Guangzhou", description="Processed") for event in EVENTS]
    return letter_facts(**{"journey": journey_of(events), **changes})


def pages(pdf):
    return len(pikepdf.open(io.BytesIO(pdf)).pages)


def fonts(pdf):
    """Return the keys of each font descriptor of a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [
            set(entry.keys())
            for entry in opened.objects
            if isinstance(entry, pikepdf.Dictionary)
            and entry.get("/Type") == pikepdf.Name.FontDescriptor
        ]


@pytest.mark.parametrize("form", FORMS)
def test_the_same_document_and_time_give_the_same_bytes(form):
    document = form.build(latin(), "en")
    assert BUNDLED_ONLY.pdf(document, AT) == Printer(FontBook(system=False)).pdf(document, AT)


def test_another_time_gives_another_file():
    document = loss_inquiry.build(latin(), "en")
    assert BUNDLED_ONLY.pdf(document, AT) != BUNDLED_ONLY.pdf(document, AT + timedelta(days=1))


@pytest.mark.parametrize("form", FORMS)
def test_a_letter_says_it_is_archival_and_embeds_every_font(form):
    pdf = BUNDLED_ONLY.pdf(form.build(latin(), "en"), AT)
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfaid:conformance"] == "B"
    found = fonts(pdf)
    assert found
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & keys for keys in found)


@needs_chinese
@pytest.mark.parametrize("form", FORMS)
def test_a_letter_prints_in_chinese(form):
    assert pages(PRINTER.pdf(form.build(letter_facts(), "zh-Hans"), AT)) == 2


def test_without_a_chinese_font_a_chinese_letter_is_refused_with_the_package_to_install():
    with pytest.raises(DocumentError, match=r"can show Chinese; install fonts-noto-cjk"):
        BUNDLED_ONLY.pdf(loss_inquiry.build(latin(), "zh-Hans"), AT)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("王伟", r'show "王.*U\+738B\); install fonts-noto-cjk'),
        ("กขค", r'show "ก.*U\+0E01\); install fonts-noto-core'),
        ("Ann 😀", r"U\+1F600\); remove it from the text"),
    ],
)
def test_a_letter_no_font_can_show_is_refused_by_name(name, message):
    facts = latin(parcel=Parcel(tracking_number="RV482917305CN", buyer=Party(name=name)))
    with pytest.raises(DocumentError, match=message):
        BUNDLED_ONLY.pdf(loss_inquiry.build(facts, "en"), AT)


def test_text_that_looks_like_markup_is_printed_and_not_run():
    evil = '#panic("x") $ _ * ` \\ </script> = #include "../render.py"'
    contents = Contents(description=evil)
    facts = latin(parcel=Parcel(tracking_number="RV482917305CN", contents=contents))
    assert pages(BUNDLED_ONLY.pdf(loss_inquiry.build(facts, "en"), AT)) == 2


def test_direction_and_control_characters_do_not_stop_a_letter():
    buyer = Party(name="Anna\u202e\u0007 Berg")
    facts = latin(parcel=Parcel(tracking_number="RV482917305CN", buyer=buyer))
    assert pages(BUNDLED_ONLY.pdf(loss_inquiry.build(facts, "en"), AT)) >= 1


def test_four_hundred_scans_and_a_long_word_break_over_pages():
    many = [
        replace(
            EVENTS[0],
            occurred_at=EventTime.at(AT + timedelta(hours=number)),
            place="X" * 400 if number == 7 else "Guangzhou",
            description=f"Processed {number}",
        )
        for number in range(400)
    ]
    facts = latin(journey=journey_of(many), enclosures=ITEMS * 40)
    assert pages(BUNDLED_ONLY.pdf(evidence_list.build(facts, "en"), AT)) > 10
