"""Small pictures of photographs, and whether a file is a photograph at all."""

from __future__ import annotations

import io
import struct
import warnings
import zlib

_SIDE = 320
_QUALITY = 80
# Phones make 12 to 50 million; more is no photograph of a box.
_MOST_PIXELS = 60_000_000
_MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png"}


class NoPhotographError(ValueError):
    """The file is no JPEG or PNG, is broken, or has too many pixels."""


def media_type_of(content: bytes) -> str:
    """Return the media type of a photograph that can be opened.

    Raises:
        NoPhotographError: It cannot, or it has more than 60 million pixels.
    """
    return _opened(content)[0]


def small(content: bytes) -> bytes:
    """Return a photograph as a JPEG of at most 320 pixels a side, upright.

    Raises:
        NoPhotographError: As :func:`media_type_of`.
    """
    return _opened(content)[1]


def _opened(content: bytes) -> tuple[str, bytes]:
    from PIL import Image, ImageOps  # noqa: PLC0415 - takes longer to load than most pages

    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures below our own limit.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=tuple(_MEDIA_TYPES)) as opened:
                kind = opened.format or ""
                if opened.width * opened.height > _MOST_PIXELS:
                    raise NoPhotographError
                opened.draft("RGB", (2 * _SIDE, 2 * _SIDE))
                upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (
        Image.DecompressionBombError, OSError, SyntaxError, EOFError, struct.error, zlib.error
    ) as error:  # fmt: skip
        raise NoPhotographError from error
    upright.thumbnail((_SIDE, _SIDE))
    written = io.BytesIO()
    upright.save(written, "JPEG", quality=_QUALITY)
    return _MEDIA_TYPES[kind], written.getvalue()
