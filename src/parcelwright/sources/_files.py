"""What message files of all kinds share: how large they may be, and which letters they hold."""

from __future__ import annotations

MAX_BYTES = 8 * 1024 * 1024
TOO_LARGE = "larger than 8 MB; ask the sender for smaller files, or split it between two messages"
# As much of a file as is looked at to tell what it is.
HEAD_BYTES = 65_536
_MARK = b"\xef\xbb\xbf"


def too_large(payload: bytes) -> bool:
    """Return whether a message file is larger than is read at once."""
    return len(payload) > MAX_BYTES


def text_of(payload: bytes, named: str = "latin-1") -> str:
    """Return the letters of a message file; never raises.

    UTF-8 comes first, whatever the file says of itself: senders declare Latin letters and
    write UTF-8, while text in another encoding is hardly ever valid UTF-8.

    Args:
        payload: The bytes, with or without a byte order mark.
        named: Python name of the encoding that the file or the standard names.
    """
    body = payload.removeprefix(_MARK)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode(named, errors="replace")
