# ruff: noqa: E501  # sentences stay whole, as translators see them
"""Titles and notes of the rules of platforms that sell labels."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

LABELS = (
    _("Label of Boxtal, delivered but not received"),
    _("Label of Boxtal for Colissimo, lost"),
    _("No last day of Boxtal for a loss was seen: ask it early, and keep the carrier's last day."),
    _(
        "Firms with the same terms pay nothing once the tracking says delivered; no page of CNSnap was seen that says so."
    ),
    _("Label of Boxtal for FedEx, lost"),
    _("Parcel of a shopping service, lost"),
    _("Parcel of a shopping service, damaged or short"),
    _("Parcel of a shopping service, delivered but not received"),
    _("Nothing is paid once the tracking says delivered."),
    _("Label of Easy4Pro"),
    _("File within the 30 days, before the parcel counts as lost."),
    _("Label of Packlink, lost or late"),
    _("Label of Packlink, damaged"),
    _("7 days by land, 10 by air; the shorter is the safe reading"),
    _("3 days by sea, 7 by land, 14 by air; the shortest is the safe reading"),
    _("Label of Packlink for eBay UK, lost"),
    _("Label of Parcel2Go, lost"),
    _("Label of Sendcloud, lost"),
    _(
        "Sendcloud advises to wait seven days after the last scan. Some carriers want the buyer's statement written by hand."
    ),
    _("The carrier searches for 5 to 30 days. The last day is the carrier's own."),
    _("48 hours after the label was made; they are counted as two days"),
    _("Label of Shippo for Evri, lost"),
    _("Of the sum the part for the label is Shippo's, the rest is what Evri pays."),
    _("Label of ShipSaving for USPS"),
    _("Label of ShipSaving for another carrier"),
    _(
        "For orders of 1 November to 31 December the limit is 500 USD, else 250 USD, with shipping and tax in it."
    ),
)
