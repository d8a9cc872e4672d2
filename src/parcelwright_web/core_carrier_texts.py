# ruff: noqa: E501  # sentences stay whole, as translators see them
"""Notes that came when every carrier's rules were compared with what was researched of it."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

CARRIER_NOTES = (
    _("4PX posts under its own name: ask 4PX, not the post."),
    _(
        "A blog's copy of the terms says that the search takes 7 days, 10 with a customs declaration; 4PX then answers within 3 working days and pays within 7 more."
    ),
    _(
        "A copy of the post's page names a rule of its own for this product; the text was cut off. The convention pays nothing for ordinary letter post."
    ),
    _(
        "Copies of its claim forms name one to two weeks for the answer in the United Kingdom, five to seven working days in Kuwait."
    ),
    _("EMS through 4PX, lost after the first scan"),
    _("Extended cover can be bought; its sums were not seen."),
    _(
        "For its postal express C 4PX pays nothing after the first scan; whether that is this line its table does not say."
    ),
    _(
        "It counts as lost when 4PX took it in and checked it, no useful answer came, and the tracking shows no signature, return, stop at customs or wait for pickup."
    ),
    _("Ordinary small packet with tracking (plus)"),
    _("The paper form of 2013 asks for originals."),
    _("The sender claims; a buyer who asks is sent back to the seller."),
    _(
        "Without a receipt of the purchase describe the contents in detail; depreciation is taken off."
    ),
    _(
        "Without tracking nothing is searched for and nothing is paid. Whether Warenpost with tracking pays anything was not seen: ask."
    ),
    _("a blog's copy of the terms says 30 days after the pickup"),
    _("a blog's copy of the terms says the declared value, at most 100 USD"),
    _(
        "a blog's copy of the terms says the declared value, at most 100 USD, and the freight waived; of a part that is lost its share"
    ),
    _("for damage and missing contents the first day was not seen"),
    _("no page of DHL was seen that states the sum"),
    _("the postage paid"),
    _(
        "What this parcel is insured for is another firm's to pay; what the carrier itself covers is not known."
    ),
    _(
        "When the period from the due day has passed, claim all the same for a parcel that never came: the page counts from a delivery that did not happen."
    ),
    _("Warenpost International"),
)
