"""Names that people read for the core's codes: states, milestones, evidence, carriers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from parcelwright import sources
from parcelwright.rulebook.load import shipped_book
from parcelwright_web.core_texts import spoken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

# Tone and name of each state of a case.
STATES: Mapping[str, tuple[str, StrOrPromise]] = {
    "watch": ("quiet", _("Watch")),
    "ask_buyer": ("info", _("Ask buyer")),
    "inquire": ("soon", _("Inquire")),
    "with_carrier": ("info", _("With carrier")),
    "carrier_replied": ("info", _("Carrier replied")),
    "claim": ("soon", _("Claim")),
    "with_payer": ("info", _("With payer")),
    "refused": ("now", _("Refused")),
    "granted": ("ok", _("Granted")),
    "dispute": ("now", _("Dispute")),
    "paid": ("ok", _("Paid")),
    "closed": ("quiet", _("Closed")),
}

MILESTONES: Mapping[str, StrOrPromise] = {
    "LABEL_CREATED": _("Label created"),
    "ACCEPTED": _("Accepted by the carrier"),
    "PROCESSED": _("Processed"),
    "SCANNED": _("Scanned"),
    "DEPARTED": _("Departed"),
    "ARRIVED": _("Arrived in the country of destination"),
    "CUSTOMS_STARTED": _("Handed to customs"),
    "CUSTOMS_CLEARED": _("Cleared by customs"),
    "HELD_BY_CUSTOMS": _("Held by customs"),
    "CUSTOMS_NEEDS_DOCUMENTS": _("Customs asks for papers"),
    "DUTIES_UNPAID": _("Duties are unpaid"),
    "SEIZED": _("Seized by the authorities"),
    "HANDED_TO_LAST_MILE": _("Handed to the delivering carrier"),
    "ARRIVED_AT_DELIVERY_OFFICE": _("At the delivery office"),
    "OUT_FOR_DELIVERY": _("Out for delivery"),
    "DELIVERY_ATTEMPTED": _("Delivery attempted"),
    "READY_FOR_PICKUP": _("Ready to be collected"),
    "DELIVERED": _("Delivered, says the carrier"),
    "HELD": _("Held"),
    "DELAYED": _("Delayed"),
    "MISSORTED": _("Sent the wrong way"),
    "ADDRESS_PROBLEM": _("Problem with the address"),
    "REFUSED": _("Refused by the recipient"),
    "UNCLAIMED": _("Not collected"),
    "DAMAGED": _("Damaged"),
    "DESTROYED": _("Destroyed"),
    "DECLARED_LOST": _("Declared lost by the carrier"),
    "LOST_OR_DAMAGED": _("Lost or damaged, the carrier does not say which"),
    "INVESTIGATION": _("The carrier is investigating"),
    "RETURNING": _("On its way back"),
    "RETURNED": _("Returned to sender"),
    "CANCELLED": _("Shipment cancelled"),
    "TROUBLE": _("Trouble reported"),
    "NOTICE": _("Notice"),
    "NOT_FOUND": _("The source does not know this number"),
    "SOURCE_SILENT": _("The source has nothing new"),
    "SOURCE_STOPPED": _("The source stopped tracking"),
    "REPORTED_NOT_RECEIVED": _("The buyer says it did not arrive"),
    "REPORTED_RECEIVED": _("The buyer says it arrived"),
    "UNKNOWN": _("Unknown"),
}
# Scans after which something is wrong.
TROUBLE = frozenset({
    "HELD_BY_CUSTOMS", "CUSTOMS_NEEDS_DOCUMENTS", "DUTIES_UNPAID", "SEIZED", "DELIVERY_ATTEMPTED",
    "MISSORTED", "ADDRESS_PROBLEM", "REFUSED", "UNCLAIMED", "DAMAGED", "DESTROYED",
    "DECLARED_LOST", "LOST_OR_DAMAGED", "RETURNING", "TROUBLE", "SOURCE_STOPPED",
    "REPORTED_NOT_RECEIVED",
})  # fmt: skip

STAGES: Mapping[str, StrOrPromise] = {
    "announced": _("Label"),
    "origin": _("Origin"),
    "line_haul": _("Line haul"),
    "import": _("Arrival abroad"),
    "customs": _("Customs"),
    "destination": _("Destination"),
    "delivery": _("Delivery"),
    "return": _("Return"),
    "closed": _("End of the journey"),
}

STANDINGS: Mapping[str, StrOrPromise] = {
    "ON_TIME": _("On time"),
    "LATE": _("Late"),
    "STALLED": _("Stalled"),
    "PRESUMED_LOST": _("Presumed lost"),
}

CAUSES: Mapping[str, StrOrPromise] = {
    "never_handed_over": _("Never handed over"),
    "silent_leg": _("Fell silent on the way"),
    "held_by_customs": _("Held, seized or returned by customs"),
    "return_in_progress": _("On its way back"),
    "delivery_disputed": _("Delivery disputed"),
    "declared_lost": _("Declared lost"),
    "address_problem": _("Address problem"),
    "awaiting_pickup": _("Awaiting collection"),
    "unpaid_duty": _("Duties unpaid"),
    "missorted": _("Sent to a wrong place"),
    "stolen": _("Stolen, or given to somebody else"),
    "transport_accident": _("Lost with a whole bag or flight"),
    "missing_scan": _("Arrived without a scan"),
    "outage": _("No reports come in"),
    "none": _("Still moving"),
    "unknown": _("We cannot tell"),
}

# How wide the group is that a chance was learned from.
WIDTHS: Mapping[str, StrOrPromise] = {
    "lane": _("parcels on this lane"),
    "destination": _("parcels to this country or region; too few on this lane"),
    "carrier": _("parcels of this carrier; too few to this country or region"),
    "all": _("all your parcels; too few of this carrier"),
    "prior": _("shipped figures; too few of your own parcels passed this step yet"),
}

EVIDENCE: Mapping[str, StrOrPromise] = {
    "scan_history": _("Scan history"),
    "raw_payload": _("Carrier data as received"),
    "proof_of_posting": _("Proof of posting"),
    "handover_manifest": _("Handover manifest"),
    "order": _("Order and payment"),
    "invoice": _("Invoice"),
    "customs_declaration": _("Customs declaration"),
    "packing_photo": _("Packing photo"),
    "loss_inquiry": _("Loss inquiry"),
    "carrier_answer": _("Carrier's answer"),
    "claim_letter": _("Claim letter"),
    "payer_answer": _("Payer's answer"),
    "refund_proof": _("Proof of refund"),
    "resend_proof": _("Proof that the goods were sent again"),
    "damage_photo": _("Photo of the damage"),
    "notice": _("Notice to a payer"),
    "buyer_message": _("Message to the buyer"),
    "buyer_answer": _("Buyer's answer"),
    "non_receipt_declaration": _("Declaration of non-receipt"),
    "evidence_list": _("List of evidence"),
    "decision": _("Decision"),
}

# Papers that payers ask for.
PAPERS: Mapping[str, StrOrPromise] = {
    "proof_of_value": _("Proof of value"),
    "proof_of_posting": _("Proof of posting"),
    "waybill": _("Waybill"),
    "claim_form": _("Claim form of the payer"),
    "non_receipt_declaration": _("Declaration of non-receipt"),
    "handover_list_signed": _("Signed handover list"),
    "customs_form": _("Customs form"),
    "carrier_letter": _("Letter of the carrier"),
    "sales_invoice": _("Sales invoice"),
    "refund_screenshot": _("Proof of refund"),
    "content_description": _("Description of the contents"),
    "inquiry_form": _("Inquiry form of the payer"),
    "customs_invoice": _("Customs invoice"),
    "certificate_of_local_post": _("Certificate of the local post"),
    "auction_reference": _("Reference of the auction"),
    "postage_receipt": _("Receipt for the postage"),
    "payment_proof": _("Proof of payment"),
    "serial_numbers": _("Serial numbers"),
    "inspection_report": _("Inspection report"),
    "commercial_invoice": _("Commercial invoice"),
    "packaging_photos": _("Photos of the packaging"),
    "recipient_statement": _("Statement of the recipient"),
    "affidavit": _("Sworn statement"),
    "id_copy": _("Copy of an identity card"),
    "claim_letter": _("Claim letter"),
    "purchase_invoice": _("Purchase invoice"),
    "repair_estimate": _("Estimate of the repair"),
    "repair_or_replacement_invoice": _("Invoice of the repair or replacement"),
    "police_report": _("Police report"),
    "protection_id": _("Number of the protection"),
    "packing_list": _("Packing list"),
    "photos": _("Photos"),
    "buyer_complaint": _("Complaint of the buyer"),
    "online_order_proof": _("Proof of the online order"),
    "sale_page": _("Page of the sale"),
    "handover_list": _("Handover list"),
}
SUPPLIERS: Mapping[str, StrOrPromise] = {
    "seller": _("from you"),
    "buyer": _("from the buyer"),
    "carrier": _("from the carrier"),
    "platform": _("from the platform"),
    "post abroad": _("from the post abroad"),
}

ANSWERS: Mapping[str, StrOrPromise] = {
    "lost": _("It is lost"),
    "found": _("It was found and moves on"),
    "delivered": _("It was delivered"),
    "returning": _("It is on its way back"),
    "no_answer": _("No answer in time"),
}

# Who speaks without being a source that is connected.
SPEAKERS: Mapping[str, StrOrPromise] = {
    "file": _("a file"),
    "buyer": _("the buyer"),
    "carrier_answer": _("the carrier's answer to the inquiry"),
}

ENDINGS: Mapping[str, StrOrPromise] = {
    "paid": _("Paid"),
    "arrived": _("Arrived"),
    "returned": _("Returned"),
    "written_off": _("Written off"),
}

# Acts on a payer as the heading of a deadline.
DEADLINES: Mapping[str, StrOrPromise] = {
    "loss_presumed": _("%(payer)s: day from which the parcel counts as lost"),
    "hand_in": _("%(payer)s: last day to hand the claim in"),
    "notice": _("%(payer)s: last day to give notice"),
    "inquiry": _("%(payer)s: last day to inquire"),
    "claim": _("%(payer)s: last day to claim"),
    "papers": _("%(payer)s: last day for papers"),
    "appeal": _("%(payer)s: last day to appeal"),
    "court": _("%(payer)s: last day to go to court"),
}


def carrier_name(slug: str) -> str:
    """Return a carrier's name for the reader, or its slug in words when none is known."""
    known = shipped_book().by_slug.get(slug)
    return spoken(known.name if known is not None else slug.replace("-", " ").title())


def source_name(slug: str) -> str:
    """Return what a person calls who told an event, or the slug of a source that is gone."""
    if slug in sources.slugs():
        return sources.by_slug(slug).NAME
    return str(SPEAKERS.get(slug, slug))


def label(names: Mapping[str, StrOrPromise], code: str) -> str:
    """Return the name of a code, or the code in words when it has none."""
    return str(names.get(code, code.replace("_", " ")))
