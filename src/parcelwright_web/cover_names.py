# ruff: noqa: E501  # sentences stay whole, as translators see them
"""Names and fixed sentences of insurers and platforms in the rule book, as pages show them."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from parcelwright_web.core_insurer_texts import INSURERS

PAYERS = (
    _("Amazon Buy Shipping Claims Protection"),
    _("Cabrella"),
    _("EasyPost Insurance"),
    _("Etsy Purchase Protection"),
    _("InsureShip"),
    _("Lazada Global Shipping"),
    _("Parcel Pro"),
    _("Route"),
    _("Secursus"),
    _("Ship with Walmart"),
    _("ShipInsure"),
    _("Shipsurance"),
    _("TikTok Shipping"),
    _("TikTok Shop, shipped via platform"),
    _("U-PIC Insurance Services"),
    _("XCover (Cover Genius)"),
)
TITLES = (
    _("Claims protection of the bought label"),
    _("Compensation for cross-border parcels of Lazada"),
    _("Insured parcel"),
    _("Insured parcel, damaged"),
    _("Insured parcel, delivered but not received"),
    _("Insured parcel, lost"),
    _("Insured parcel, stolen after delivery or damaged"),
    _("Label bought through Ship with Walmart"),
    _("Protection bought by the buyer, damaged"),
    _("Protection bought by the buyer, delivered but not received"),
    _("Protection bought by the buyer, lost"),
    _("Purchase protection for sellers"),
    _("Shipped via platform in Viet Nam and Thailand, delivered but not received"),
    _("Shipped via platform in Viet Nam, Thailand and Indonesia, lost"),
    _("TikTok Shipping in the United States"),
    _("Upgraded TikTok Shipping and Collections by TikTok"),
)
NOTES = (
    _(
        "A claim can be filed earlier; it is approved only once the parcel counts as lost and the announced delivery day has passed."
    ),
    _("Above 100 USD the difference is charged to you, unless a higher value was declared."),
    _("Answer messages about the delivery within 48 hours."),
    _("Approve the buyer's refund first, then open the ticket."),
    _(
        "Claims up to 1000 USD are decided by the insurer's staff, up to 20,000 USD by an adjuster, above by underwriters in London."
    ),
    _("Counts as lost also 48 hours after the announced delivery, when tracking says nothing."),
    _("Counts as lost also two days after the carrier confirms the loss."),
    _("Counts as lost only when tracking has begun and no delivery was scanned."),
    _("Cover is bought before handover, or on the same day until 23:59, with the tracking number."),
    _("Do not refund the buyer yourself: then the protection is lost and Amazon does not pay."),
    _(
        "Etsy pays at its own discretion, and wants your own insurance or the claim on the carrier first."
    ),
    _(
        "File without waiting for the carrier's cheque; what the carrier owes is claimed from the carrier."
    ),
    _("Military addresses wait 55 days under Easyship."),
    _("One appeal is possible. Support answers within 48 hours and pays in 2 to 5 weeks."),
    _(
        "Paid by itself within 1 to 5 business days after the status turns to lost; else open a ticket."
    ),
    _("Paid only where you lost both the goods and the money."),
    _(
        "Paid when the carrier is at fault: no movement for more than 10 days counts as lost. Without a scan form or proof of pickup a parcel that was never scanned is laid on the seller."
    ),
    _(
        "Periods are known for Sendcloud, XPS and Reverb in Great Britain; the pages of Shippo state none."
    ),
    _("Postage is paid only if it was part of the insured value."),
    _("Shipped by the Ship By date, seamless returns switched on, and the return not disputed."),
    _("Tell the insurer at once, and the carrier too unless the label came from Cabrella."),
    _("The buyer paid for this cover and claims; the seller can only point the buyer to it."),
    _(
        "The buyer's claim under the guarantee is paid by Amazon and does not count as an order defect."
    ),
    _(
        "The buyer's statement must be dated after the waiting time has run out; mails of the buyer in its place also after the last scan."
    ),
    _("The carrier need not be asked first."),
    _("The insurer may ask for the damaged goods."),
    _("The insurer's pages name no period and only say as soon as possible."),
    _("The interface papers name no last day for a claim."),
    _(
        "The invoice must be of the two months before pickup. For used goods between private people a signed sale agreement that states the value stands in for it."
    ),
    _(
        "The listing shows a delivery estimate, the parcel went out in time to the address of the order, with valid tracking or an Etsy label."
    ),
    _("The order is sent again or refunded with its shipping; no sum is fixed."),
    _("The period is known for cover bought through ShippingEasy only."),
    _("The terms on claims could not be read: neither a first nor a last day is known."),
    _("Under ShipTection the buyer may claim too."),
    _("Up to 5000 USD can be bought on top. An appeal is decided in 7 to 10 business days."),
    _(
        "Waiting times may differ by agreement. Military addresses wait 45 days under Shipment Value Protection."
    ),
    _("What the carrier owes is claimed from the carrier."),
    _("more than 10 days without movement"),
    _("older pages of shops say 14 or 15 days: file by then to be safe"),
    _("older pages of shops say 15 days: file by then to be safe"),
    _("paid by Amazon to the buyer, instead of you"),
    _("the first day is stated for USPS and consolidators"),
    _("the last day is from an older page"),
    _("the last day is that of the insurer's general terms"),
    _("the order is sent again or refunded; no sum is fixed"),
    _("the pages name no sum"),
    _("the period runs from the last status update; the last scan is never later"),
    _("the sum of this programme is not published"),
)
NAMES = (*PAYERS, *TITLES, *NOTES, *INSURERS)
