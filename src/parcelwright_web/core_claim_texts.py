# ruff: noqa: E501  # sentences stay whole, as translators see them
"""What the core says of claims: what went wrong, in which order, beside whom, and what is missing."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

# Sentences without figures.
CLAIMS = (
    _("What the payers granted or paid ended it; nothing more can be asked for."),
    _("The list of parcels handed over that day, from the shipping software."),
    _("The list of what was packed, from the shop or warehouse software."),
    _("Photos of the goods and the packing; ask the buyer for those on arrival."),
    _("The buyer's message that something is wrong, from the marketplace or mail."),
    _("The label's order in the carrier's account, with its number."),
    _("The page on which the goods were sold, saved with its price."),
    _("no period is stated"),
    _("no source to rest a date on"),
    _("You said so."),
    _("The carrier took it, and it has not arrived."),
    _("It is on its way back, and has not come."),
    _("An authority seized it on the way: for whoever covers that, it is lost."),
    _("The parcel was seized, and the terms exclude seizure."),
    _(
        "The parcel was seized. What is known of these terms does not exclude that, but cargo cover often does: ask the payer before you count on it."
    ),
    _("A scan says lost or damaged, and nothing has arrived."),
    _("The last scan is at the firm that took it, and none shows it leaving."),
    _("You handed it over, and no scan followed."),
    _("It has not arrived, and no scan is known."),
    _("The carrier says that it delivered, and nobody disputes it."),
    _("The carrier says that it delivered, and later scans contradict it."),
    _("The carrier says that it delivered, and the buyer that nothing came."),
    _("Damage was reported."),
    _("A scan reports damage."),
    _("A part of the contents was reported missing."),
    _("It arrived after the estimate."),
    _("It came back, and no reason for it was reported."),
    _("It came back, and no scan says why; look for a reason on the parcel."),
    _("It came back, and a scan says why."),
    _("Whether it still arrives."),
    _("Whether it still arrives: the estimate has passed."),
    _("Whether the buyer has it after all: then the damage counts."),
    _(
        "What the buyer finds in the parcel: damage and missing goods are claimed each under its own rule."
    ),
    _("Whether the payer answers for lateness: it came after the estimate."),
    _("Whether it comes back without a reason on it."),
    _("The carrier's answer: it does not say yet which of the two."),
    _("Whether the firm shows that it left its warehouse."),
    _("A scan or receipt that shows that the carrier took it."),
    _("Proof that you handed it over and that the carrier never took it in."),
    _("Whether the parcel itself bears no reason for its return."),
    _("damaged"),
    _("partly lost"),
    _("delayed"),
    _("returned without reason"),
    _("not accepted"),
    _("Nothing known of the parcel decides this."),
    _("The programme of the parcel is not known."),
    _("It holds under one programme only, and the parcel names another."),
    _("The destination is not known."),
    _("The list of destinations is not complete here; look it up."),
    _("The value is not known."),
    _("The weight is not known."),
    _("The contents are not known."),
    _("The contents are not among what is named; the rule names more."),
    _("The description of the contents cannot be read here."),
    _("The receipt or stamped posting list of the day you handed it over."),
    _("The handover list that the driver or counter signed."),
    _("The receipt for the postage, or the carrier's bill that names the parcel."),
    _("Print it again from the account in which the label was made."),
    _("The order with its payment, as the marketplace or shop shows it."),
    _("The invoice to the buyer; the shop software prints it again."),
    _("Your supplier's invoice for the goods."),
    _("The invoice that went with the parcel through customs."),
    _("Your copy of the customs declaration, or print it from the label's account."),
    _("The record of the buyer's payment, from the marketplace or payment service."),
    _("The payer's own form; fill it in where the claim is filed."),
    _("Print it from the case."),
    _("The carrier's inquiry form, or the loss inquiry printed from the case."),
    _("List the goods with number, material and value; add the listing."),
    _("From the packing list, the supplier's invoice or the box."),
    _("Ask for photos of the parcel from outside and inside; keep the packing."),
    _("Send the buyer the form; the signed answer is kept in the case."),
    _("Ask the buyer for a signed statement of what arrived."),
    _("Ask for a signed declaration; the payer has the form."),
    _("The carrier's written answer to the inquiry; ask for it in writing."),
    _("A picture of the finished refund in the marketplace or payment service."),
    _("Report the theft where it happened; ask for a copy with its number."),
    _("The number of the sale and its final price."),
    _("The number of the cover, in the order or in the confirmation mail."),
    _("A written estimate from a repair shop."),
    _("Ask the carrier to inspect the parcel; it writes the report."),
    _("Ask the post of destination, through the buyer."),
    _("A copy of the signatory's identity document."),
    _("Ask the buyer for it; a message can be written from the case."),
    _("Ask the carrier for it with the inquiry."),
    _("Ask the platform for it; its order page may offer it for download."),
    _("Ask the post that accepted the parcel to request it."),
    _("Granted in full: this payer owes no more under the rule."),
    _("Paid in full: nothing more can be asked for this loss."),
    _("Check with the carrier: the rule is not sourced well enough for a sum."),
    _("Check with the carrier: no sum is known."),
    _("No carrier is named, and the number does not tell which it is."),
    _(
        "No day of acceptance is known: periods that count from it have no last day, and the rules in force today are taken."
    ),
    _("No weight is known, and the sum depends on it."),
    _("No value of the goods is known, so the loss is not known."),
    _("However high the value in USD"),
)
# Forms with figures; the first that fits is used, so the narrower one stands first.
FORMS = (
    _("The claim was filed on %(day)s; the decision is awaited."),
    _("The payer refused on %(day)s; only an appeal is left."),
    _("the earlier of the later of %(one)s and %(other)s and %(third)s"),
    _("Check with the scheme: %(reason)s."),
    _("done on %(day)s"),
    _("%(text)s (%(note)s); confirm with the scheme."),
    _("%(text)s; confirm with the scheme."),
    _(
        "copy of %(seen)s, compared with our notes of it on %(day)s; only a copy of the rule was read"
    ),
    _("compared with our notes of it on %(day)s; only a copy of the rule was read"),
    _("copy of %(day)s, not checked since; only a copy of the rule was read"),
    _("not checked against the issuer's page; only a copy of the rule was read"),
    _("copy of %(seen)s, compared with our notes of it on %(day)s"),
    _("compared with our notes of it on %(day)s"),
    _("copy of %(day)s, not checked since"),
    _("not checked against the issuer's page"),
    _(
        "Refund the buyer or send the goods again before you claim: without proof of it %(payer)s refuses the claim."
    ),
    _(
        "Do not refund the buyer before %(payer)s has decided: with an earlier refund it refuses the claim."
    ),
    _(
        "The claim was filed on %(day)s, before a refund or a resend: %(payer)s can refuse it. Send the proof after it."
    ),
    _(
        "You refunded the buyer on %(day)s, before %(payer)s decided: it can refuse the claim. Ask it before you count on the sum."
    ),
    _(
        "The case holds proof of a refund, and %(payer)s has not decided: it can refuse the claim. Ask it before you count on the sum."
    ),
    _(
        "%(one)s refuses a claim after a refund, and %(other)s asks for one first: claim from %(again)s before you refund."
    ),
    _(
        "The claim for the goods is %(sum)s, the customs declaration %(money)s x %(rate)s %(to)s per %(currency)s (%(day)s) = %(same)s. The payer may ask why, pay no more than the declaration, or refuse."
    ),
    _(
        "The claim for the goods is %(sum)s, the customs declaration %(money)s. The payer may ask why, pay no more than the declaration, or refuse."
    ),
    _(
        "The claim for the goods is %(sum)s, the customs declaration %(money)s; compare them yourself: %(reason)s."
    ),
    _("%(money)s already paid is not counted: %(reason)s."),
    _("%(sum)s less %(paid)s already granted = %(rest)s"),
    _("Of the loss %(most)s, %(paid)s is granted: %(rest)s is left"),
    _("The destination is %(country)s."),
    _("The destination %(country)s is not on the list."),
    _("No rate compares the value %(money)s with %(limit)s."),
    _("The value %(money)s is above %(limit)s."),
    _("The value %(money)s is not above %(limit)s."),
    _("The weight %(grams)s g is above %(limit)s g."),
    _("The weight %(grams)s g is not above %(limit)s g; its size is not known."),
    _("The contents are %(goods)s."),
    _('"%(name)s" is no carrier of the rule book.'),
    _(
        'No rule of %(payer)s names the service "%(service)s"; what holds for a parcel without a named service is taken.'
    ),
    _("No service is named, and the rules of %(payer)s differ by service."),
    _('The parcel names the account "%(account)s"; terms are entered for "%(other)s".'),
    _(
        'The terms of account "%(account)s" name the firm "%(name)s", which the rule book does not know; it knows "%(other)s".'
    ),
    _(
        "The oldest edition of %(payer)s in the rule book holds from %(day)s; the carrier took the parcel on %(other)s, so its terms of that day are needed."
    ),
    _(
        "The parcel says that the carrier took it on %(day)s, after the day asked about: that cannot be right, so its day of acceptance counts as not known."
    ),
    _("No rate is known for %(money)s; enter one, or the value in a currency that has one."),
    _("If it is %(payer)s"),
    _("If the service is %(service)s"),
    _("If both are %(account)s"),
    _("If the carrier took it on %(day)s"),
    _("For a parcel taken on %(day)s"),
    _("With a weight of %(grams)s g"),
    _("%(payer)s owes nothing for it."),
    _("No rule of %(payer)s is known for it."),
    _("%(payer)s: the last day for the %(act)s would be %(day)s, no sum is known."),
    _("%(payer)s: the last day for the %(act)s would be %(day)s, at most %(sum)s."),
    _("%(payer)s: the last day for the %(act)s was %(day)s, no sum is known."),
    _("%(payer)s: the last day for the %(act)s was %(day)s, at most %(sum)s."),
    _("%(payer)s: no last day is known, no sum is known."),
    _("%(payer)s: no last day is known, at most %(sum)s."),
)
