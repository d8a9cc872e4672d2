"""Finds barcodes in a picture; decoding is left to zxing-cpp."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.prevention.labels.quads import between, covers
from parcelwright.prevention.labels.recover import recover
from parcelwright.prevention.labels.striped_areas import striped_areas

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from parcelwright.prevention.labels.quads import Corners

# Those that carriers print; others would only be found by mistake in text and logos.
_FORMATS = "Code128,Code39,Code93,Codabar,ITF,QRCode,DataMatrix,Aztec,PDF417,MaxiCode,MicroQRCode"
# Areas of a picture that are looked at again, largest first.
_MOST_AREAS = 4


@dataclass(frozen=True, kw_only=True)
class Found:
    """A barcode in a picture, as :class:`parcelwright.prevention.labels.label_reading.Barcode`."""

    text: str
    format: str
    corners: Corners
    inverted: bool = False
    helped: bool = False


def find_barcodes(gray: NDArray[np.uint8]) -> tuple[Found, ...]:
    """Return the barcodes of a picture; those with bars that nothing decodes have no text.

    What the decoder does not see at once is looked for in areas of parallel stripes: turned
    upright, with light and dark swapped, and without what stands close beside it.

    Args:
        gray: Rows by columns, 0 black to 255 white.
    """
    found = list(decode(gray)) or [
        Found(text=one.text, format=one.format, corners=one.corners, inverted=True)
        for one in decode(gray, also_inverted=True)
    ]
    for area in striped_areas(gray)[:_MOST_AREAS]:
        center = between(area.corners[0], area.corners[2], 0.5)
        if any(covers(one.corners, center) for one in found):
            continue
        if again := recover(gray, area, decode, decode_line):
            text, symbology, corners, inverted, helped = again
            one = Found(
                text=text, format=symbology, corners=corners, inverted=inverted, helped=helped
            )
        else:
            one = Found(text="", format="", corners=area.corners)
        found.append(one)
    return tuple(found)


def decode_line(line: NDArray[np.uint8]) -> tuple[Found, ...]:
    """Return what zxing-cpp reads in upright bars without anything beside them."""
    return decode(line, upright=True)


def decode(
    gray: NDArray[np.uint8], *, also_inverted: bool = False, upright: bool = False
) -> tuple[Found, ...]:
    """Return what zxing-cpp reads in a picture, from the top down, without repeats.

    Args:
        gray: Rows by columns, 0 black to 255 white.
        also_inverted: Whether to look for light bars on dark too.
        upright: Whether the bars are known to stand upright, which is faster.
    """
    import zxingcpp  # noqa: PLC0415 - a library that only labels need

    results = zxingcpp.read_barcodes(
        gray,
        formats=zxingcpp.barcode_formats_from_str(_FORMATS),
        try_rotate=not upright,
        try_downscale=not upright,
        try_invert=also_inverted,
        text_mode=zxingcpp.TextMode.Plain,
    )
    read = {}
    for result in results:
        place = result.position
        corners = tuple(
            (float(corner.x), float(corner.y))
            for corner in (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
        )
        key = (result.text, str(result.symbology))
        read[key] = Found(
            text=result.text,
            format=str(result.symbology),
            corners=(corners[0], corners[1], corners[2], corners[3]),
        )
    return tuple(sorted(read.values(), key=lambda one: one.corners[0][::-1]))
