"""Generated labels of which something cannot be judged, with the code that must say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

from label_case import LabelCase, case
from label_drawings import Look, jpeg, order, photo_of_screen, picture, png

if TYPE_CHECKING:
    from collections.abc import Iterator

_EXIF_MAKE = 271


def unjudged() -> Iterator[LabelCase]:
    for seed in (100, 101):
        image = photo_of_screen(picture(order(seed), Look(dpi=300, module=5)), seed)
        yield case(f"photo of a screen {seed}", order(seed), jpeg(image, None), "label_photo")
    exif = Image.Exif()
    exif[_EXIF_MAKE] = "Phone"
    content = jpeg(picture(order(102)), None, exif=exif)
    yield case("signed by a camera", order(102), content, "label_photo")
    yield case("no text", order(103), png(picture(order(103))), "label_text_absent")
