"""Pictures as arrays of gray, with the dots per inch that the file states."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.prevention.labels.limits import MAX_PIXELS
from parcelwright.prevention.labels.refusals import Refusal, RefusedError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

    from parcelwright.prevention.labels.file_kinds import FileKind

# What editors write when nobody said a resolution: one dot per point of a screen.
_SCREEN_DPI = frozenset({72, 96})
_USUAL_DPI = (50.0, 1300.0)
_EXIF_MAKE, _EXIF_MODEL = 271, 272
_DARK_BITS = 8


@dataclass(frozen=True, kw_only=True, eq=False)
class Picture:
    """A label as pixels.

    Args:
        gray: Lightness as the eye sees it, rows by columns, 0 black to 255 white.
        red: The same in red light, which most scanners use.
        dpi: Dots per inch on paper; None when unknown.
        camera: Whether a camera signed the file.
    """

    gray: NDArray[np.uint8]
    red: NDArray[np.uint8]
    dpi: float | None
    camera: bool = False


def read_picture(content: bytes, kind: FileKind) -> Picture:
    """Return the picture in a PNG or JPEG file, upright as its camera held it.

    Raises:
        RefusedError: The file is broken, or has more pixels than a label needs.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415 - takes longer to load than a command to start

    try:
        with Image.open(io.BytesIO(content), formats=(kind.value,)) as opened:
            refuse_large(*opened.size)
            opened.load()
            exif = opened.getexif()
            camera = bool(exif.get(_EXIF_MAKE) or exif.get(_EXIF_MODEL))
            dpi = _stated_dpi(opened)
            return from_image(ImageOps.exif_transpose(opened), dpi=dpi, camera=camera)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RefusedError(Refusal.TOO_MANY_PIXELS) from error
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error) as error:
        raise RefusedError(Refusal.BROKEN) from error


def refuse_large(width: int, height: int) -> None:
    """Raise RefusedError for a picture with more pixels than any label needs."""
    if width * height > MAX_PIXELS:
        raise RefusedError(Refusal.TOO_MANY_PIXELS)


def from_image(image: Image, *, dpi: float | None, camera: bool = False) -> Picture:
    """Return an opened picture as arrays; what is transparent counts as white paper."""
    from PIL import Image as Images  # noqa: PLC0415 - see above

    if image.mode.startswith(("I", "F")):
        deep = np.asarray(image, dtype=np.float64)
        scale = 255 / (2**16 - 1) if deep.max(initial=0) >= 2**_DARK_BITS else 1.0
        gray = np.clip(deep * scale, 0, 255).astype(np.uint8)
        return Picture(gray=gray, red=gray, dpi=dpi, camera=camera)
    if "A" in image.getbands() or "transparency" in image.info:
        rgba = image.convert("RGBA")
        paper = Images.new("RGBA", rgba.size, "white")
        image = Images.alpha_composite(paper, rgba)
    gray = np.asarray(image.convert("L"))
    if image.mode in {"1", "L"}:
        return Picture(gray=gray, red=gray, dpi=dpi, camera=camera)
    colors = np.asarray(image.convert("RGB"))
    red = np.ascontiguousarray(colors[:, :, 0])
    if np.array_equal(red, colors[:, :, 1]) and np.array_equal(red, colors[:, :, 2]):
        red = gray
    return Picture(gray=gray, red=red, dpi=dpi, camera=camera)


def _stated_dpi(image: Image) -> float | None:
    stated = image.info.get("dpi")
    if not isinstance(stated, tuple):
        return None
    dpi = float(min(stated))
    plausible = _USUAL_DPI[0] <= dpi <= _USUAL_DPI[1]
    return dpi if plausible and round(dpi) not in _SCREEN_DPI else None
