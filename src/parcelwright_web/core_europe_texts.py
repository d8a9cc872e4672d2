# ruff: noqa: E501  # sentences stay whole, as translators see them
"""Names and sentences of the rules of posts and parcel firms of Western and Northern Europe."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

EUROPE = (
    _("bpost"),
    _("Chronopost"),
    _("DPD"),
    _("GLS"),
    _("PostNord"),
    _("Claim under the terms of Chronopost"),
    _("Claim under the terms of DPD Germany"),
    _("Claim under the terms of GLS Germany"),
    _("Claim under the terms of GLS Portugal"),
    _("Claim under the terms of GLS Spain"),
    _("Colissimo"),
    _("Contents missing, GLS Denmark"),
    _("DHL Paket within Germany"),
    _("Damaged on the way"),
    _("Inquiry at Swiss Post"),
    _("Late abroad"),
    _("Letter of PostNord Denmark"),
    _("Letter post, not registered"),
    _("Letter within Germany"),
    _("Light parcel up to 2 kg"),
    _("Paq Económico Internacional"),
    _("Paq Estándar within Spain"),
    _("Paq Premium Internacional"),
    _("Paq Premium Internacional, late"),
    _("Paquete Azul"),
    _("Parcel of PostNord Denmark"),
    _("Parcel of PostNord Norway"),
    _("Parcel of PostNord Sweden"),
    _("Parcel within the Netherlands"),
    _("Registered letter abroad (Carta certificada internacional)"),
    _(
        "Abroad the first day is later than the 5 working days that hold within the Netherlands; the guide does not say by how much."
    ),
    _("23 EUR for each kilogram, for parcels up to 30 kg, as the press reported in 2014."),
    _(
        "520 EUR, and 265 EUR for delivery to a shop and for returns, were named in 2020 by a page that is not of DPD."
    ),
    _("72 hours without a scan; then ask Boxtal for a locate search"),
    _("750 EUR were named in 2020 by a page that is not of GLS."),
    _(
        "A screenshot of the tracking page is no proof of posting; a chat proves the value only together with a bank statement."
    ),
    _("Abroad Correos pays for delay only with Paq Premium."),
    _(
        "Abroad an inquiry is taken once no delivery is recorded, the usual transit time is over by two days and the buyer confirms that nothing came."
    ),
    _(
        "An e-mail or letter of the buyer with date and barcode stands in for the signed declaration; a screenshot of a chat alone does not."
    ),
    _(
        "Another language version of the page says 7 days instead of 10 for the first day. The later day is taken."
    ),
    _("Another than the sender can claim with a signed request."),
    _(
        "Bought through Shipmondo: the search takes 30 days within Norway and 60 days abroad; describe the outer packing as well."
    ),
    _("Correos counts the billed weight, which may be higher than the weight used here."),
    _("Extra cover of 500, 1,000, 2,000 or 5,000 EUR can be bought before shipping."),
    _(
        "For delivery within France 14 days hold for individuals and 3 days for businesses; abroad 21 days for all."
    ),
    _("For each parcel; the gross weight counts."),
    _(
        "Gaps between scans of one to two weeks in Europe and three to four weeks elsewhere are usual; a guide advises to wait for twice the usual transit time."
    ),
    _(
        "Give the contact data of sender and buyer. Without a receipt also the weight, the added services and your contact at Swiss Post."
    ),
    _(
        "Holds for parcels up to 30 kg. bpost converts at a rate that it sets anew each year; 1.2119 EUR for one SDR was seen."
    ),
    _(
        "Insurance of up to 3,000 EUR can be bought; the insured amount then takes the place of the 30 SDR."
    ),
    _(
        "Insurance of up to 3,000 EUR can be bought; the insured amount then takes the place of the sum by weight."
    ),
    _("Insurance of up to 6,000 EUR can be bought; the insured amount is paid on top."),
    _("La Poste writes to the buyer to confirm that nothing came."),
    _("More cover can be agreed with the local depot."),
    _("No page of Swiss Post was seen that states a sum."),
    _(
        "The letters of the number name another kind of mail than the service does; the number is followed."
    ),
    _(
        "The sum is that of the postal convention, which a post may raise for its own senders and never lower."
    ),
    _(
        "Where the parcel went as mail, the postal convention grants at least 40 XDR plus 4.50 XDR per kilogram: ask for it."
    ),
    _(
        "Of an insured item the lowest of the declared amount, the replacement and the repair is paid."
    ),
    _(
        "Older conditions allowed far longer than 30 days; the conditions in force on the day of posting decide. The 30 days are the safe reading."
    ),
    _(
        "One reading of the same page refunds the whole postage, another leaves out the registration fee. The lower is taken."
    ),
    _("Parcels into Norway: the buyer complains to the foreign sender."),
    _(
        "PostNL leaves out Sundays and holidays; seven plain days end earlier and are the safe reading"
    ),
    _("PostNord Denmark pays nothing for letters."),
    _("Swiss Post traces no item that is not registered."),
    _("The cost of making the goods counts."),
    _("The gross weight counts. No page was seen that states a last day for loss."),
    _("The original value of the goods counts."),
    _("The search can be asked for online only. Extra cover of 2,500 or 25,000 EUR can be bought."),
    _("The sender asks for the search."),
    _(
        "Used goods count at their present value, goods sold by auction at their price there; the lowest counts."
    ),
    _(
        "VAT is left out when you are registered for it. No page was seen that states a sum or a last day."
    ),
    _(
        "Without the extra cover of bpost (assurance sur mesure) this parcel pays nothing. No page was seen that states a last day."
    ),
    _("a page that is not of DPD says that the search starts 6 days after handover"),
    _("a page that is not of Deutsche Post says that a letter counts as lost after 20 days"),
    _("it pays by weight; neither the figures nor a last day were seen."),
    _("said of delay, and of damage that does not show from outside"),
    _("the convention's period; no page of bpost was seen that states a last day"),
    _("the first day is from bpost's own page, the last day from the postal convention"),
    _(
        "the page counts from delivery and does not say from which day for a parcel that never came; the due day is taken"
    ),
    _(
        "the period for loss of this service was not seen; the other services abroad have six months"
    ),
    _("Individuals: customer service; businesses: live chat; contract customers: the online form"),
    _("MijnPostNL Zakelijk, or customer service"),
    _("MyPage or the form of PostNord Norway; by letter PO Box 6441 Etterstad, 0605 Oslo"),
    _("Online form of bpost"),
    _("Online inquiry of Deutsche Post, after the usual transit time"),
    _("Online, or at a branch"),
    _("Online, or at a post office"),
    _("Online, or at an office of Correos"),
    _("a date not later than the day of shipping"),
    _("added services"),
    _("both sides"),
    _("consequential loss"),
    _("customers with a contract follow their contract"),
    _("details of the loss"),
    _("goods above 5,000 EUR, jewelry, antiques, securities (older list, to be confirmed)"),
    _("items that are not registered"),
    _("the amount without VAT"),
    _("the barcode"),
    _("the date"),
    _("the day of receipt"),
    _("the number of parcels"),
    _("the original cost of the contents"),
    _("the shipment number"),
    _("the weight of each parcel"),
    _("time in customs is not counted"),
)
