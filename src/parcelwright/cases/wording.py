"""Puts values into the texts of messages and documents by plain replacement.

A text asks for a value as ``{{name}}``. There is no template language: nothing in a
text or in a value can do anything but be shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parcelwright.errors import WordingError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

_PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


def placeholders(text: str) -> frozenset[str]:
    """Return the names of the values that a text asks for.

    >>> sorted(placeholders("Order {{order_number}} for {{ buyer_name }}"))
    ['buyer_name', 'order_number']
    """
    return frozenset(_PLACEHOLDER.findall(text))


def check_placeholders(text: str, known: AbstractSet[str], where: str) -> None:
    """Check that a text asks for known values only.

    Raises:
        WordingError: It asks for another; the message names it and the known ones.
    """
    unknown = sorted(placeholders(text) - known)
    if unknown:
        names = ", ".join(sorted(known))
        msg = f'{where}: "{{{{{unknown[0]}}}}}" is no known value; known are {names}'
        raise WordingError(msg)


def fill(text: str, values: Mapping[str, str], where: str) -> str:
    """Return the text with each ``{{name}}`` replaced once; values are never read again.

    Raises:
        WordingError: A value is missing or empty; the message names it.
    """
    for name in sorted(placeholders(text)):
        if not values.get(name):
            msg = f'{where}: the value "{name}" is missing; enter it and try again'
            raise WordingError(msg)
    return _PLACEHOLDER.sub(lambda match: values[match[1]], text)
