# ruff: noqa: E501  # sentences stay whole, as translators see them
"""Names and sentences of the buyer's clocks; a test compares them with the scheme files."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from parcelwright_web.core_scheme_texts import SCHEMES

CLOCKS = (
    *SCHEMES,
    _("The seller stays responsible towards the consumer for what post or courier do."),
    _("Where no time was stated, a reasonable one counts; no number of days is written."),
    _("Delivery in the time stated"),
    _("deliver"),
    _("An explanation in writing, then all money paid back."),
    _(
        "The operator bears risk and responsibility for goods in transit, unless the consumer chose another courier (article 20)."
    ),
    _(
        "Delivery is the recipient's signature; leaving the parcel with others needs the recipient's consent (articles 51 and 52)."
    ),
    _("Delivery in the time promised"),
    _("The goods again or the money back: a loss in transit is the seller's."),
    _(
        "The seller bears the risk until the consumer, or a person the consumer named, holds the goods (article 20)."
    ),
    _("This does not hold for a carrier that the consumer chose and the seller did not offer."),
    _("Delivery within thirty days"),
    _(
        "Unless another time was agreed: after it the consumer sets a further reasonable time, and may then end the contract; all sums paid are owed back without undue delay."
    ),
    _("Delivery in the time agreed"),
    _("After it the consumer may cancel and have everything back."),
    _(
        "The goods stay at the seller's risk until the consumer, or a person the consumer identified, has them (section 29)."
    ),
    _(
        "This does not hold for a carrier that the consumer commissioned and the seller did not name."
    ),
    _(
        "Unless another time was agreed: the consumer may end the contract and have the money back without undue delay."
    ),
    _(
        "The rule sets when to ship and what a delay obliges to; it does not say who bears a loss in transit."
    ),
    _("Shipping within the time stated, else thirty days"),
    _("ship"),
    _("Goods not received"),
    _("dispute the payment"),
    _("The money is held at once; a fee is kept whatever the outcome."),
    _("Answer to a dispute"),
    _("settle it with the buyer"),
    _(
        "After it Klarna steps in and asks for evidence: within 14 days by its own page, 12 by Stripe's. No answer then loses."
    ),
    _(
        "none of these days for a payment that nobody authorized; the day that Klarna or your payment provider names counts, and no evidence is taken before it asks"
    ),
    _("Goods not provided (4853)"),
    _("The payment is taken back unless delivery is proved in time."),
    _("answer the dispute"),
    _("No answer loses the dispute."),
    _("the day that your payment provider names counts"),
    _(
        "Seller protection wants proof of delivery that can be seen online, to the address of the transaction details; a redirect later voids it."
    ),
    _("Item not received"),
    _("open a dispute"),
    _("Proof of delivery, or the money back."),
    _("Dispute becomes a claim"),
    _("escalate the dispute to a claim"),
    _("After that day the dispute closes for good."),
    _(
        "What wins: the carrier's record of delivery to the agreed address, or proof of a refund. Tracking without delivery does not help."
    ),
    _("Goods not received (13.1)"),
    _(
        "sources name 20 and 30 days, the shorter is taken; the day that your payment provider names counts"
    ),
    _(
        "On a platform line do not refund by hand first: the platform pays when the dispute is laid on logistics."
    ),
    _("Dispute"),
    _(
        "With a label bought through Amazon and its claims protection, Amazon pays; that is lost when you refund the buyer yourself first."
    ),
    _("A chargeback by the buyer's bank bars the guarantee."),
    _("Claim under the guarantee"),
    _("file a claim"),
    _("The order amount, when the claim is granted."),
    _("Answer when Amazon asks"),
    _("answer the claim"),
    _("Silence grants the claim and debits you. Amazon does not always ask."),
    _("Appeal"),
    _(
        "What protects: status delivered, with day and address of the recipient, from an integrated carrier; a signature from 750 USD with shipping and tax."
    ),
    _("Days that eBay's interface names count; these are worked out from its policy."),
    _("open a request"),
    _("Tracking that shows delivery, a replacement or the money back."),
    _("Answer to a request"),
    _("answer the request"),
    _(
        "After it the buyer may ask eBay to step in, and a case closed without you counts against your standing."
    ),
    _("appeal with new information"),
    _("Case for an order that did not arrive"),
    _("open a case"),
    _("An answer in the case's own log; Etsy decides alone."),
    _("Compensation for a parcel of the platform's own lines"),
    _("claim"),
    _("One appeal; paid up to the sale price and 100 USD."),
    _("Claim for goods not received, bought abroad"),
    _("open a claim"),
    _("An answer in the claim; the buyer may ask for intervention when there is no agreement."),
    _("Answer to a report of non-receipt"),
    _("accept or dispute the request"),
    _("Otherwise the buyer is refunded."),
    _("a copy of the page for Singapore"),
    _("Return or refund"),
    _("ask for a refund"),
    _("Without an answer the refund is automatic."),
    _("Ticket for a parcel lost by the platform's carrier"),
    _("open a ticket"),
    _("After it nothing is paid."),
    _("Claim under the promise"),
    _("The money back or the goods again; Walmart's decision is final."),
    _("the page read is of 2019"),
    _("Answer to a claim"),
    _("24 hours from the claim: answer on the same day, for the hour of the claim is not known"),
    _("holidays of the site are not left out, so that the day is never too late"),
    _("Confirmed delivery"),
    _("have delivery confirmed"),
    _("Consumer Rights Directive 2011/83/EU"),
    _("Consumer Rights Act 2015"),
    _("FTC Mail, Internet, or Telephone Order Rule"),
    _("E-Commerce Law of the People's Republic of China"),
    _("Australian Consumer Law"),
    _("Consumer Protection Act (South Africa)"),
    _("Amazon A-to-z Guarantee"),
    _("eBay Money Back Guarantee"),
    _("Etsy Purchase Protection"),
    _("Walmart Marketplace Promise"),
    _("Mercado Libre, Protected Purchase"),
    _("Settling with the buyer"),
)
