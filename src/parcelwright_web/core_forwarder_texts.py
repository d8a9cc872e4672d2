# ruff: noqa: E501  # sentences stay whole, as translators see them
"""Names and notes of the rules of forwarders, and of those added to carriers later."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

FORWARDERS = (
    _("No published terms for lost parcels were found. Enter the terms of your contract."),
    _("Asendia"),
    _("Buffalo"),
    _("CE China-Cambodia Express"),
    _("chcn56"),
    _("Ciliexpress"),
    _("CJdropshipping"),
    _("CNE"),
    _("Equick"),
    _("helpsellergrow"),
    _("J-NET"),
    _("J5EX"),
    _("jstd"),
    _("J&T International"),
    _("Landmark Global"),
    _("Pickup (ebaoguo)"),
    _("SDH"),
    _("SpeedPAK"),
    _("UBI"),
    _("Winit"),
    _("WishPost"),
    _("Yes Logistics"),
    _("YTO International"),
    _("Yuxuan"),
    _("ZTO International"),
    _("Boxtal"),
    _("CNfans"),
    _("CNSnap"),
    _("Easy4Pro"),
    _("JoyaBuy"),
    _("Packlink"),
    _("Packlink for eBay UK"),
    _("Parcel2Go"),
    _("Sendcloud"),
    _("Shippo"),
    _("ShipSaving"),
    _("4PX pays within 7 working days after it has confirmed the claim."),
    _("Other lines, no first scan after handover"),
    _("in peak season 10 days later; which days those are was not seen"),
    _("Where tracking stands still the order number alone is enough to ask."),
    _("Value guarantee of 4PX (bao jia)"),
    _("The freight is not refunded; nothing is deducted."),
    _("the lowest of the invoice, the actual price and the amount that was guaranteed"),
    _("Insurance sold by 4PX (bao xian)"),
    _("slides of 2019 say 45 days after shipping"),
    _("slides of 2019 say 90 days after shipping"),
    _(
        "the loss times the insured share, less 10 percent, or for electronics less 20 percent and at least 500 CNY"
    ),
    _("Claim under the terms of Aramex"),
    _(
        "With a pro forma invoice the goods count as used: their market value or second-hand value, whichever is less."
    ),
    _("No page was seen that states a last day without Shield."),
    _("For each shipment."),
    _("Shield of Aramex"),
    _("Shield is bought before handover. Documents: at most 300 USD. The freight is not refunded."),
    _("Parcel of Aramex in Australia (formerly Fastway)"),
    _("The claim can be filed once."),
    _("An economy letter by air can be covered up to 500 AUD."),
    _("Claim at Buffalo"),
    _("Once the amount is agreed, it is paid to the account within a month."),
    _("A buyer who asks is sent back to the seller."),
    _("its page names no sum"),
    _("Line of AliExpress, lost on the way"),
    _(
        "The platform pays when the buyer's dispute is laid on logistics: too long on the way, lost, not traceable for the carrier's reason, or misrouted."
    ),
    _("A higher limit can have been bought (value guarantee); its figures were not seen."),
    _("for each order"),
    _("the limit of this line was not seen"),
    _("Line bought on AliExpress (online shipping)"),
    _(
        "A complaint can be filed twice. Copies of help pages say that the line answers within 10 days, then Cainiao decides within one working day."
    ),
    _("a copy of a help page says 120 days after the order of logistics was made"),
    _("a copy of a help page says 15 days, when nothing was agreed within the 10 days"),
    _("a guide says the price the goods were sold at, up to a limit of the line that was not seen"),
    _("Worry-free line, lost before the warehouse"),
    _(
        "A complaint can be filed twice: collected or signed for but not stored. A copy of a help page says that the answer comes within 10 days and that a refusal goes on to Cainiao by itself, which decides within one working day."
    ),
    _("Claim under the terms of CE China-Cambodia Express"),
    _(
        "Insurance costs 2 percent and pays the actual value up to the declared one, at most 2,000 USD."
    ),
    _("Insured with CE China-Cambodia Express"),
    _("CE China-Cambodia Express, insured or not is not known"),
    _("without insurance"),
    _("Damaged with CE China-Cambodia Express"),
    _("CE China-Cambodia Express pays nothing for damage."),
    _("E-packet through chcn56, no first scan after handover"),
    _("its page says 7 working days without a first scan, and an answer within 37 working days"),
    _("its page says twice the freight and the freight back"),
    _(
        "Up to the postage, or up to the insured value, and the postage back. An older standard that copies still show pays 500 CNY plus 60 CNY per kilogram: ask the post office which holds for the contract."
    ),
    _("half of the postage"),
    _("Claim under the terms of Ciliexpress"),
    _("For goods that were not declared nothing is paid."),
    _("Dispute at CJdropshipping, lost or late"),
    _(
        "A refund or a parcel sent again. A dispute opened elsewhere, such as with the payment service, can block the account."
    ),
    _("refund or a parcel sent again; the policy names no limit in the part that was read"),
    _("CJdropshipping, delivered but not received"),
    _("CJdropshipping pays nothing once the tracking says delivered."),
    _("Abroad the search takes longer than the four weeks that hold within Germany."),
    _(
        "the first day is from the post's own page, the last day from the postal convention, as another post states it"
    ),
    _(
        "The shipper may claim too; anyone else needs a written release. An older page wants all papers in one PDF or ZIP of at most 3 MB."
    ),
    _("DHL decides within 10 working days, and within 30 days at most."),
    _("Claim under the terms of DHL Express for damage, shortage or delay"),
    _("The period counts from the acceptance scan, not from delivery."),
    _("what is paid for damage or delay was not seen beyond the air convention's cap"),
    _(
        "Evri's own periods could not be read. For a label of Shippo or Parcel2Go name it as the programme: their days then show."
    ),
    _(
        "A supplier's or retail invoice proves the value, or the order's confirmation together with proof of payment."
    ),
    _(
        "A guide names 100 USD for parcels out of the United States whose value was not declared; the treaty's sum can be higher."
    ),
    _("Claim under the terms of helpsellergrow"),
    _(
        "the page speaks of the freight back and either the freight once more or the actual value, at most 300 CNY; its example adds both"
    ),
    _(
        "When the post of destination says that it never received the item, the airline is asked: 30 days, or two months. Without proof of delivery the search takes 28 days."
    ),
    _("Claim under the terms of J5EX"),
    _("The freight is within the limit, not on top. Insurance costs 5 percent."),
    _(
        "On the leg within the United States a parcel counts as lost 20 working days after it came into the warehouse without being sent on."
    ),
    _("Claim under the terms of jstd"),
    _("a notice says 40 CNY per kilogram, at most 600 CNY, and no freight back"),
    _("Claim through Pickup (ebaoguo)"),
    _(
        "A claim costs 15 AUD. The carrier takes 30 to 120 working days; the money comes 30 working days after the carrier paid."
    ),
    _("what the carrier pays"),
    _("Complaint at Poste Italiane"),
    _(
        "A lawyer's page says that the answer comes within 45 days; after it AGCOM ConciliaWeb or a consumer association can be asked."
    ),
    _("a lawyer's page says up to six months for some services abroad"),
    _("No page of this post was seen that states the sum."),
    _("Complaint at Poste Italiane, within Italy"),
    _("a lawyer's page says 30 days"),
    _("A model letter says that mail without tracking cannot be claimed; ask the post."),
    _(
        "PostNL's page names registered, insured and priority services only; whether a plain parcel abroad is one of them it does not say."
    ),
    _("Within China, without a declared value"),
    _(
        "With a credit account at most nine times the freight, otherwise seven times, which is counted on here; the freight is waived."
    ),
    _("No page was seen that states a last day."),
    _("Shipment Protection Plus"),
    _("SF may ask for papers on the claim at any time."),
    _("What is paid lay outside the part of the terms that was read."),
    _("Claim under the terms of SF International"),
    _(
        "The terms of Hong Kong, Taiwan, the United States and Canada were found, but not their clause on liability: ask for it."
    ),
    _("Complaint through eDIS"),
    _(
        "Open to sellers of Greater China with an eDIS account. A complaint names the parcels, the day it happened and a reason of at most 200 characters."
    ),
    _("Neither a period nor a sum is published: enter the terms of your contract."),
    _(
        "Documents: at most 100 USD. Extra insurance raises the limit, up to 5,000 USD or the limit of the country."
    ),
    _("A decision takes 5 to 10 days, the payment 7 to 10 working days more."),
    _("Advanced Logistics Refund Assurance"),
    _(
        "Ended for orders made in WishPost from 21 June 2024 on, Beijing time; here the day of acceptance stands for it. Older orders that were marked are still settled."
    ),
    _(
        "A copy of the questions and answers asks for a scan in the warehouse within 72 hours of the order's release, or a pickup within 48 hours, and a refund within four months of the order."
    ),
    _("a share of the logistics fee; the share was not seen"),
    _("Lost with WishPost"),
    _(
        "No payment for a loss was found. The only way to appeal is the dispute toolkit, which takes disputes on weight, fees and delay."
    ),
    _("Claim under the terms of Yes Logistics"),
    _("Once the amount is agreed, it is paid within 1 to 3 working days."),
    _(
        "its page says three days after delivery, which a parcel that is lost never has: file at once"
    ),
    _("Claim under the terms of Yuxuan"),
    _("Goods whose value was not declared count for at most 100 USD; insure what is worth more."),
    _("what is paid for declared goods was not seen"),
    _("Claim under the terms of ZTO International"),
    _(
        "ZTO accepts liability for loss, damage that can be seen and non-delivery, from pickup to delivery."
    ),
    _("the limit was cut off in the copy that was read"),
    _("Late with ZTO International"),
    _("ZTO International pays nothing for delay."),
    _("Postal express S, lost after the first scan"),
    _(
        "After the first scan what is paid follows from the inquiry; neither a period nor a sum is published."
    ),
    _("what the inquiry finds decides"),
    _("Aramex confirms that it has the claim within one working day."),
    _(
        "A page of UPS itself says that a claim is settled within 30 days, and that the terms of the country of origin set the period."
    ),
)
