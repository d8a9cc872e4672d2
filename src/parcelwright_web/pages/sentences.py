# ruff: noqa: E501  # sentences stay whole, as translators see them
"""Sentences for the codes and figures of the core; the only place that words them.

A reason is a code with figures, such as ``silent_longer_than_95`` with ``days`` and
``usual``. A code that stands here with two sentences uses the second when a figure of the
first is not known.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from parcelwright_web.core_texts import spoken
from parcelwright_web.days import day_text, short_day
from parcelwright_web.pages.words import country_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

REASONS: Mapping[str, tuple[StrOrPromise, ...]] = {
    # What detection says.
    "silent_longer_than_90": (
        _("No carrier has scanned it for %(days)s days; nine in ten on this lane need up to %(usual)s."),
    ),
    "silent_longer_than_95": (
        _("No carrier has scanned it for %(days)s days; 95 in 100 on this lane need up to %(usual)s."),
    ),
    "silent_longer_than_99": (
        _("No carrier has scanned it for %(days)s days; 99 in 100 on this lane need up to %(usual)s."),
    ),
    "may_be_lost": (_("Of 100 parcels like it, %(percent)s are lost."),),
    "past_promise": (_("It is %(days)s days past the day that the buyer was promised."),),
    "customs_hold": (
        _("Customs has held it for %(days)s days; nine in ten are released within %(usual)s."),
    ),
    "label_only": (
        _("The label is %(days)s days old and no carrier has been seen to hold the parcel."),
    ),
    "source_stopped": (
        _("The tracking source stopped reporting %(days)s days ago, so silence since then says little."),
    ),
    # What is said of an incident.
    "silent_together": (
        _("%(silent)s of %(group)s that shared it have been silent for %(days)s days or more; 95 in 100 usually move on within %(usual)s."),
    ),
    "groups_by_chance": (
        _("Of all groups searched, chance alone would make %(groups)s look like this."),
    ),
    "hardly_by_chance": (_("Chance alone would hardly ever make a group look like this."),),
    "later_ones_moved": (
        _("Of %(later)s parcels that passed the same way later, %(moved)s have moved on."),
    ),
    "buyers_complained": (_("Buyers who say that it did not come: %(buyers)s."),),
    "no_news_since": (
        _("Nothing was heard for %(hours)s hours; usual are %(usual)s scans a day. %(parcels)s open parcels wait for news."),
    ),
    "returning": (_("It is on its way back; the last scan was %(days)s days ago."),),
    "stalled": (
        _("Of 100 parcels silent this long, %(chance)s still arrive (likely range %(low)s to %(high)s)."),
        _("It is stalled: longer silent than is usual for its like."),
    ),
    "presumed_lost": (
        _("Of 100 parcels silent this long, only %(chance)s still arrive (likely range %(low)s to %(high)s)."),
        _("It is presumed lost: more parcels like it are lost than arrive."),
    ),
    # What diagnosis says.
    "declared_lost": (_("The carrier says that it is lost."),),
    "delivery_disputed": (
        _("The carrier says it was delivered, and the buyer says it did not arrive (%(days)s days ago)."),
        _("The carrier says it was delivered, and the buyer says it did not arrive."),
    ),
    "never_handed_over": (
        _("The label is %(days)s days old and no carrier has been seen to hold the parcel."),
        _("No carrier has been seen to hold the parcel."),
    ),
    "silent_leg": (
        _("The last scan was %(days)s days ago and gives no reason for the silence."),
        _("The last scan gives no reason for the silence."),
    ),
    "held_by_customs": (
        _("Customs has held it for %(days)s days."),
        _("Customs holds it."),
    ),
    "return_in_progress": (
        _("It has been on its way back for %(days)s days."),
        _("It is on its way back to you."),
    ),
    "address_problem": (
        _("The carrier reported a problem with the address %(days)s days ago."),
        _("The carrier reported a problem with the address."),
    ),
    "awaiting_pickup": (
        _("It has been waiting to be collected for %(days)s days."),
        _("It is waiting to be collected by the buyer."),
    ),
    "none": (_("The scans show no cause."),),
    "unpaid_duty": (
        _("Duties have been unpaid for %(days)s days."),
        _("Duties are unpaid."),
    ),
    "outage": (
        _("Its source stopped reporting %(days)s days ago."),
        _("Its source stopped reporting."),
    ),
    "siblings_silent": (
        _("Of %(others)s other parcels that left at the same moment, none was scanned since."),
    ),
    "closed_cases_counted": (
        _("What had happened in %(cases)s closed cases of this shop is counted in."),
    ),
    "siblings_complained": (
        _("Buyers of these others who say that theirs did not come either: %(buyers)s."),
    ),
    "siblings_moved_on": (
        _("Of %(others)s other parcels that left at the same moment, %(moved)s were scanned since."),
    ),
    # What cannot all be true.
    "scan_in_third_country": (
        _("It was scanned in %(country)s after it had reached the country of its address."),
    ),
    "door_in_third_country": (
        _("A courier or office in %(country)s has it, which is neither where it comes from nor where it goes."),
    ),
    "scanned_after_delivery": (
        _("It was on its way again more than a day after it was said to be delivered."),
    ),
    "delivery_withdrawn": (_("A source said that it was delivered and no longer says so."),),
    "impossible_speed": (
        _("Scans in %(country)s and %(other)s lie at least %(km)s km apart, with at most %(hours)s hours between them."),
    ),
    "two_custodians": (
        _("A carrier in %(other)s had it between two scans of another carrier in %(country)s."),
    ),
    "scan_before_label": (
        _("It was scanned more than three days before its label was made on %(day)s."),
    ),
    "scan_before_order": (_("It was scanned more than three days before it was ordered on %(day)s."),),
    "lighter_than_sent": (
        _("A source gives its weight as %(weighed)s g; you state %(stated)s g."),
    ),
    "heavier_than_sent": (
        _("A source gives its weight as %(weighed)s g; you state only %(stated)s g."),
    ),
    "weight_changed": (_("Its weight fell on the way from %(stated)s g to %(weighed)s g."),),
    "delivered_in_other_country": (
        _("It was delivered in %(country)s, and its address is in %(expected)s."),
    ),
    "delivered_in_other_region": (
        _("It was delivered at %(place)s, which is far from its address in %(address)s."),
    ),
    "delivered_in_other_town": (
        _("It was delivered at %(place)s, after the same carrier had it in %(address)s, the town of its address."),
    ),
    # How a journey ended.
    "destroyed": (_("The carrier says that it was destroyed."),),
    "seized": (_("The authorities seized it."),),
    "returned_to_seller": (_("It came back to you, so the buyer is without the goods."),),
    "arrived": (_("It arrived."),),
    "cancelled": (_("The shipment was cancelled."),),
    # What the next step rests on.
    "chance_left": (
        _("Of 100 parcels silent this long, %(chance)s still arrive (likely range %(low)s to %(high)s)."),
    ),
    "window_closes": (
        _("%(payer)s takes the %(act)s until %(day)s; after that the right is lost."),
        _("%(payer)s takes the %(act)s; the last day is not known."),
    ),
    "window_passed": (
        _("The last day for the %(act)s with %(payer)s was %(day)s."),
        _("The time for the %(act)s with %(payer)s has passed."),
    ),
    "claim_window_closes_before_answer": (
        _("%(payer)s takes the %(act)s only until %(day)s, and the answer to the inquiry is still out."),
        _("The time for the %(act)s may end before the inquiry is answered."),
    ),
    "not_accepted_before": (
        _("The carrier accepts it from %(day)s."),
        _("The carrier does not accept it yet."),
    ),
    "check_with_carrier": (
        _("No day or sum for the %(act)s with %(payer)s is known well enough; check with the carrier."),
    ),
    "no_rule_known": (
        _("No rule is known for this carrier and service. Enter your contract terms."),
    ),
    "no_remedy_left": (_("No rule known to us grants money for it."),),
    "buyer_not_told": (_("The buyer has not heard from you about the delay."),),
    "buyer_asked": (
        _("The buyer was asked on %(day)s and has not answered."),
        _("The buyer was asked and has not answered."),
    ),
    "damaged_reported": (_("Damage was reported on %(day)s."),),
    "partly_lost_reported": (_("Contents were reported missing on %(day)s."),),
    "delayed_reported": (_("The delay was recorded on %(day)s."),),
    "returned_without_reason_reported": (
        _("The return without a reason was recorded on %(day)s."),
    ),
    "buyer_disputes": (_("The buyer opened a dispute; unanswered, it is lost."),),
    "inquiry_sent": (
        _("The inquiry went out on %(day)s and is not answered."),
        _("The inquiry is out and not answered."),
    ),
    "no_answer_in_time": (
        _("The carrier had until %(day)s to answer the inquiry and did not."),
        _("The carrier did not answer the inquiry in time."),
    ),
    "carrier_says_lost": (_("The carrier answered that the parcel is lost."),),
    "carrier_says_delivered": (_("The carrier answered that the parcel was delivered."),),
    "carrier_found_it": (_("The carrier answered that the parcel was found and moves on."),),
    "still_likely_to_arrive": (_("It is still likely to arrive."),),
    "acting_pays": (_("The next day of waiting costs %(sum)s more than it spares, so act today."),),
    "waiting_pays": (
        _("Waiting until %(day)s is worth %(sum)s: %(share)s in 100 parcels like it arrive before."),
    ),
    "too_soon_to_call_it_lost": (_("It is too soon to call it lost; a claim now could be refused."),),
    "claim_sent": (
        _("The claim went out on %(day)s and is not decided."),
        _("The claim is out and not decided."),
    ),
    "decision_overdue": (
        _("A decision was due by %(day)s."),
        _("A decision is overdue."),
    ),
    "claim_refused": (_("The claim was refused, and an appeal is still possible."),),
    "paid": (_("The money has arrived."),),
    "opened_by_hand": (_("A person asked for it."),),
    "arrived_after_claim": (
        _("It arrived after you asked for money; whoever was asked must hear of it."),
    ),
}  # fmt: skip

# The next step as an order in words: with the payer's name, and without.
STEPS: Mapping[str, tuple[StrOrPromise, StrOrPromise]] = {
    "tell_buyer": (_("Tell the buyer what is known"), _("Tell the buyer what is known")),
    "ask_buyer_to_check": (
        _("Ask the buyer to check with household and neighbors"),
        _("Ask the buyer to check with household and neighbors"),
    ),
    "ask_buyer_to_collect": (
        _("Ask the buyer to collect the parcel"),
        _("Ask the buyer to collect the parcel"),
    ),
    "confirm_address": (
        _("Confirm the address with the buyer"),
        _("Confirm the address with the buyer"),
    ),
    "give_customs_papers": (_("Give customs its papers"), _("Give customs its papers")),
    "settle_duties": (_("Settle the duties"), _("Settle the duties")),
    "check_handover": (
        _("Check whether the parcel was handed over"),
        _("Check whether the parcel was handed over"),
    ),
    "wait_for_buyer": (_("Wait for the buyer's answer"), _("Wait for the buyer's answer")),
    "send_inquiry": (_("Send the loss inquiry to %(payer)s"), _("Send the loss inquiry")),
    "wait_for_carrier": (_("Wait: %(payer)s must answer"), _("Wait for the carrier's answer")),
    "chase_carrier": (_("Press %(payer)s for an answer"), _("Press the carrier for an answer")),
    "give_notice": (
        _("Give %(payer)s notice of the loss or damage"),
        _("Give notice of the loss or damage"),
    ),
    "file_claim": (_("File the claim with %(payer)s"), _("File the claim")),
    "wait_for_payer": (_("Wait: %(payer)s decides"), _("Wait for the decision on the claim")),
    "chase_payer": (_("Press %(payer)s for a decision"), _("Press for a decision on the claim")),
    "wait_for_payment": (_("Wait: %(payer)s must pay"), _("Wait for the money")),
    "appeal": (_("Appeal to %(payer)s"), _("Appeal")),
    "answer_dispute": (_("Answer the buyer's dispute"), _("Answer the buyer's dispute")),
    "wait_for_return": (
        _("Wait for the parcel to come back"),
        _("Wait for the parcel to come back"),
    ),
    "wait_until_allowed": (
        _("Wait until %(payer)s accepts the inquiry or claim"),
        _("Wait until the inquiry or claim is accepted"),
    ),
    "enter_terms": (_("Check the terms with %(payer)s"), _("Check the terms")),
    "watch": (_("Watch: it may still arrive"), _("Watch: it may still arrive")),
    "report_arrival": (
        _("Tell %(payer)s that the parcel arrived"),
        _("Tell the payer that the parcel arrived"),
    ),
    "close": (_("Close the case"), _("Close the case")),
    "nothing": (_("Nothing is to be done"), _("Nothing is to be done")),
}

__all__ = ["ACTS", "REASONS", "STEPS", "day_text", "sentence", "short_day", "step_title"]

ACTS: Mapping[str, StrOrPromise] = {
    "loss_presumed": _("counting as lost"),
    "hand_in": _("handing in"),
    "notice": _("notice"),
    "inquiry": _("inquiry"),
    "claim": _("claim"),
    "papers": _("papers"),
    "appeal": _("appeal"),
    "court": _("action in court"),
}


def sentence(code: str, figures: Mapping[str, str]) -> str:
    """Return a reason as a sentence; a code that nobody worded is shown as it is."""
    known = {name: _shown(name, text) for name, text in figures.items() if text}
    for template in REASONS.get(code, ()):
        try:
            return str(template) % known
        except KeyError:
            continue
    return code.replace("_", " ")


def step_title(code: str, payer_name: str = "") -> str:
    """Return the next step as an order in words; empty code is a case not looked at yet."""
    if code not in STEPS:
        return code.replace("_", " ")
    named, plain = STEPS[code]
    return str(named) % {"payer": spoken(payer_name)} if payer_name else str(plain)


def _shown(name: str, text: str) -> str:
    if name == "act":
        return str(ACTS.get(text, text))
    if name == "day":
        return day_text(date.fromisoformat(text))
    if name in {"country", "other", "expected"}:
        return country_name(text)
    return spoken(text) if name == "payer" else text
