"""What must stand on a paper that a payer asks for, and what may replace it."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

PAPER_TERMS = (
    # What must stand on a paper.
    _("tracking number"),
    _("tracking"),
    _("date"),
    _("recipient"),
    _("sender"),
    _("seller"),
    _("total"),
    _("addresses"),
    _("item number"),
    _("the number of the item"),
    _("the same number of pieces on both sides"),
    _("delivered with a label of Amazon, or signed for at the buyer's address"),
    _("weight or contact of the recipient"),
    _("contact of the recipient"),
    _("the carrier's cheque and its stub"),
    _("the buyer's name"),
    _("what is complained of"),
    _("what the merchant paid, not the retail price"),
    _("category of product"),
    _("postcode of delivery"),
    _("recipient's name"),
    _("what the label says of the contents"),
    _("the purchase"),
    _("day and office of posting"),
    _("packing slip"),
    _("the scan at handover"),
    _("a signature"),
    _("cost price without freight"),
    _("the goods"),
    _("the label"),
    _("the packaging"),
    _("the contents"),
    _("the reason of the complaint"),
    _("the parcel with its label"),
    _("the value without VAT"),
    _("the acceptance scan"),
    _("for an online purchase, the duplicate invoice of the payment provider"),
    _("description of the goods"),
    _("what went wrong"),
    _("that it is the duplicate of the consignment note"),
    # When a paper is asked for.
    _("or proof that it was sent again by another firm"),
    _("or the receipt of the domestic express"),
    _("or a certificate of the loss"),
)
