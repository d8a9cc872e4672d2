"""What the text of a barcode says of a tracking number."""

from __future__ import annotations

import re

from parcelwright.parcels.recognize import plain, recognize

# Separators of GS1 barcodes, and the marks that files and printers put between groups.
_MARKS = re.compile(r"[\x00-\x1f#_()]")
# Shorter numbers stand inside longer ones by chance.
_LEAST_INSIDE = 10


def key(text: str) -> str:
    r"""Return a number as it is compared: capitals without blanks, dashes and separators.

    >>> key("rb 123 456 785 gb"), key("42012345\x1d9400111899223100012345")
    ('RB123456785GB', '420123459400111899223100012345')
    """
    return plain(_MARKS.sub("", text))


def says(text: str, number: str) -> bool:
    """Return whether a barcode carries a tracking number, alone or among routing data.

    >>> says("420123459400111899223100012345", "9400 1118 9922 3100 0123 45")
    True
    """
    carried, wanted = key(text), key(number)
    return bool(wanted) and (
        carried == wanted or (len(wanted) >= _LEAST_INSIDE and wanted in carried)
    )


def is_tracking_number(text: str) -> bool:
    """Return whether a text keeps a known format that more than its shape speaks for."""
    return any(found.valid and (found.checked or found.marked) for found in recognize(key(text)))


def is_broken_number(text: str) -> bool:
    """Return whether a text begins as known tracking numbers do and breaks the rules of each.

    Bare digits prove nothing: a carrier that nobody told us of may have them.
    """
    found = recognize(key(text))
    return any(each.marked for each in found) and not any(each.valid for each in found)
