"""Shipping labels drawn for tests: an order with an address, and its label as picture or PDF."""

from __future__ import annotations

import io
import math
import random
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageDraw, ImageFont

import code128
from label_pdf import MM, Page
from parcelwright.parcels.draft import Draft
from parcelwright.parcels.parcel import Party

WHITE = 255
_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_PLACES = (
    ("Hanna Köhler", "Königstraße 12a", "Leipzig", "04103", "DE", "GERMANY"),
    ("John Alvarez", "4417 Juniper Ridge Road", "Boulder", "80302", "US", "UNITED STATES"),
    ("Aoife Brennan", "7 St. Mary's Terrace", "Galway", "H91 K2P8", "IE", "IRELAND"),
    ("Marc Lefèvre", "38 rue des Tanneurs", "Lyon", "69002", "FR", "FRANCE"),
    ("Chiara Galli", "Via Garibaldi 105", "Bergamo", "24122", "IT", "ITALY"),
    ("Emily Watson", "19 Kestrel Close", "Norwich", "NR4 6DT", "GB", "UNITED KINGDOM"),
    ("Joana Prado", "Rua das Flores 220", "Campinas", "13010-050", "BR", "BRAZIL"),
    ("Noah Tremblay", "510 Maple Court", "Halifax", "B3H 1Y4", "CA", "CANADA"),
)


@dataclass(frozen=True)
class Order:
    """An order and what its label prints."""

    draft: Draft
    lines: tuple[str, ...]

    @property
    def number(self) -> str:
        return self.draft.tracking_number


def s10(serial: int, service: str = "RB", country: str = "CN") -> str:
    """Return a valid number of a post."""
    digits = f"{serial:08d}"
    rest = 11 - sum(w * int(d) for w, d in zip(_WEIGHTS, digits, strict=True)) % 11
    return f"{service}{digits}{ {10: 0, 11: 5}.get(rest, rest) }{country}"


def order(seed: int) -> Order:
    chance = random.Random(seed)
    name, street, city, code, country, country_name = _PLACES[seed % len(_PLACES)]
    draft = Draft(
        order_number=f"ORD-{seed:04d}",
        tracking_number=s10(chance.randrange(10**8)),
        recipient=Party(
            name=name, address_lines=(street,), city=city, postal_code=code, country=country
        ),
        sender=Party(name="Lotus Trading", city="Shenzhen", country="CN"),
    )
    return Order(draft=draft, lines=(name, street, f"{code} {city}", country_name))


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a label is drawn.

    Args:
        dpi: Dots per inch; the picture is 4 x 6 inch.
        module: Width of a narrow bar in dots.
        left: Clear space before the barcode in dots.
        bars: Height of the bars in dots.
    """

    dpi: int = 203
    module: int = 3
    left: int = 90
    bars: int = 200
    ink: tuple[int, int, int] = (0, 0, 0)
    paper: tuple[int, int, int] = (255, 255, 255)


def picture(order_: Order, look: Look = Look(), *, says: str = "") -> Image.Image:
    """Return a label as a color picture; ``says`` replaces the number in the barcode."""
    width, height = 4 * look.dpi, 6 * look.dpi
    scale = look.dpi / 203
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    small, large = (ImageFont.load_default(size * scale) for size in (20, 34))
    draw.text((30 * scale, 24 * scale), "Lotus Trading, Shenzhen, CN", fill="black", font=small)
    draw.line((0, 80 * scale, width, 80 * scale), fill="black", width=max(round(3 * scale), 1))
    for at, line in enumerate(order_.lines):
        draw.text((40 * scale, (110 + 48 * at) * scale), line, fill="black", font=large)
    top = round(420 * scale)
    draw.line((0, top - 60, width, top - 60), fill="black", width=max(round(3 * scale), 1))
    text = says or order_.number
    dark = np.repeat(np.array(code128.modules(text)), look.module)
    draw.rectangle(
        (look.left - 60, top - 20, look.left + len(dark) + 60, top + look.bars + 20),
        fill=look.paper,
    )
    for at in np.flatnonzero(dark).tolist():
        draw.line((look.left + at, top, look.left + at, top + look.bars - 1), fill=look.ink)
    spaced = f"{text[:2]} {text[2:5]} {text[5:8]} {text[8:11]} {text[11:]}"
    draw.text((look.left, top + look.bars + 12), spaced, fill="black", font=small)
    draw.text((30 * scale, height - 120 * scale), "CN 22   0.450 kg", fill="black", font=small)
    return image


def png(image: Image.Image, dpi: int | None = 203) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", **({} if dpi is None else {"dpi": (dpi, dpi)}))
    return out.getvalue()


def jpeg(image: Image.Image, dpi: int | None = 203, quality: int = 90, **more) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, **({} if dpi is None else {"dpi": (dpi, dpi)}), **more)
    return out.getvalue()


def drawn_page(
    order_: Order,
    *,
    x: float = 0,
    y: float = 0,
    says: str = "",
    module_mm: float = 0.33,
    size: float = 12,
    page: Page | None = None,
) -> Page:
    """Return a PDF page of 4 x 6 inch with the label, or add the label to a page."""
    page = page or Page()
    page.text(x + 14, y + 410, 7, "Lotus Trading, Shenzhen, CN")
    page.box(x, y + 396, 288, 1)
    for at, line in enumerate(order_.lines):
        page.text(x + 20, y + 370 - 1.3 * size * at, size, line)
    text = says or order_.number
    page.barcode(x + 30, y + 180, module_mm * MM, 25 * MM, text)
    page.text(x + 60, y + 166, 9, text)
    page.text(x + 20, y + 40, 9, "CN 22   0.450 kg")
    return page


def with_address(order_: Order, **changes: str) -> Order:
    """Return the order with another address than its label prints."""
    street = changes.pop("street", "")
    lines = (street,) if street else order_.draft.recipient.address_lines
    to = replace(order_.draft.recipient, address_lines=lines, **changes)
    return replace(order_, draft=replace(order_.draft, recipient=to))


def photo_of_screen(image: Image.Image, seed: int) -> Image.Image:
    """Return a label as a hand-held camera sees it on a screen: slanted, shaded, with a grid."""
    width, height = image.size
    slanted = image.transform(
        (width, height),
        Image.Transform.QUAD,
        (-30, -20, -5, height + 25, width + 30, height + 5, width + 12, -30),
        Image.Resampling.BICUBIC,
        fillcolor="gray",
    )
    pixels = np.asarray(slanted.convert("L")).astype(float)
    ys, xs = np.mgrid[0:height, 0:width]
    grid = 1 + 0.05 * np.sin(2 * math.pi * xs / 3.3) * np.sin(2 * math.pi * ys / 3.7)
    shade = 0.72 + 0.25 * (xs / width) * (1 - 0.5 * ys / height)
    noise = np.random.default_rng(seed).normal(0, 2, pixels.shape)
    return Image.fromarray(np.clip(pixels * grid * shade + noise, 0, 255).astype(np.uint8))
