"""Names and addresses that programs damaged on the way: read wrongly, lost, marked up."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from parcelwright.prevention.finding import Found, Question, Repair, Says, Severity, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known

SAYS = {
    "text_misread": Says(
        severity=Severity.WARN,
        reason='"{written}" was read with the wrong character set on the way here; it says '
        '"{right}".',
        fix="Change it to {right}, and save the file as UTF-8.",
    ),
    "text_lost": Says(
        severity=Severity.WARN,
        reason='"{written}" lost letters on the way here: something else stands in their place.',
        fix="Take it from the shop again, or ask the buyer; save the file as UTF-8.",
        ask=Question.ADDRESS,
    ),
    "text_marked_up": Says(
        severity=Severity.WARN,
        reason='"{written}" holds marks of a web page, which a label would print.',
        fix="Change it to {right}.",
    ),
    "text_with_pictures": Says(
        severity=Severity.HINT,
        reason='"{written}" holds pictures, which labels and programs of carriers do not take.',
        fix="Change it to {right}.",
    ),
}
# UTF-8 that was read as one of these shows two letters for one.
_MISREAD = ("cp1252", "latin-1")
# A question mark within a word, the sign for what could not be read, and what that sign becomes
# when it is read once more as Chinese.
_LOST = re.compile(r"[^\W\d_]\?+[^\W\d_]|\ufffd|锟斤拷")
_MARKS = re.compile(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});|</?[a-z][^<>]*>", re.IGNORECASE)
# Without one of these a text in plain letters is whole.
_DOUBTED = frozenset("?&<")
_PICTURES = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff][\u200d\ufe0f]*")


def check(draft: Draft, known: Known) -> Iterator[Found]:
    r"""Yield the first damage of each text of the address, repaired where that is certain.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known, lines = Known(on=date(2026, 3, 2)), ("Torstra\u00c3\u0178e 140",)
    >>> buyer = Party(country="DE", address_lines=lines)
    >>> (found,) = check(Draft(order_number="1", recipient=buyer), known)
    >>> found.code, found.repair.value
    ('text_misread', 'Torstraße 140')
    >>> buyer = Party(country="DE", address_lines=("Torstraße 140",))
    >>> list(check(Draft(order_number="1", recipient=buyer), known))
    []
    """
    del known
    buyer = draft.recipient
    texts = {
        "buyer_name": buyer.name,
        "address_lines": "\n".join(buyer.address_lines),
        "city": buyer.city,
        "destination_region": draft.region,
    }
    for field, text in texts.items():
        code, right = _damage(text)
        if code:
            figures = told(written=_in_one_line(text), right=_in_one_line(right))
            repair = Repair(field=field, value=right) if right else None
            yield Found(code=code, field=field, figures=figures, repair=repair)


def _damage(text: str) -> tuple[str, str]:
    """Return what happened to a text and what it was, both empty where it is whole."""
    if text.isascii() and not _DOUBTED.intersection(text):
        return "", ""
    if not text.isascii():
        read = _read_again(text)
        if read:
            return "text_misread", read
    if _LOST.search(text):
        return "text_lost", ""
    if _MARKS.search(text):
        return "text_marked_up", _tidy(html.unescape(re.sub(r"<[^<>]*>", " ", text)))
    if not text.isascii() and _PICTURES.search(text):
        plain = _tidy(_PICTURES.sub(" ", text))
        # What is nothing but pictures is no street and no name: other checks say so.
        return ("text_with_pictures", plain) if plain else ("", "")
    return "", ""


def _read_again(text: str) -> str:
    """Return what a text says when it is read as UTF-8, or empty where it is none."""
    for charset in _MISREAD:
        try:
            return text.encode(charset).decode("utf-8")
        except UnicodeError:
            continue
    return ""


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _in_one_line(text: str) -> str:
    return ", ".join(text.splitlines())
