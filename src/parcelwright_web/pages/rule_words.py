"""Words of the rule book's pages: acts, holders, standings, kinds of payer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parcelwright.parcels.parcel import Transport
from parcelwright.rulebook.freshness import Doubt
from parcelwright.rulebook.rule import Act, Confidence, HeldBy
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
