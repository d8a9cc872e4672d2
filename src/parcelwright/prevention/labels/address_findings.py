"""Whether the address that a label prints is the one of the order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.parcels.countries import country_code
from parcelwright.prevention.finding import Found, Severity
from parcelwright.prevention.labels.folding import is_latin, words
from parcelwright.prevention.labels.quality import Measure, label_quality

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.labels.label_reading import LabelReading, TextLine

# Words that one country's name has at most.
_COUNTRY_WORDS = 5
# Printers break a line of an address into so many, beside which another column may stand.
_LINES_TOGETHER = 3
_IN_ORDER = frozenset({"destination_postal_code", "city"})


def address_findings(label: LabelReading, draft: Draft) -> Iterator[Found]:
    """Yield what the text of a label lacks of the order's address, and whether it is too small.

    Case, accents, punctuation, usual short forms and the order of lines do not matter.
    """
    parts = tuple(_parts(draft))
    if not parts:
        return
    if label.text_lines is None:
        yield _found("label_text_absent", label)
        return
    text = tuple(words(line.text) for line in label.text_lines)
    if not any(text):
        yield _found("label_text_absent", label)
        return
    unlike = tuple(part for _, part in parts if not _comparable(part, label.text_lines))
    lacking = [
        (column, part)
        for column, part in parts
        if part not in unlike and not _stands_in(part, text, in_order=column in _IN_ORDER)
    ]
    if len(lacking) > 1 and len(lacking) == len(parts):
        yield _found("label_address_absent", label)
        return
    if lacking:
        grave = any(column != "buyer_name" for column, _ in lacking)
        yield _found(
            "label_address_differs",
            label,
            field=lacking[0][0],
            severity=Severity.STOP if grave else Severity.WARN,
            lacking="; ".join(part for _, part in lacking),
        )
    if unlike:
        yield _found("label_other_script", label, unlike="; ".join(unlike))
    yield from _country(label, draft)
    yield from _small(label, parts)


def _parts(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield column and text of what a label prints, the gravest first."""
    to = draft.recipient
    yield from (
        (column, part)
        for column, part in (
            ("destination_postal_code", to.postal_code),
            ("city", to.city),
            *(("address_lines", line) for line in to.address_lines),
            ("buyer_name", to.name),
        )
        if words(part)
    )


def _comparable(part: str, lines: Sequence[TextLine]) -> bool:
    """Return whether a part can stand in the text: in Latin letters, or in letters of both."""
    return is_latin(part) or any(not is_latin(line.text) for line in lines)


def _stands_in(part: str, text: Sequence[Sequence[str]], *, in_order: bool) -> bool:
    """Return whether some lines in a row have all words of a part, or its letters in one run."""
    wanted = words(part)
    for first in range(len(text)):
        near = [word for line in text[first : first + _LINES_TOGETHER] for word in line]
        if not in_order and set(wanted) <= set(near):
            return True
        if _as_one("".join(wanted), near):
            return True
    return False


def _as_one(letters: str, text: Sequence[str]) -> bool:
    """Return whether some words in a row make up the letters: blanks are set differently."""
    ends: set[int] = set()
    for word in text:
        reached = {start + len(word) for start in (*ends, 0) if letters.startswith(word, start)}
        if len(letters) in reached:
            return True
        ends = reached
    return False


def _country(label: LabelReading, draft: Draft) -> Iterator[Found]:
    """Yield a finding when a label that leaves the country does not name where to."""
    country = draft.recipient.country
    if not country or draft.sender.country == country or label.text_lines is None:
        return
    for line in label.text_lines:
        split = line.text.replace(",", " ").replace("-", " ").split()
        for first in range(len(split)):
            for last in range(first + 1, min(first + _COUNTRY_WORDS, len(split)) + 1):
                if country_code(" ".join(split[first:last])) == country:
                    return
    yield _found("label_without_country", label, field="destination_country", country=country)


def _small(label: LabelReading, parts: Sequence[tuple[str, str]]) -> Iterator[Found]:
    wanted = {word for _, part in parts for word in words(part)}
    heights = [
        line.height_mm
        for line in label.text_lines or ()
        if len(wanted.intersection(words(line.text))) > 1
    ]
    limit = label_quality().limit[Measure.TEXT_HEIGHT_MM]
    if heights and min(heights) < limit.warn:
        yield Found(
            code="label_text_small",
            field="address_lines",
            figures=(
                ("label", label.place),
                ("value", f"{min(heights):.1f}"),
                ("least", f"{limit.warn:.1f}"),
            ),
            severity=Severity.STOP if min(heights) < limit.refuse else Severity.WARN,
            citation=label_quality().citation(Measure.TEXT_HEIGHT_MM),
        )


def _found(
    code: str,
    label: LabelReading,
    *,
    field: str = "address_lines",
    severity: Severity | None = None,
    **figures: str,
) -> Found:
    return Found(
        code=code,
        field=field,
        figures=(("label", label.place), *figures.items()),
        severity=severity,
    )
