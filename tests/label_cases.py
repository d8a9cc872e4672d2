"""Sixty generated labels, half of them fit to ship; what each must lead to was set beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import code128
import numpy as np
from label_drawings import (
    Look,
    drawn_page,
    jpeg,
    order,
    photo_of_screen,
    picture,
    png,
    s10,
    with_address,
)
from label_pdf import MM, Page, pdf
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from parcelwright.parcels.draft import Draft


@dataclass(frozen=True, kw_only=True)
class LabelCase:
    """One label and what must be found: codes of findings that stop or warn.

    Args:
        group: Kind of label, for tables.
        others: Order and tracking numbers of other orders.
        expected: Must be found.
        allowed: May be found beside it.
    """

    name: str
    group: str
    file: str
    content: bytes
    draft: Draft
    expected: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()
    others: tuple[tuple[str, str], ...] = ()

    @property
    def good(self) -> bool:
        return not self.expected


def label_cases() -> tuple[LabelCase, ...]:
    return (*_good(), *_bad())


def _case(name, group, of, content, expected="", allowed="", **more) -> LabelCase:
    kind = "pdf" if content.startswith(b"%PDF") else "png" if b"PNG" in content[:8] else "jpg"
    return LabelCase(
        name=name,
        group=group,
        file=f"{of.draft.order_number}.{kind}",
        content=content,
        draft=of.draft,
        expected=frozenset(expected.split()),
        allowed=frozenset(allowed.split()),
        **more,
    )


def _turned(image: Image.Image, degrees: float) -> Image.Image:
    return image.rotate(degrees, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)


def _good() -> Iterator[LabelCase]:
    for seed, look in enumerate(
        (
            Look(),
            Look(module=2),
            Look(module=4, left=60),
            Look(dpi=300, module=4),
            Look(dpi=300, module=5, left=120),
            Look(bars=140),
        )
    ):
        yield _case(f"plain {seed}", "good", order(seed), png(picture(order(seed), look), look.dpi))
    for seed, degrees in enumerate((90, 180, 270, 3, -6, 184, 25), 10):
        image = _turned(picture(order(seed), Look(dpi=300, module=4)), degrees)
        yield _case(f"turned {degrees}", "good, turned", order(seed), png(image, 300))
    for seed, quality in ((20, 90), (21, 70)):
        image = picture(order(seed))
        yield _case(f"jpeg {quality}", "good, JPEG", order(seed), jpeg(image, quality=quality))
    one = order(22)
    yield _case("no resolution stated", "good", one, png(picture(one), None))
    one = order(23)
    yield _case("dark blue", "good", one, png(picture(one, Look(ink=(0, 0, 90)))))
    one = order(24)
    yield _case("gray paper", "good", one, png(picture(one, Look(paper=(225, 225, 225)))))
    one = order(25)
    yield _case("noise of a scanner", "good", one, png(_noisy(picture(one), 25)))
    one = order(26)
    yield _case("a second barcode", "good", one, png(_with_routing(picture(one))))
    for seed in (30, 31, 32):
        yield _case(f"PDF {seed}", "good, PDF", order(seed), pdf(drawn_page(order(seed))))
    one = order(33)
    yield _case("PDF turned", "good, PDF", one, pdf(replace(drawn_page(one), turned=90)))
    one = order(34)
    page = Page()
    page.picture(0, 0, 288, 432, np.asarray(picture(one).convert("L")))
    yield _case("PDF of a picture", "good, PDF", one, pdf(page))
    one = order(35)
    invoice = Page(width=595, height=842)
    invoice.text(60, 760, 14, "INVOICE 35")
    yield _case("PDF with invoice", "good, PDF", one, pdf(drawn_page(one), invoice))
    ten = [order(seed) for seed in range(40, 50)]
    content = pdf(*(drawn_page(each) for each in ten))
    for at in (0, 4, 9):
        named = _case(f"ten in one PDF, {at + 1}", "good, ten in one", ten[at], content)
        yield replace(named, file="batch.pdf")
    four = [order(seed) for seed in range(50, 54)]
    sheet = Page(width=595, height=842)
    for at, each in enumerate(four):
        drawn_page(each, x=298 * (at % 2), y=421 * (at // 2) - 10, page=sheet, module_mm=0.3)
    yield replace(_case("four on a sheet", "good, PDF", four[2], pdf(sheet)), file="sheet.pdf")
    one = order(55)
    longer_number = "9400111899223100012348"
    longer = replace(one, draft=replace(one.draft, tracking_number=longer_number))
    content = png(_with_pairs(picture(longer), f"42080302{longer_number}"))
    yield _case("number among routing data", "good", longer, content)


def _bad() -> Iterator[LabelCase]:
    for seed, dpi in ((60, 72), (61, 100), (62, 120)):
        image = picture(order(seed), Look(module=2))
        small = image.resize((4 * dpi, 6 * dpi), Image.Resampling.BILINEAR)
        yield _case(
            f"{dpi} dpi",
            "low resolution",
            order(seed),
            png(small, None),
            "label_unscannable label_resolution",
            "label_contrast",
        )
    one = order(63)
    page = Page()
    small = picture(one).resize((406, 609), Image.Resampling.BOX)
    page.picture(0, 0, 288, 432, np.asarray(small.convert("L")))
    yield _case(
        "coarse picture in a PDF",
        "low resolution",
        one,
        pdf(page),
        "label_few_pixels",
        "label_blurred label_resolution",
    )
    for seed, clear in ((64, 12), (65, 3)):
        image = picture(order(seed))
        cut = image.crop((90 - clear, 0, image.width, image.height))
        yield _case(f"cut at {clear} dots", "quiet zone", order(seed), png(cut), "label_quiet_zone")
    for seed, gap in ((66, 6), (67, 18)):
        image = picture(order(seed))
        ImageDraw.Draw(image).rectangle((90 - gap - 5, 400, 90 - gap - 1, 640), fill="black")
        yield _case(
            f"line at {gap} dots", "quiet zone", order(seed), png(image), "label_quiet_zone"
        )
    one = order(68)
    page = drawn_page(one)
    page.box(30 + 178 * 0.33 * MM + 1, 150, 2, 120)
    yield _case("line in a PDF", "quiet zone", one, pdf(page), "label_quiet_zone")
    one = order(69)
    yield _case(
        "other number",
        "wrong number",
        one,
        png(picture(one, says=s10(20260001))),
        "label_number_differs",
    )
    one = order(70)
    other = s10(20260002)
    yield _case(
        "of another order",
        "wrong number",
        one,
        png(picture(one, says=other)),
        "label_of_other_order",
        others=(("ORD-9001", other),),
    )
    one = order(71)
    broken = one.number[:10] + str((int(one.number[10]) + 1) % 10) + one.number[11:]
    yield _case(
        "check digit", "wrong number", one, png(picture(one, says=broken)), "label_number_invalid"
    )
    one = order(72)
    yield _case(
        "no number of a parcel",
        "wrong number",
        one,
        png(picture(one, says="SKU 10-A")),
        "label_number_missing",
    )
    for seed, radius in ((73, 1.6), (74, 2.5), (75, 4)):
        image = picture(order(seed)).filter(ImageFilter.GaussianBlur(radius))
        yield _case(
            f"blur {radius}",
            "blurred",
            order(seed),
            png(image),
            "label_blurred",
            "label_unscannable label_few_pixels",
        )
    one = order(76)
    image = picture(one)
    smeared = np.mean([np.asarray(ImageChops.offset(image, at, 0)) for at in range(5)], axis=0)
    yield _case(
        "smeared",
        "blurred",
        one,
        png(Image.fromarray(smeared.astype(np.uint8))),
        "label_blurred",
        "label_unscannable label_few_pixels",
    )
    one = order(77)
    yield _case(
        "dark mode", "inverted", one, png(ImageChops.invert(picture(one))), "label_inverted"
    )
    one = order(78)
    swapped = Look(ink=(255, 255, 255), paper=(0, 0, 0))
    yield _case(
        "light bars in a dark box", "inverted", one, png(picture(one, swapped)), "label_inverted"
    )
    one = order(79)
    page = Page()
    page.box(0, 0, 288, 432)
    page.picture(0, 0, 288, 432, 255 - np.asarray(picture(one).convert("L")))
    yield _case("dark PDF", "inverted", one, pdf(page), "label_inverted")
    for seed, ink, paper in (
        (80, (215, 215, 215), (255, 255, 255)),
        (81, (0, 0, 0), (110, 110, 110)),
        (82, (230, 30, 30), (255, 255, 255)),
        (83, (246, 246, 246), (255, 255, 255)),
    ):
        image = picture(order(seed), Look(ink=ink, paper=paper))
        yield _case(
            f"ink {ink} on {paper}",
            "low contrast",
            order(seed),
            png(image),
            "label_contrast",
            "label_unscannable",
        )
    for seed, part in ((84, 0.5), (85, 0.9)):
        image = picture(order(seed), Look(left=200))
        cut = image.crop((0, 0, 200 + round(468 * part), image.height))
        yield _case(
            f"{part:.0%} of the bars",
            "cut off",
            order(seed),
            png(cut),
            "label_cut_off",
            "label_unscannable",
        )
    one = order(86)
    image = picture(one)
    ImageDraw.Draw(image).rectangle((0, 380, image.width, 700), fill="white")
    yield _case("no barcode", "cut off", one, png(image), "label_without_barcode")
    one = order(87)
    yield _case(
        "low bars",
        "size",
        one,
        png(picture(one, Look(bars=22))),
        "label_bars_low",
        "label_bars_short",
    )
    one = order(88)
    yield _case(
        "shrunk in a PDF", "size", one, pdf(drawn_page(one, module_mm=0.14)), "label_bars_narrow"
    )
    one = order(89)
    yield _case(
        "other postal code",
        "wrong address",
        with_address(one, postal_code="99999"),
        pdf(drawn_page(one)),
        "label_address_differs",
    )
    one = order(90)
    yield _case(
        "other house number",
        "wrong address",
        with_address(one, street="83 rue des Tanneurs"),
        pdf(
            drawn_page(replace(one, lines=("Marc Lefèvre", "38 rue des Tanneurs", *one.lines[2:])))
        ),
        "label_address_differs",
    )
    one = order(91)
    yield _case(
        "other city",
        "wrong address",
        with_address(one, city="Springfield"),
        pdf(drawn_page(one)),
        "label_address_differs",
    )
    one = order(92)
    yield _case(
        "small type", "wrong address", one, pdf(drawn_page(one, size=5)), "label_text_small"
    )
    one = order(93)
    yield _case(
        "no country",
        "wrong address",
        one,
        pdf(drawn_page(replace(one, lines=one.lines[:-1]))),
        "label_without_country",
    )


def unjudged_cases() -> Iterator[LabelCase]:
    """Yield labels of which something cannot be judged, with the code that must say so."""
    for seed in (100, 101):
        image = photo_of_screen(picture(order(seed), Look(dpi=300, module=5)), seed)
        yield _case(f"screen {seed}", "photo", order(seed), jpeg(image, None), "label_photo")
    one = order(102)
    exif = Image.Exif()
    exif[271] = "Phone"
    yield _case("camera", "photo", one, jpeg(picture(one), None, exif=exif), "label_photo")
    one = order(103)
    yield _case("picture", "no text", one, png(picture(one)), "label_text_absent")


def _noisy(image: Image.Image, seed: int) -> Image.Image:
    noise = np.random.default_rng(seed).normal(0, 4, (image.height, image.width, 1))
    return Image.fromarray(np.clip(np.asarray(image) + noise, 0, 255).astype(np.uint8))


def _with_routing(image: Image.Image) -> Image.Image:
    return _with_pairs(image, "0012345678", top=860)


def _with_pairs(image: Image.Image, digits: str, top: int = 420) -> Image.Image:
    """Return the picture with a barcode of digits, in place of any other at that height."""
    changed = image.copy()
    draw = ImageDraw.Draw(changed)
    draw.rectangle((0, top - 40, image.width, top + 260), fill="white")
    for at, dark in enumerate(code128.modules(digits, digits_in_pairs=True)):
        if dark:
            draw.rectangle((80 + 3 * at, top, 82 + 3 * at, top + 180), fill="black")
    return changed
