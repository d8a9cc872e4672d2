# ruff: noqa: E501  # sentences stay whole, as translators see them
"""Names and notes of the rules of posts of the Pacific, India, Canada and Brazil."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

PACIFIC_POSTS = (
    _("Correios (Brazil)"),
    _("NZ Post"),
    _("Singapore Post"),
    _("The post decides case by case whether it pays, and may add the postage."),
    _(
        "Without proof of lodgement nothing is paid; the post may also ask for proof of identity or a statutory declaration."
    ),
    _("Extra Cover bought at posting raises the limit, up to 5,000 AUD; it is not in this sum."),
    _(
        "No last day was seen: open the enquiry as soon as the item is late. The post says that over 90 in 100 late items come within three working days of the due day."
    ),
    _("At the post's discretion; older pages say 50 AUD."),
    _("Extra Cover cannot be bought for registered mail."),
    _("No last day of this post was seen; the convention's six months hold at the latest."),
    _("the convention's period; no page of this post that was read states one"),
    _("eParcel under a business contract"),
    _("Australia Post pays nothing for eParcel contract items; Transit Cover is bought instead."),
    _("Priority Worldwide and Xpresspost abroad"),
    _("Only the sender can open the service ticket; a recipient outside Canada cannot."),
    _("The last day for a claim was not seen: open the ticket as soon as the item is late."),
    _(
        "from a notice of 2020 or 2021; the newer page says that most late parcels come within 5 working days of the due day"
    ),
    _("The cover that is included without buying more was not seen."),
    _("Tracked packet and international parcel"),
    _("The pages that were read name insured services only; what these two include was not seen."),
    _("Small packet without tracking"),
    _("The small packet has no tracking, and Canada Post leaves it out of its cover."),
    _("Damaged parcel abroad"),
    _("Damaged parcel inside Canada"),
    _("Guaranteed delivery that came late"),
    _(
        "From an old page of the post; which services carry the guarantee, and what is paid, it does not say in the part that was read."
    ),
    _("Exporta Fácil and packet abroad"),
    _(
        "A help site that is not of the post says: complain once the due day has passed, the answer comes within 5 working days."
    ),
    _("the decree refers to the convention's periods"),
    _("The sum was not seen."),
    _("Sedex and PAC inside Brazil"),
    _("the decree says 90 days; the part that was read does not say from which day"),
    _("Robbed on the way, label of Conectenvios"),
    _("Holds only when the tracking says that the item was robbed."),
    _("Conectenvios says that a payment takes 45 days; it does not say from which day."),
    _(
        "Conectenvios says postage and declared value for Sedex, only when the item was robbed; for PAC it names no sum."
    ),
    _("e-Express"),
    _("No inquiry is possible for e-Express; it can be tracked for six months from posting."),
    _(
        "It counts as lost only when neither the tracking of the destination nor that of Hongkong Post shows a delivery or an attempt."
    ),
    _(
        "The post decides case by case, does not refund postage, and takes the money back if the item is found."
    ),
    _(
        "The list of destinations without compensation changes; an older text named Mexico, South Africa, Russia and Ukraine."
    ),
    _(
        "The lowest of the value on the label, the limit for the weight and the purchase invoice; the cost of the goods stands for the invoice here."
    ),
    _("e-Express to a destination without compensation"),
    _(
        "Hongkong Post pays nothing for e-Express to this destination; the list changes, so look at the current one."
    ),
    _("Hongkong Post says that compensation takes four months; it does not say from which day."),
    _(
        "The convention's sum, as another post states it; no page of this post that was read states one."
    ),
    _("Speedpost"),
    _(
        "Speedpost insurance, up to 50,000 HKD, is cover of an insurer bought at posting; it is claimed apart."
    ),
    _("What Speedpost pays without insurance was not seen."),
    _("The post pays only once the post of destination has sent an authorisation code."),
    _(
        "When the post of destination says that it never received the item, the airline is asked: 30 days, or two months."
    ),
    _("the convention's period; a copy of the post's order says the same"),
    _(
        "The convention's sum, as another post states it; a copy of this post's order says that it pays by the convention."
    ),
    _("a copy of the post's order says four months after posting"),
    _("No text of the post itself was read that states the sum for EMS."),
    _("International Tracked Packet"),
    _("For this service the post does not wait for the post of destination."),
    _("a copy of the post's order says six months after posting"),
    _(
        "a copy of the post's order says 30 days without the time at customs, but not from which day; the complaint is assumed"
    ),
    _("No text of the post itself was read that states the sum for the tracked packet."),
    _("Speed Post inside India"),
    _("A copy of the post's memorandum says that payment follows within 10 days."),
    _(
        "a copy of the post's memorandum says that the complaint must come within 60 days of posting"
    ),
    _(
        "a copy of the post's memorandum says 60 days after posting or 30 days after the complaint, whichever is later"
    ),
    _("A page of another firm says twice the charges, at most 1,000 INR."),
    _("The branch gives out the claim form once its inquiry is closed."),
    _("The sum is of a shop's page, not of the post's own."),
    _("Damaged item"),
    _("The buyer keeps the contents and all of the packaging until the post has looked at them."),
    _("For items delivered since 2014 the sender claims, before that the addressee did."),
    _("The inquiry is free by airmail; by fax or EMS it costs what the transmission costs."),
    _("After delivery sender or addressee may claim, before it the sender."),
    _("For goods; documents have a lower limit."),
    _("EMS, documents"),
    _("EMS, insured"),
    _("EMS with guaranteed delivery"),
    _("EMS that came late"),
    _("48 hours after the delivery was due; they are counted as two days"),
    _("Recorded delivery"),
    _("What recorded delivery pays was not seen."),
    _("International courier"),
    _("The periods are those that a label platform states for NZ Post items."),
    _(
        "NZ Post posts the declaration letter to check the address; by e-mail only with proof of the address."
    ),
    _(
        "For goods of your own making, invoices for the material or a print of the costing serve as proof."
    ),
    _("The invoice states the cost without freight; the platform adds the freight."),
    _(
        "A forum of 2011 says at most 2,000 NZD; no page of the post was seen that says so. It pays on cost."
    ),
    _("International air and economy"),
    _(
        "A forum of 2011 says at most 250 NZD by air, up to 1,500 NZD with extra cover; no page of the post was seen that says so. It pays on cost."
    ),
    _("The terms that were read are of 2013; ask whether the sum still holds."),
    _("Insurance of SingPost's insurers can be bought beside it."),
    _("Documents: nothing is paid."),
    _("EMS through 4PX, no first scan after handover"),
    _("Holds for EMS of SingPost that was handed over through 4PX."),
)
