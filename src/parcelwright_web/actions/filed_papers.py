"""What is kept of how a paper was filed: the number it got, and how and where it went."""

from __future__ import annotations

from parcelwright_web.actions.changing import ActError

MAX_NUMBER = 80
# As long as a mail address can be.
MAX_CHANNEL = 320


def checked_number(number: str) -> str:
    """Return a carrier's reference as it is kept.

    Raises:
        ActError: It is longer than can be kept.
    """
    clean = " ".join(number.split())
    if len(clean) > MAX_NUMBER:
        msg = f"the number has {len(clean)} characters; at most {MAX_NUMBER} are kept"
        raise ActError(msg)
    return clean


def checked_channel(text: str) -> str:
    """Return the way that something was filed, as it is kept.

    Raises:
        ActError: It is longer than can be kept.
    """
    clean = " ".join(text.split())
    if len(clean) > MAX_CHANNEL:
        msg = f"the way has {len(clean)} characters; at most {MAX_CHANNEL} are kept"
        raise ActError(msg)
    return clean
