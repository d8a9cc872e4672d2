# ruff: noqa: E501  # sentences stay whole, as translators see them
"""What the check of labels says: sentences with figures, and why a file was not read."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

SENTENCES = (
    _("Labels were given, but none is named after this order or carries its number."),
    _("Add the label, named by the order number or the tracking number."),
    _("The label {label} was not checked: {why}."),
    _("{label} has no barcode that can be found."),
    _("Download the label again from the carrier and print that file."),
    _("{label} has bars that nothing decodes: blurred, damaged or partly covered."),
    _("The barcode of {label} goes on beyond the border of the picture."),
    _("Print the whole label without cropping."),
    _("{label} says {said}, and its check digit or letters are wrong."),
    _("Do not use this label: have the carrier make a new one."),
    _("{label} says {said}, and the order has the number {number}."),
    _("Find out which is right before the parcel leaves: change the label or the order."),
    _("{label} says {said}, which is the number of order {order}."),
    _("Put the right label on each of the two parcels."),
    _("The barcodes of {label} say {said}, and none says the number {number}."),
    _("Compare the number printed on the label with the order."),
    _("{label} says {said}, and the order has no tracking number."),
    _("Take the number over, so that the parcel is watched from the first day."),
    _(
        "The number of {label} was not checked: the order has none, and no known carrier has numbers such as {said}."
    ),
    _("Add the tracking number to the order."),
    _("The bars of {label} are light on dark; most scanners cannot read them."),
    _("Print the label dark on white paper; a dark mode of the viewer may have swapped it."),
    _("Beside the barcode of {label} only {value} bar widths are clear; it takes 10."),
    _("Print the whole label without cropping, and keep lines and text off the barcode."),
    _("The bars of {label} hardly stand out: contrast {value}, at least {least}."),
    _("Print it black on white; raise the darkness of the printer."),
    _("The bars of {label} run into each other: sharpness {value}, at least {least}."),
    _("The narrowest bar of {label} has {value} pixels; it takes 2."),
    _("Use the label as PDF, or a picture of at least 203 dots per inch."),
    _("The picture {label} has {value} dots per inch; label printers have 203."),
    _("Printed to size, the narrowest bar of {label} is {value} mm; it takes {least}."),
    _("Print at full size, not fitted to a smaller sheet."),
    _("Printed to size, the bars of {label} are {value} mm high; it takes {least}."),
    _("The bars of {label} are {value} of the barcode's length high; it takes {least}."),
    _("Print the whole label without cropping or squeezing it."),
    _(
        "The size of the bars of {label} was not checked: the file does not say how large it is printed."
    ),
    _(
        "{label} looks like a photo, so contrast, sharpness, resolution and size of the print were not checked."
    ),
    _("Give the file that the carrier made; never print a photo of a screen."),
    _("The address on {label} was not compared: the file has no text, only a picture."),
    _("Compare it by eye, or give the label as PDF."),
    _("{label} is in Latin letters, so it was not compared with {unlike}."),
    _("Compare it by eye."),
    _("The text of {label} lacks parts of the order's address: {lacking}."),
    _("Compare label and order; make the label anew where it is wrong."),
    _("The text of {label} has nothing of the order's address."),
    _("Compare it by eye: the address may be drawn as a picture, or be another one."),
    _("The text of {label} does not name {country}."),
    _("Have the country printed in the last line of the address."),
    _("The address on {label} is printed {value} mm high; it takes {least}."),
)
# Why a file was not read, as it stands in those sentences.
WORDS = (
    _("it is no PNG, JPEG or PDF file; save the label as one of these"),
    _("it has more than 25 MB; split it, or save the label at 300 dots per inch"),
    _("its picture has more than 40 million pixels; save the label at 300 dots per inch"),
    _("it has more than 200 pages; split it"),
    _("the page has more than 50000 drawn parts; save the label as a picture"),
    _("the page is longer than 600 mm; print it to the size of the label"),
    _("it asks for a password; save it without one"),
    _("it is broken or incomplete; download the label again"),
)
