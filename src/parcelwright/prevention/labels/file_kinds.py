"""What a file is, by its first bytes; its name is not asked."""

from __future__ import annotations

from enum import StrEnum


class FileKind(StrEnum):
    """Kinds of files that labels come in."""

    PNG = "PNG"
    JPEG = "JPEG"
    PDF = "PDF"


_MARKS = {
    b"\x89PNG\r\n\x1a\n": FileKind.PNG,
    b"\xff\xd8\xff": FileKind.JPEG,
}
# Readers of PDF accept a few bytes before its mark.
_PDF_MARK_WITHIN = 1024


def file_kind(content: bytes) -> FileKind | None:
    r"""Return what the first bytes say, or None for anything else.

    >>> file_kind(b"%PDF-1.7 ..."), file_kind(b"GIF89a")
    (<FileKind.PDF: 'PDF'>, None)
    """
    for mark, kind in _MARKS.items():
        if content.startswith(mark):
            return kind
    return FileKind.PDF if b"%PDF-" in content[:_PDF_MARK_WITHIN] else None
