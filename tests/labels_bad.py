"""Generated labels that must not ship as they are, by group, with what must be found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from label_case import LabelCase, case
from label_drawings import Look, drawn_page, order, picture, png, s10, with_address
from label_pdf import MM, Page, pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)


def _low_resolution() -> Iterator[LabelCase]:
    for seed, dpi in ((60, 72), (61, 100), (62, 120)):
        image = picture(order(seed), Look(module=2))
        small = image.resize((4 * dpi, 6 * dpi), Image.Resampling.BILINEAR)
        yield case(
            f"{dpi} dpi",
            order(seed),
            png(small, None),
            "label_unscannable label_resolution",
            "label_contrast",
        )
    page = Page()
    small = picture(order(63)).resize((406, 609), Image.Resampling.BOX)
    page.picture(0, 0, 288, 432, np.asarray(small.convert("L")))
    yield case("coarse picture in a PDF", order(63), pdf(page), "label_few_pixels")


def _quiet_zone() -> Iterator[LabelCase]:
    for seed, clear in ((64, 12), (65, 3)):
        image = picture(order(seed))
        cut = image.crop((90 - clear, 0, image.width, image.height))
        yield case(f"cut at {clear} dots", order(seed), png(cut), "label_quiet_zone")
    for seed, gap in ((66, 6), (67, 18)):
        image = picture(order(seed))
        ImageDraw.Draw(image).rectangle((90 - gap - 5, 400, 90 - gap - 1, 640), fill="black")
        yield case(f"line at {gap} dots", order(seed), png(image), "label_quiet_zone")
    page = drawn_page(order(68))
    page.box(30 + 178 * 0.33 * MM + 1, 150, 2, 120)
    yield case("line in a PDF", order(68), pdf(page), "label_quiet_zone")


def _wrong_number() -> Iterator[LabelCase]:
    content = png(picture(order(69), says=s10(20260001)))
    yield case("another number", order(69), content, "label_number_differs")
    other = s10(20260002)
    content = png(picture(order(70), says=other))
    others = (("ORD-9001", other),)
    yield case("of another order", order(70), content, "label_of_other_order", others=others)
    number = order(71).number
    broken = f"{number[:10]}{(int(number[10]) + 1) % 10}{number[11:]}"
    content = png(picture(order(71), says=broken))
    yield case("check digit", order(71), content, "label_number_invalid")
    content = png(picture(order(72), says="SKU 10-A"))
    yield case("no number of a parcel", order(72), content, "label_number_missing")


def _blurred() -> Iterator[LabelCase]:
    for seed, radius in ((73, 1.6), (74, 2.5), (75, 4)):
        image = picture(order(seed)).filter(ImageFilter.GaussianBlur(radius))
        code, also = "label_blurred", "label_unscannable"
        yield case(f"blur of {radius} dots", order(seed), png(image), code, also)
    image = picture(order(76))
    steps = [np.asarray(ImageChops.offset(image, at, 0)) for at in range(5)]
    smeared = Image.fromarray(np.mean(steps, axis=0).astype(np.uint8))
    yield case("smeared", order(76), png(smeared), "label_blurred", "label_unscannable")


def _inverted() -> Iterator[LabelCase]:
    content = png(ImageChops.invert(picture(order(77))))
    yield case("dark mode", order(77), content, "label_inverted")
    content = png(picture(order(78), Look(ink=_WHITE, paper=_BLACK)))
    yield case("light bars in a dark box", order(78), content, "label_inverted")
    page = Page()
    page.picture(0, 0, 288, 432, 255 - np.asarray(picture(order(79)).convert("L")))
    yield case("dark PDF", order(79), pdf(page), "label_inverted")


def _low_contrast() -> Iterator[LabelCase]:
    for seed, ink, paper in (
        (80, (215, 215, 215), _WHITE),
        (81, _BLACK, (110, 110, 110)),
        (82, (230, 30, 30), _WHITE),
        (83, (246, 246, 246), _WHITE),
    ):
        content = png(picture(order(seed), Look(ink=ink, paper=paper)))
        name = f"{ink} on {paper}"
        yield case(name, order(seed), content, "label_contrast", "label_unscannable")


def _cut_off() -> Iterator[LabelCase]:
    for seed, part in ((84, 0.5), (85, 0.9)):
        image = picture(order(seed), Look(left=200))
        cut = image.crop((0, 0, 200 + round(468 * part), image.height))
        codes = "label_cut_off label_unscannable"
        yield case(f"{part:.0%} of the bars", order(seed), png(cut), codes)
    image = picture(order(86))
    ImageDraw.Draw(image).rectangle((0, 380, image.width, 700), fill="white")
    yield case("no barcode", order(86), png(image), "label_without_barcode")


def _size() -> Iterator[LabelCase]:
    content = png(picture(order(87), Look(bars=22)))
    yield case("low bars", order(87), content, "label_bars_low label_bars_short")
    content = pdf(drawn_page(order(88), module_mm=0.14))
    yield case("shrunk in a PDF", order(88), content, "label_bars_narrow")


def _wrong_address() -> Iterator[LabelCase]:
    one, code = order(89), "label_address_differs"
    content = pdf(drawn_page(one))
    yield case("other postal code", with_address(one, postal_code="99999"), content, code)
    one = order(91)
    content = pdf(drawn_page(one))
    yield case("other house number", with_address(one, street="83 rue des Tanneurs"), content, code)
    yield case("other city", with_address(one, city="Springfield"), content, code)
    content = pdf(drawn_page(order(92), size=5))
    yield case("small type", order(92), content, "label_text_small")
    content = pdf(drawn_page(replace(order(93), lines=order(93).lines[:-1])))
    yield case("no country", order(93), content, "label_without_country")


BAD = {
    "low resolution": _low_resolution,
    "quiet zone": _quiet_zone,
    "wrong number": _wrong_number,
    "blurred": _blurred,
    "inverted": _inverted,
    "low contrast": _low_contrast,
    "cut off": _cut_off,
    "size": _size,
    "wrong address": _wrong_address,
}
