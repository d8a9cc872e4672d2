"""The words and tones of lists that are not in :mod:`labels`: buckets, statuses, places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from parcelwright.claims.audit import Bucket
from parcelwright.claims.remedy import RemedyStatus
from parcelwright.detection.assessment import Standing
from parcelwright.rulebook.load import shipped_book
from parcelwright_web.core_texts import spoken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

STANDING_TONES: Mapping[str, str] = {
    Standing.ON_TIME: "ok",
    Standing.LATE: "soon",
    Standing.STALLED: "soon",
    Standing.PRESUMED_LOST: "now",
}
BUCKETS: Mapping[str, StrOrPromise] = {
    Bucket.EXPIRING: _("Ends within 7 days"),
    Bucket.CLAIMABLE: _("Claimable, more than 7 days left"),
    Bucket.TOO_EARLY: _("Too early to claim"),
    Bucket.EXPIRED: _("Expired"),
    Bucket.UNKNOWN: _("Unknown"),
    Bucket.NOT_COVERED: _("Not covered"),
}
REMEDY_STATUSES: Mapping[str, tuple[str, StrOrPromise]] = {
    RemedyStatus.OPEN: ("ok", _("Open now")),
    RemedyStatus.TOO_EARLY: ("info", _("Too early")),
    RemedyStatus.EXPIRED: ("quiet", _("Expired")),
    RemedyStatus.EXCLUDED: ("quiet", _("Not covered")),
    RemedyStatus.CHECK_WITH_CARRIER: ("soon", _("Check with the carrier")),
}
# Conditions before filing, as rules name them.
NEEDS: Mapping[str, StrOrPromise] = {
    "posting_receipt": _("the posting receipt"),
    "inquiry_answer": _("the answer to the inquiry"),
    "trace_closed": _("a closed trace of the carrier"),
    "waybill_in_your_name": _("the waybill in your name"),
    "certificate_of_local_post": _("a certificate of the local post"),
    "carried_by_air": _("carriage by air"),
    "carried_by_road": _("carriage by road"),
    "carried_by_rail": _("carriage by rail"),
    "carried_by_sea": _("carriage by sea"),
    "bill_of_lading": _("a bill of lading"),
    "freight_paid": _("proof that the freight is paid"),
    "platform_refund_proof": _("proof that the buyer was refunded"),
    "recipient_confirms_non_receipt": _("the buyer's word that nothing came"),
    "carrier_trace": _("a trace opened with the carrier"),
    "claims_protected_label": _("a claims protection badge on the label"),
    "first_scan_in_time": _("the first scan in time"),
    "shop_in_good_standing": _("a shop in good standing"),
    "handover_scan": _("a scan of the waybill at handover"),
    "pickup_or_scan_form": _("a scan form or proof of pickup"),
}
NO_CONTRACT = "contract/unknown"


def rule_title(rule: str) -> str:
    """Return what a rule is called; a contract and a missing rule in words."""
    if rule == NO_CONTRACT:
        return str(_("Your contract, not entered yet"))
    if not rule:
        return str(_("No rule in the rule book"))
    if rule.startswith("contract/"):
        return str(_("Your contract, account %s")) % rule.removeprefix("contract/")
    if rule.startswith("cover/"):
        return str(_("Your policy %s")) % rule.removeprefix("cover/")
    editions = shipped_book().by_id.get(rule)
    return spoken(editions[-1].title) if editions else rule


def locale() -> Locale:
    """Return the locale in which dates, countries and currencies are written."""
    return Locale.parse("zh_Hans" if get_language() == "zh-hans" else "en")


def country_name(code: str) -> str:
    """Return a country or region in the reader's language, or the code when it is none."""
    return str(locale().territories.get(code.upper(), code))
