"""Words of the rule book's pages: acts, holders, standings, kinds of payer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parcelwright.parcels.parcel import Transport
from parcelwright.rulebook.freshness import Doubt
from parcelwright.rulebook.rule import Act, Confidence, EarlyFiling, HeldBy, RefundOrder
from parcelwright.rulebook.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

ACTS: Mapping[str, StrOrPromise] = {
    Act.LOSS_PRESUMED: _("Counts as lost"),
    Act.HAND_IN: _("Hand in to the platform"),
    Act.NOTICE: _("Give notice"),
    Act.INQUIRY: _("Inquire"),
    Act.CLAIM: pgettext_lazy("act", "Claim"),
    Act.PAPERS: _("Send papers"),
    Act.APPEAL: _("Appeal"),
    Act.COURT: _("Go to court"),
}
HOLDERS: Mapping[str, StrOrPromise] = {
    HeldBy.POSTING_CONTRACT: _("Right of whoever posted it and holds the receipt"),
    HeldBy.ACCOUNT: _("Right of whoever has the account with the firm"),
    HeldBy.POLICY: _("Right of whoever bought the cover"),
}
# Who must file, as rules name it.
CLAIMANTS: Mapping[str, StrOrPromise] = {
    "account_holder": _("whoever has the account"),
    "bill_to_party": _("whoever the carriage is billed to"),
    "buyer": _("the buyer"),
    "contract_holder": _("whoever has the contract"),
    "either": _("sender or recipient"),
    "insured": _("the insured"),
    "merchant": _("the seller"),
    "payer": _("whoever paid for the carriage"),
    "platform": _("the platform itself"),
    "policyholder": _("whoever bought the cover"),
    "seller": _("the seller"),
    "sender": _("the sender"),
    "sender_or_recipient": _("sender or recipient"),
    "shipper": _("the shipper"),
    "us_sender": _("the sender in the United States"),
}
TRANSFERS: Mapping[str, StrOrPromise] = {
    "waiver": _("Another may claim with a waiver of whoever holds the right"),
    "assignment": _("The right can be assigned to another"),
}
# Other cover that must be used up first.
OTHER_COVER: Mapping[str, StrOrPromise] = {
    "carrier": _("what the carrier owes"),
    "insurer": _("what an insurer owes"),
    "platform": _("what the platform owes"),
}
REFUNDS: Mapping[str, StrOrPromise] = {
    RefundOrder.REQUIRED: _("Refund the buyer before you file"),
    RefundOrder.FORBIDDEN: _("Do not refund the buyer before you file"),
}
EARLY: Mapping[str, StrOrPromise] = {
    EarlyFiling.REFUSED: _("Filed before the first day, it is refused"),
    EarlyFiling.HELD: _("Filed before the first day, it is held until then"),
    EarlyFiling.ACCEPTED: _("Filed before the first day, it is accepted"),
}
# When a paper is asked for, as rules name it.
OCCASIONS: Mapping[str, StrOrPromise] = {
    "asked_for": _("only when asked for"),
    "bought_on_a_platform": _("only when bought on a platform"),
    "carrier_has_paid": _("only when the carrier has paid"),
    "damaged": _("only for damage"),
    "delivered_scan": _("only when a delivery was scanned"),
    "goods_can_be_repaired": _("only when the goods can be repaired"),
    "insured": _("only when insured"),
    "not_received": _("only when nothing came"),
    "scanned_as_delivered": _("only when a delivery was scanned"),
    "sent_abroad": _("only when sent abroad"),
    "sold_at_auction": _("only when sold at auction"),
    "the carrier has paid": _("only when the carrier has paid"),
}
STANDINGS: Mapping[str, StrOrPromise] = {
    Standing.VERIFIED: _("Compared with its source"),
    Standing.PARTIAL: _("Confirm before you rely on it"),
    Standing.UNVERIFIED: _("Not verified"),
}
CONFIDENCES: Mapping[str, StrOrPromise] = {
    Confidence.HIGH: _("well sourced"),
    Confidence.MEDIUM: _("confirm"),
    Confidence.LOW: _("weak source, no figure is worked out"),
}
TRANSPORTS: Mapping[str, StrOrPromise] = {
    Transport.AIR: _("air"),
    Transport.ROAD: _("road"),
    Transport.RAIL: _("rail"),
    Transport.SEA: _("sea"),
    Transport.MULTIMODAL: _("several ways"),
}
KINDS: Mapping[str, StrOrPromise] = {
    "post": _("Posts"),
    "express": _("Express carriers"),
    "parcel": _("Parcel carriers"),
    "consolidator": _("Consolidators and special lines"),
    "insurer": _("Insurers"),
    "platform": _("Platforms and label sellers"),
    "law": _("Treaties and law"),
}
DOUBTS: Mapping[str, StrOrPromise] = {
    Doubt.NEVER_COMPARED: _("Never compared with its source"),
    Doubt.OLD_COPY: _("Copy older than a year"),
    Doubt.UNDATED_COPY: _("Copy without a date"),
    Doubt.LAW_CHANGES: _("Known to change"),
    Doubt.CONFLICT: _("Sources disagree"),
    Doubt.GAP: _("Not known"),
}
