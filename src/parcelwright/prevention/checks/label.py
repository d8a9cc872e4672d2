"""The label: whether scanners read it, and whether it is the one of this order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.finding import Found, Says, Severity
from parcelwright.prevention.labels.address_findings import address_findings
from parcelwright.prevention.labels.number_findings import (
    main_barcodes,
    number_findings,
    unread_bars,
)
from parcelwright.prevention.labels.print_findings import print_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known
    from parcelwright.prevention.labels.label_index import LabelIndex
    from parcelwright.prevention.labels.label_reading import LabelReading

_AGAIN = "Download the label again from the carrier and print that file."

SAYS = {
    "label_not_given": Says(
        severity=Severity.NOT_CHECKED,
        reason="Labels were given, but none is named after this order or carries its number.",
        fix="Add the label, named by the order number or the tracking number.",
    ),
    "label_not_readable": Says(
        severity=Severity.NOT_CHECKED,
        reason="The label {label} was not checked: {why}.",
    ),
    "label_without_barcode": Says(
        severity=Severity.STOP,
        reason="{label} has no barcode that can be found.",
        fix=_AGAIN,
    ),
    "label_unscannable": Says(
        severity=Severity.STOP,
        reason="{label} has bars that nothing decodes: blurred, damaged or partly covered.",
        fix=_AGAIN,
    ),
    "label_cut_off": Says(
        severity=Severity.STOP,
        reason="The barcode of {label} goes on beyond the border of the picture.",
        fix="Print the whole label without cropping.",
    ),
    "label_number_invalid": Says(
        severity=Severity.STOP,
        reason="{label} says {said}, and its check digit or letters are wrong.",
        fix="Do not use this label: have the carrier make a new one.",
    ),
    "label_number_differs": Says(
        severity=Severity.STOP,
        reason="{label} says {said}, and the order has the number {number}.",
        fix="Find out which is right before the parcel leaves: change the label or the order.",
    ),
    "label_of_other_order": Says(
        severity=Severity.STOP,
        reason="{label} says {said}, which is the number of order {order}.",
        fix="Put the right label on each of the two parcels.",
    ),
    "label_number_missing": Says(
        severity=Severity.WARN,
        reason="The barcodes of {label} say {said}, and none says the number {number}.",
        fix="Compare the number printed on the label with the order.",
    ),
    "label_number_not_in_order": Says(
        severity=Severity.HINT,
        reason="{label} says {said}, and the order has no tracking number.",
        fix="Take the number over, so that the parcel is watched from the first day.",
    ),
    "label_number_unknown": Says(
        severity=Severity.NOT_CHECKED,
        reason="The number of {label} was not checked: the order has none, and no known carrier"
        " has numbers such as {said}.",
        fix="Add the tracking number to the order.",
    ),
    "label_inverted": Says(
        severity=Severity.STOP,
        reason="The bars of {label} are light on dark; most scanners cannot read them.",
        fix="Print the label dark on white paper; a dark mode of the viewer may have swapped it.",
    ),
    "label_quiet_zone": Says(
        severity=Severity.WARN,
        reason="Beside the barcode of {label} only {value} bar widths are clear; it takes 10.",
        fix="Print the whole label without cropping, and keep lines and text off the barcode.",
    ),
    "label_contrast": Says(
        severity=Severity.WARN,
        reason="The bars of {label} hardly stand out: contrast {value}, at least {least}.",
        fix="Print it black on white; raise the darkness of the printer.",
    ),
    "label_blurred": Says(
        severity=Severity.WARN,
        reason="The bars of {label} run into each other: sharpness {value}, at least {least}.",
        fix=_AGAIN,
    ),
    "label_few_pixels": Says(
        severity=Severity.WARN,
        reason="The narrowest bar of {label} has {value} pixels; it takes 2.",
        fix="Use the label as PDF, or a picture of at least 203 dots per inch.",
    ),
    "label_resolution": Says(
        severity=Severity.WARN,
        reason="The picture {label} has {value} dots per inch; label printers have 203.",
        fix="Use the label as PDF, or a picture of at least 203 dots per inch.",
    ),
    "label_bars_narrow": Says(
        severity=Severity.WARN,
        reason="Printed to size, the narrowest bar of {label} is {value} mm; it takes {least}.",
        fix="Print at full size, not fitted to a smaller sheet.",
    ),
    "label_bars_short": Says(
        severity=Severity.WARN,
        reason="Printed to size, the bars of {label} are {value} mm high; it takes {least}.",
        fix="Print at full size, not fitted to a smaller sheet.",
    ),
    "label_bars_low": Says(
        severity=Severity.WARN,
        reason="The bars of {label} are {value} of the barcode's length high; it takes {least}.",
        fix="Print the whole label without cropping or squeezing it.",
    ),
    "label_size_unknown": Says(
        severity=Severity.NOT_CHECKED,
        reason="The size of the bars of {label} was not checked: the file does not say how large"
        " it is printed.",
    ),
    "label_photo": Says(
        severity=Severity.NOT_CHECKED,
        reason="{label} looks like a photo, so contrast, sharpness, resolution and size of the"
        " print were not checked.",
        fix="Give the file that the carrier made; never print a photo of a screen.",
    ),
    "label_text_absent": Says(
        severity=Severity.NOT_CHECKED,
        reason="The address on {label} was not compared: the file has no text, only a picture.",
        fix="Compare it by eye, or give the label as PDF.",
    ),
    "label_other_script": Says(
        severity=Severity.NOT_CHECKED,
        reason="{label} is in Latin letters, so it was not compared with {unlike}.",
        fix="Compare it by eye.",
    ),
    "label_address_differs": Says(
        severity=Severity.STOP,
        reason="The text of {label} lacks parts of the order's address: {lacking}.",
        fix="Compare label and order; make the label anew where it is wrong.",
    ),
    "label_address_absent": Says(
        severity=Severity.WARN,
        reason="The text of {label} has nothing of the order's address.",
        fix="Compare it by eye: the address may be drawn as a picture, or be another one.",
    ),
    "label_without_country": Says(
        severity=Severity.WARN,
        reason="The text of {label} does not name {country}.",
        fix="Have the country printed in the last line of the address.",
    ),
    "label_text_small": Says(
        severity=Severity.WARN,
        reason="The address on {label} is printed {value} mm high; it takes {least}.",
        fix="Print at full size, not fitted to a smaller sheet.",
    ),
}


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield what is wrong with the labels of an order; nothing when no labels were given.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.prevention.known import Known
    >>> from parcelwright.prevention.labels.label_index import label_index
    >>> from parcelwright.prevention.labels.read import read_labels
    >>> labels = label_index([read_labels("1001.png", b"GIF89a")])
    >>> known = Known(on=date(2026, 3, 2), labels=labels)
    >>> [each.code for each in check(Draft(order_number="1001"), known)]
    ['label_not_readable']
    >>> list(check(Draft(order_number="1001"), Known(on=date(2026, 3, 2))))
    []
    """
    if known.labels is None:
        return
    labels = known.labels.labels_of(draft)
    problems = known.labels.problems_of(draft)
    for problem in problems:
        yield Found(
            code="label_not_readable",
            field="tracking_number",
            figures=(("label", problem.where), ("why", problem.refusal.text)),
        )
    if not labels and not problems:
        yield Found(code="label_not_given", field="tracking_number")
    for label in _with_barcodes(labels):
        yield from label_findings(label, draft, known.labels)


def label_findings(label: LabelReading, draft: Draft, index: LabelIndex) -> Iterator[Found]:
    """Yield what is wrong with one label of an order.

    Args:
        label: What was read of it.
        draft: The order.
        index: All labels and numbers that are checked with it.
    """
    yield from number_findings(label, draft.tracking_number, index)
    main = main_barcodes(label, draft.tracking_number)
    for barcode in (*main, *unread_bars(label, draft.tracking_number)[:1]):
        yield from print_findings(label, barcode)
    if label.is_photo:
        yield Found(code="label_photo", field="tracking_number", figures=(("label", label.place),))
    yield from address_findings(label, draft)


def _with_barcodes(labels: tuple[LabelReading, ...]) -> tuple[LabelReading, ...]:
    """Return the labels without pages that are none, as invoices behind a label."""
    return tuple(label for label in labels if label.barcodes) or labels[:1]
