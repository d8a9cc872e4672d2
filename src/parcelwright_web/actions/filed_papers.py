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
    return _kept(number, "number", MAX_NUMBER)


def checked_channel(text: str) -> str:
    """Return the way that something was filed, as it is kept.

    Raises:
        ActError: It is longer than can be kept.
    """
    return _kept(text, "way", MAX_CHANNEL)


def _kept(text: str, name: str, most: int) -> str:
    """Return a text in one line with single blanks, refused where it is longer than is kept."""
    clean = " ".join(text.split())
    if len(clean) > most:
        msg = f"the {name} has {len(clean)} characters; at most {most} are kept"
        raise ActError(msg)
    return clean
