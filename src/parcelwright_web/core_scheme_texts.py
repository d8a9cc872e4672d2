# ruff: noqa: E501  # sentences stay whole, as translators see them
"""Further names and notes of laws, payments and marketplaces; a test compares them with the files."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

SCHEMES = (
    _("By surface mail goods need longer than thirty days: state a longer time at checkout."),
    _("be paid without a claim"),
    _("end the contract and have the money back"),
    _("have the money back if you do not act in time"),
    _("German Civil Code, consumer sales"),
    _("Consumer Rights Act 2022"),
    _("Amazon Pay A-to-z Guarantee"),
    _("American Express"),
    _("UnionPay"),
    _("A decision can be appealed before arbitration."),
    _("A delivered scan must be there before the case closes."),
    _("A refund that was promised is due within two business days."),
    _("After it the general rules on late performance hold: the goods, or the money back."),
    _(
        "All texts of an answer together have at most 150,000 characters; tracking without a delivery does not help."
    ),
    _("An answer; without agreement the platform decides."),
    _(
        "Answer in the claim, within 8 working hours; a claim counts against you unless it is left out on request after it has closed."
    ),
    _("Claim for goods not received, bought in the same country"),
    _("Compensation for a parcel lost inside Malaysia"),
    _("Complaints on the platform's logistics are made within 120 days of the order."),
    _(
        "Etsy pays at its discretion, up to 250 USD with shipping and tax (500 USD for orders of November and December), and wants your own insurance or carrier claim first."
    ),
    _("Every request that is opened counts in eBay's service metrics, a settled one too."),
    _(
        "For goods not received no message to the seller is asked first; the buyer's page of 48 hours says otherwise."
    ),
    _(
        "From mainland China only WishPost may carry; another carrier costs 100 USD an order, and refunds for it cannot be appealed."
    ),
    _("Goods not received (C08)"),
    _("Goods not received (RG)"),
    _(
        "How long a buyer can dispute a payment with this card was not found; read the day that your payment provider names."
    ),
    _(
        "Keep the day to ship and the day to deliver; a refunded order may offer to file a claim in Seller Center."
    ),
    _(
        "Later needs the buyer's consent; without it all money goes back unasked within seven working days, or within one billing cycle where you yourself gave the credit."
    ),
    _("No answer loses the claim."),
    _("No period for the seller's answer was seen on Etsy's page; other sites name three days."),
    _("Not confirmed by then, any refund is yours to pay."),
    _(
        "Older copies name 6 to 39 days by carrier for the first day, and delivery times of 60 days, 90 to Russia and 120 to Brazil."
    ),
    _("On a line of your own you pay, and claim under your own contract."),
    _("Refunds for parcels that were delivered and not received can be appealed."),
    _("SHEIN Marketplace"),
    _("Shipped by yourself, you pay, and claim on your own carrier."),
    _("Shopify Protect covers payments by fraud only, never goods not received."),
    _(
        "Signature confirmation is asked for from 750 USD, or the sum of its currency table (faq1676)."
    ),
    _("Small amounts can be decided against you without a hearing."),
    _("Telling buyers not to open a claim bars that request."),
    _(
        "The consumer may end the contract at once where the seller refuses or the day was essential (article 18)."
    ),
    _("The full value in Lazada's own network, 400 MYR in another."),
    _(
        "The last day for your answer stands in the dispute itself (evidence_details.due_by): read it there, it is not worked out here."
    ),
    _(
        "The last day for your answer stands on the order: read it there, it is not worked out here. Evidence cannot be changed once it is sent."
    ),
    _("The risk of transport stays with the seller (sections 447 and 475)."),
    _(
        "The risk passes when the consumer, or a person the consumer named, holds the goods (section 35)."
    ),
    _(
        "To take a payment while knowing that the time cannot be kept is unlawful; sellers abroad are hard to reach."
    ),
    _(
        "What you owe the buyer does not wait for the carrier: the claim on the carrier is a matter of its own."
    ),
    _("Who pays for a parcel lost on the way was not found; count on paying yourself."),
    _("Who pays for a parcel lost on the way, and by when, was not found; ask the marketplace."),
    _(
        "With a label marked Late Delivery Risk, or for a parcel refused or undeliverable, the seller is debited."
    ),
    _(
        "With a label of Ship with Walmart the marketplace pays up to 100 USD; with another label you refund or send again."
    ),
    _(
        "With another carrier the seller is debited when the claim is granted; tracking and, for goods of high value, a signature defend."
    ),
    _("With logistics of your own you pay; the marketplace pays for its own lines only."),
    _("a copy names five days; read the day in the dispute itself"),
    _(
        "a copy names the 11th day after shipping, where tracking looks normal only once the delivery time has ended, and 15 days after that; read the day in the dispute itself"
    ),
    _("a text of 2020 asks for the claim within 25 days of pickup: ask at once"),
    _("after the case has closed"),
    _("as a copy of the policy says"),
    _("ask eBay to step in"),
    _("counted from the capture of the payment; longer in cases of fraud, law or debt collection"),
    _(
        "counted from the payment, as guides for merchants do; it may run longer where a delivery day was promised"
    ),
    _(
        "counts from a properly completed order, and only where no other time was stated; 50 days where the buyer applied for credit"
    ),
    _("eBay decides; after that day the request closes by itself."),
    _("eBay steps in"),
    _(
        "from the delivery day promised, else from the payment; where none was promised the first day is 15 days after the payment"
    ),
    _(
        "from the latest delivery day announced, or once tracking says delivered; whether three days pass after the scan too is not said, so none are counted"
    ),
    _(
        "the first day is on its help page too; it also names the 15th day after the charge as the first, and two working days for your answer; the last day is that of its British page"
    ),
    _("once the delivery day has passed and 48 hours after the request for help"),
    _("once your own days to answer are over; holidays of the site are not left out"),
    _(
        "sources disagree whether the 120 days run from the payment or from the delivery day promised; the later is shown, as the buyer may use it; the first day is the one promised, and where none was, 30 days after the payment; it falls away where you clearly will not deliver"
    ),
    _("the day in PayPal's mail counts; ten days are said and were not seen in a page of PayPal"),
    _(
        "from the delivery day promised; where none was, 15 days after the payment; for goods that came late and went back it is 15 days after the return"
    ),
    _(
        "a day announced before the thirty are over counts as agreed; where a later one was agreed, that one holds"
    ),
    _("What follows a missed day (section 28, subsections 6 to 9) was not read word for word."),
    _("A guide of a third party says that the carrier must confirm the loss before a claim."),
    _("The insurer's 120 days are stated for losses; no period is named for damage: file at once."),
)
