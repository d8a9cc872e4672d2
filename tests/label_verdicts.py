"""What the check says of generated labels."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from parcelwright.prevention.checks.label import SAYS, check
from parcelwright.prevention.known import Known
from parcelwright.prevention.labels.label_index import label_index
from parcelwright.prevention.labels.read import read_labels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from label_case import LabelCase
    from parcelwright.prevention.finding import Severity
    from parcelwright.prevention.labels.label_reading import LabelFile

_DAY = date(2026, 3, 2)


def verdicts(cases: Iterable[LabelCase], severities: Iterable[Severity]) -> dict[str, set[str]]:
    """Return the codes of some severities by the name of the case; one file is read once."""
    read: dict[bytes, LabelFile] = {}
    wanted = set(severities)
    found = {}
    for one in cases:
        if one.content not in read:
            read[one.content] = read_labels(one.file, one.content)
        own = (one.draft.order_number, one.draft.tracking_number)
        labels = label_index([read[one.content]], [own, *one.others])
        found[one.name] = {
            each.code
            for each in check(one.draft, Known(on=_DAY, labels=labels))
            if (each.severity or SAYS[each.code].severity) in wanted
        }
    return found
