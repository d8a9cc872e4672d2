# ruff: noqa: E501  # sentences stay whole, as translators see them
"""The sentences of causes: what would settle them, and the next act."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

FORMS = (
    _("The buyer's full address as it is spoken and written there, held against the label."),
    _("Confirm the address with the buyer and give the carrier the corrected one."),
    _("Whether the buyer has the notice and the parcel still lies there."),
    _("Ask the buyer to collect the parcel before it is sent back."),
    _("The carrier's written answer to the inquiry."),
    _("File the claim; the carrier's own word is its proof."),
    _("The carrier's proof of delivery: signature, place and photograph."),
    _(
        "Ask the buyer to check with household and neighbors, and the carrier for its proof of delivery."
    ),
    _("A word from customs or the carrier on what is missing, or a scan beyond customs."),
    _(
        "Ask the carrier what customs wants, and give it: invoice, description and value of the goods."
    ),
    _("The buyer's word that it came."),
    _("Ask the buyer whether it came after all."),
    _("A scan back on its route, or the answer of the office that scanned it last."),
    _("Ask the carrier to trace it at the office that scanned it off its route."),
    _("The manifest or receipt of the handover, or the parcel on your own shelf."),
    _("Check whether the parcel was handed over; look for it, and for the receipt."),
    _("The carrier's own tracking page, or a scan once reports come again."),
    _("Look at the carrier's own page, and hold back until reports come again."),
    _("A scan on the way back, or the parcel at your door."),
    _("Wait for the parcel to come back, and ask the buyer whether to send it again."),
    _("The carrier's answer to an inquiry."),
    _("Send the loss inquiry to the carrier."),
    _("The next scan."),
    _("Wait, and watch for the next scan."),
    _("The carrier's proof of delivery, or its search of the office and the courier's round."),
    _("Ask the buyer to look around, then send the inquiry and ask for the proof of delivery."),
    _("One scan of any parcel that left with it, or the carrier's notice of the accident."),
    _("Ask the carrier about the bag or flight, naming all parcels that left with this one."),
    _("The bill for duties, and who was to pay it by the terms of the sale."),
    _("Pay the duties or ask the buyer to, and tell the carrier."),
)
