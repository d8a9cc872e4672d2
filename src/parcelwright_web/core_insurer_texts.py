# ruff: noqa: E501  # sentences stay whole, as translators see them
"""Further names and notes of insurers and marketplaces' programmes, as pages show them."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

INSURERS = (
    _(
        "30 days since 2026, 60 before; for a lost parcel they may count from the last scan, and the page does not say"
    ),
    _(
        "A blog says that Shopee pays, and that you apply when nothing has moved for 40 days, to Brazil 75 working days. Ask your manager there."
    ),
    _(
        "A first word comes in 1 to 2 working days, the inquiry takes 5 to 10; what is granted is paid 7 to 10 working days after."
    ),
    _("Amazon SAFE-T"),
    _(
        "An itemized order stands in for the invoice, and the buyer's own message for the statement."
    ),
    _("Answer the claim; the program falls away when the buyer's bank takes the payment back."),
    _("Call if nothing was heard for 5 working days, as a page of its group advises."),
    _("Claims of the first 7 days after the loss are handled first."),
    _("Compensation for cross-border parcels of Shopee"),
    _("Compensation for parcels of Shopee inside one country"),
    _("Cover of EasyPost bought through XPS, which gave it up on 28 March 2023."),
    _(
        "EP Guard, sold beside labels of USPS, files for the cover of USPS of 2 to 100 USD; it is no insurance."
    ),
    _("Easyship insurance by interface"),
    _("For jewellery tell the insurer within 48 hours of discovering the loss."),
    _("Insured parcel, cover bought in Mexico"),
    _("It answers within 48 hours of a complete file and pays within 10 working days."),
    _(
        "It may be bought beside the carrier's own cover; all covers together never pay more than the parcel is worth."
    ),
    _("It may pay you back at its own discretion."),
    _("Lazada Malaysia"),
    _("Lazada pays the full value in its own network, and 400 MYR in another."),
    _("Mercado Envios"),
    _("Money back for a refund that Amazon made"),
    _(
        "Only refunds that Amazon itself made are paid back. A refusal can be appealed there; the days were not seen."
    ),
    _("Parcel Protection"),
    _("ParcelGuard"),
    _("Program of Mercado Libre for sellers"),
    _(
        "Said without an address: paid in 1 to 2 days after the status turns to lost; after 5 days apply, which takes 5 to 7 working days."
    ),
    _("Sendcloud's cover also pays for sending again."),
    _("Sendcloud's cover also pays for the way back."),
    _("Shopee Logistics Service abroad"),
    _("Simplisent Protection"),
    _(
        "The cover costs 1 percent of the value in one country and 1.5 percent abroad, for labels bought elsewhere at least 0.49 USD."
    ),
    _(
        "The insurer makes contact within 24 hours and aims to decide within 30 days; before it pays it asks for a form on the proof of loss."
    ),
    _(
        "The page names neither a first nor a last day for a claim; cover bought in Easyship's own shop falls under InsureShip."
    ),
    _("The policy belongs to the sender's mail address on the label, else to that of the account."),
    _("Through Pirate Ship the sale must be of the 60 days before shipping."),
    _(
        "Through ShipSaving the 100 USD that the carrier includes are claimed from the carrier first."
    ),
    _("UPS Capital InsureShield"),
    _("Under Shippo theft after delivery is covered; no period is named."),
    _("Without an invoice the goods are paid at what they are worth now."),
    _("a blog names 40 days without movement, in another sentence 40 working days"),
    _("the full value in Lazada's own network"),
    _("the limit outside Lazada's own network"),
    _("the value declared to the cover, with the delivery"),
)
