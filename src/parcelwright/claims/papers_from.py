"""Where a paper that a payer asks for comes from: who has it, and how it is got."""

from __future__ import annotations

_BY_CODE = {
    "proof_of_posting": "The receipt or stamped posting list of the day you handed it over.",
    "handover_list_signed": "The handover list that the driver or counter signed.",
    "postage_receipt": "The receipt for the postage, or the carrier's bill that names the parcel.",
    "waybill": "Print it again from the account in which the label was made.",
    "proof_of_value": "The order with its payment, as the marketplace or shop shows it.",
    "sales_invoice": "The invoice to the buyer; the shop software prints it again.",
    "purchase_invoice": "Your supplier's invoice for the goods.",
    "commercial_invoice": "The invoice that went with the parcel through customs.",
    "customs_invoice": "The invoice that went with the parcel through customs.",
    "customs_form": "Your copy of the customs declaration, or print it from the label's account.",
    "payment_proof": "The record of the buyer's payment, from the marketplace or payment service.",
    "claim_form": "The payer's own form; fill it in where the claim is filed.",
    "claim_letter": "Print it from the case.",
    "inquiry_form": "The carrier's inquiry form, or the loss inquiry printed from the case.",
    "content_description": "List the goods with number, material and value; add the listing.",
    "serial_numbers": "From the packing list, the supplier's invoice or the box.",
    "packaging_photos": "Ask for photos of the parcel from outside and inside; keep the packing.",
    "non_receipt_declaration": "Send the buyer the form; the signed answer is kept in the case.",
    "recipient_statement": "Ask the buyer for a signed statement of what arrived.",
    "affidavit": "Ask for a signed declaration; the payer has the form.",
    "carrier_letter": "The carrier's written answer to the inquiry; ask for it in writing.",
    "refund_screenshot": "A picture of the finished refund in the marketplace or payment service.",
    "police_report": "Report the theft where it happened; ask for a copy with its number.",
    "handover_list": "The list of parcels handed over that day, from the shipping software.",
    "packing_list": "The list of what was packed, from the shop or warehouse software.",
    "photos": "Photos of the goods and the packing; ask the buyer for those on arrival.",
    "buyer_complaint": "The buyer's message that something is wrong, from the marketplace or mail.",
    "online_order_proof": "The label's order in the carrier's account, with its number.",
    "sale_page": "The page on which the goods were sold, saved with its price.",
    "auction_reference": "The number of the sale and its final price.",
    "protection_id": "The number of the cover, in the order or in the confirmation mail.",
    "repair_estimate": "A written estimate from a repair shop.",
    "repair_or_replacement_invoice": "The bill of the repair, or of the goods bought instead.",
    "inspection_report": "Ask the carrier to inspect the parcel; it writes the report.",
    "certificate_of_local_post": "Ask the post of destination, through the buyer.",
    "id_copy": "A copy of the signatory's identity document.",
}
_BY_WHO = {
    "buyer": "Ask the buyer for it; a message can be written from the case.",
    "carrier": "Ask the carrier for it with the inquiry.",
    "platform": "Ask the platform for it; its order page may offer it for download.",
    "post abroad": "Ask the post that accepted the parcel to request it.",
}


def how_to_get(code: str, who: str) -> str:
    """Return how a paper is got, one sentence, or empty where its name says it all.

    Args:
        code: Code of the paper, as rules write it.
        who: Who has it, such as ``buyer``.
    """
    return _BY_CODE.get(code) or _BY_WHO.get(who, "")
