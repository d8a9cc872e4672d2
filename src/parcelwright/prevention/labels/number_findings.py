"""Whether a label says the number of its order, and which of its barcodes says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.finding import Found, Repair
from parcelwright.prevention.labels.label_numbers import (
    is_broken_number,
    is_tracking_number,
    key,
    says,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.prevention.labels.label_index import LabelIndex
    from parcelwright.prevention.labels.label_reading import Barcode, LabelReading

_FIELD = "tracking_number"


def main_barcodes(label: LabelReading, number: str) -> tuple[Barcode, ...]:
    """Return the barcodes that a carrier must scan: with the order's number, else with any.

    Args:
        label: The label.
        number: Tracking number of the order; empty when unknown.
    """
    own = tuple(barcode for barcode in label.decoded if says(barcode.text, number))
    return own or tuple(one for one in label.decoded if is_tracking_number(one.text))


def unread_bars(label: LabelReading, number: str) -> tuple[Barcode, ...]:
    """Return bars that nothing decodes, where no barcode made of bars says the number."""
    if any(barcode.is_linear for barcode in main_barcodes(label, number)):
        return ()
    return tuple(barcode for barcode in label.barcodes if not barcode.text)


def number_findings(label: LabelReading, number: str, index: LabelIndex) -> Iterator[Found]:
    """Yield what is wrong with the numbers of a label; nothing when it says the order's.

    Args:
        label: The label.
        number: Tracking number of the order; empty when unknown.
        index: Knows the numbers of other orders.
    """
    if any(says(barcode.text, number) for barcode in label.decoded):
        if is_broken_number(number):
            yield _found("label_number_invalid", label, said=key(number))
        if unread_bars(label, number):
            yield _found("label_unscannable", label)
        return
    if not label.decoded:
        yield _found("label_unscannable" if label.barcodes else "label_without_barcode", label)
        return
    yield from _of_others(label, number, index)


def _of_others(label: LabelReading, number: str, index: LabelIndex) -> Iterator[Found]:
    texts = [barcode.text for barcode in label.decoded]
    for text in texts:
        order = index.order_of(text)
        if order:
            yield _found("label_of_other_order", label, said=key(text), order=order)
            return
    numbers = [key(text) for text in texts if is_tracking_number(text)]
    broken = [key(text) for text in texts if is_broken_number(text)]
    if numbers and number:
        yield _found("label_number_differs", label, said=numbers[0], number=key(number))
    elif numbers:
        repair = Repair(field=_FIELD, value=numbers[0]) if len(set(numbers)) == 1 else None
        yield _found("label_number_not_in_order", label, repair=repair, said=numbers[0])
    elif len(label.decoded) < len(label.barcodes):
        yield _found("label_unscannable", label)
    elif broken:
        yield _found("label_number_invalid", label, said=broken[0])
    elif number:
        said = ", ".join(key(text) for text in texts)
        yield _found("label_number_missing", label, said=said, number=key(number))
    else:
        yield _found("label_number_unknown", label, said=", ".join(key(text) for text in texts))


def _found(
    code: str, label: LabelReading, *, repair: Repair | None = None, **figures: str
) -> Found:
    return Found(
        code=code, field=_FIELD, figures=(("label", label.place), *figures.items()), repair=repair
    )
