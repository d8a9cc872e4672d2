"""Generated labels that are fit to ship, by group."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw

import code128
from label_case import LabelCase, case
from label_drawings import Look, drawn_page, jpeg, order, picture, png
from label_pdf import Page, pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOOKS = (
    Look(),
    Look(module=2),
    Look(module=4, left=60),
    Look(dpi=300, module=4),
    Look(dpi=300, module=5, left=120),
    Look(bars=140),
)


def _plain() -> Iterator[LabelCase]:
    for seed, look in enumerate(_LOOKS):
        content = png(picture(order(seed), look), look.dpi)
        yield case(f"{look.dpi} dpi, bars of {look.module} dots", order(seed), content)


def _turned() -> Iterator[LabelCase]:
    for seed, degrees in enumerate((90, 180, 270, 3, -6, 184, 25), 10):
        image = picture(order(seed), Look(dpi=300, module=4)).rotate(
            degrees, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC
        )
        yield case(f"turned by {degrees}", order(seed), png(image, 300))


def _pictures() -> Iterator[LabelCase]:
    for seed, quality in ((20, 90), (21, 70)):
        yield case(f"JPEG {quality}", order(seed), jpeg(picture(order(seed)), quality=quality))
    yield case("no resolution stated", order(22), png(picture(order(22)), None))
    yield case("dark blue", order(23), png(picture(order(23), Look(ink=(0, 0, 90)))))
    yield case("gray paper", order(24), png(picture(order(24), Look(paper=(225, 225, 225)))))
    yield case("noise of a scanner", order(25), png(_noisy(picture(order(25)), 25)))
    routing = _with_pairs(picture(order(26)), "0012345678", top=860)
    yield case("a second barcode", order(26), png(routing))
    one = order(55)
    number = "9400111899223100012348"
    numbered = replace(one, draft=replace(one.draft, tracking_number=number))
    content = png(_with_pairs(picture(numbered), f"42080302{number}", top=420))
    yield case("number among routing data", numbered, content)


def _pdf() -> Iterator[LabelCase]:
    for seed in (30, 31, 32):
        yield case(f"drawn {seed}", order(seed), pdf(drawn_page(order(seed))))
    turned = replace(drawn_page(order(33)), turned=90)
    yield case("turned page", order(33), pdf(turned))
    page = Page()
    page.picture(0, 0, 288, 432, np.asarray(picture(order(34)).convert("L")))
    yield case("a picture", order(34), pdf(page))
    invoice = Page(width=595, height=842)
    invoice.text(60, 760, 14, "INVOICE 35")
    yield case("with an invoice", order(35), pdf(drawn_page(order(35)), invoice))


def _many() -> Iterator[LabelCase]:
    ten = [order(seed) for seed in range(40, 50)]
    content = pdf(*(drawn_page(each) for each in ten))
    for at in (0, 4, 9):
        yield case(f"ten pages, number {at + 1}", ten[at], content, file="batch.pdf")
    four = [order(seed) for seed in range(50, 54)]
    sheet = Page(width=595, height=842)
    for at, each in enumerate(four):
        drawn_page(each, x=298 * (at % 2), y=421 * (at // 2) - 10, page=sheet, module_mm=0.3)
    yield case("four on a sheet", four[2], pdf(sheet), file="sheet.pdf")


GOOD = {
    "good: plain": _plain,
    "good: turned": _turned,
    "good: pictures": _pictures,
    "good: PDF": _pdf,
    "good: many in one PDF": _many,
}


def _noisy(image: Image.Image, seed: int) -> Image.Image:
    noise = np.random.default_rng(seed).normal(0, 4, (image.height, image.width, 1))
    return Image.fromarray(np.clip(np.asarray(image) + noise, 0, 255).astype(np.uint8))


def _with_pairs(image: Image.Image, digits: str, top: int) -> Image.Image:
    """Return the picture with a barcode of digits, in place of any other at that height."""
    changed = image.copy()
    draw = ImageDraw.Draw(changed)
    draw.rectangle((0, top - 40, image.width, top + 260), fill="white")
    for at, dark in enumerate(code128.modules(digits, digits_in_pairs=True)):
        if dark:
            draw.rectangle((80 + 3 * at, top, 82 + 3 * at, top + 180), fill="black")
    return changed
