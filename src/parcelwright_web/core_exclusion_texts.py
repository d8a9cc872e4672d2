# ruff: noqa: E501  # sentences stay whole, as translators see them
"""What rules exclude, and where their sources disagree."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

EXCLUSIONS = (
    _("a list that no driver of 4PX signed"),
    _("force majeure, acts of a government or of customs"),
    _("goods and countries on Shield's lists"),
    _("authority to leave, with a photo or GPS as proof"),
    _("signed for with the packing intact, when nothing points to the carrier"),
    _("a value above the limit for posting"),
    _("the last carrier failed to deliver"),
    _("fragile goods"),
    _("fresh goods"),
    _("documents"),
    _("a declared value of 20,000 CNY or more"),
    _("fault of the sender"),
    _("prohibited or restricted goods"),
    _(
        "under Reverb: sales above 10,000 GBP in the country or 2500 GBP abroad, and delivery without a signature"
    ),
    _("a refund that you made yourself"),
    _("a refund made by itself after 4 calendar days without an answer"),
    _("no scan of the waybill at handover"),
    _("force majeure"),
    _("prohibited goods"),
    _("indirect loss"),
    _("poor packing or nature of the goods"),
    _("prohibited or seized goods"),
    _("paid by another insurer"),
    _("prohibited contents"),
    _("customs seizure"),
    _("sentimental value"),
    _("customers with a contract follow their contract"),
    _("charges not paid"),
    _("M bags in bulk"),
    _("fraud or negligence of the sender"),
    _("goods banned at destination"),
    _("destinations without any cover"),
    _("a value that was overstated"),
    _("no acceptance scan by the carrier"),
    _("defect of the goods"),
    _("packing by others than the carrier"),
    _("war"),
    _("act of a public authority"),
    _("fragile and perishable goods on the post's list"),
    _("signed for with the packing intact"),
    _("seized abroad"),
    _("no inquiry within the period"),
    _("late delivery"),
    _("no inquiry within six months"),
    _("standard letters"),
    _("unregistered items"),
    _("seizure or destruction by an authority"),
    _("no complaint in time"),
    _("animals, bullion, currency, gems, weapons, human remains, counterfeits"),
    _("no customs declaration"),
    _("consequential loss"),
    _(
        "coins, bullion, loose stones, jewellery, rock slabs, securities, cash, deeds, gift cards, lottery or event tickets, negotiable papers"
    ),
    _("handling and insurance fees"),
    _("an order that was not shipped yet"),
    _("wrong address typed by the customer"),
    _("addresses of freight forwarders"),
    _("goods the recipient has not paid for"),
    _("bad packing, as the insurer judges"),
    _("delivered by the rules of the country of destination"),
    _("seized under the law of the country of destination"),
    _("address or invoice data wrong or late"),
    _("the recipient does not help customs"),
    _("acts of firms that 4PX has no contract with"),
    _("jewellery without Extra Cover"),
    _("time in customs is not counted"),
    _(
        "bullion, currency, deeds, furs, fine art, chips, loose stones, jewelry, perishables, televisions, tickets, laptops, mobile phones, personal goods"
    ),
    _("about 40 destinations"),
    _("goods of its list are covered for loss, not for damage"),
    _("delivered with a scan, the place and a photo"),
    _("arrived empty or short"),
    _("goods of its list without compensation"),
    _("over 15 kg or oversize"),
    _("goods above 5,000 EUR, jewelry, antiques, securities (older list, to be confirmed)"),
    _("destinations without compensation: Israel, Lebanon, Mexico, Russia, South Africa"),
    _("bad packing"),
    _("wrong address"),
    _("seizure"),
    _("contents of paper, documents"),
    _("items that are not registered"),
    _("flat rate envelopes and small flat rate boxes that are not registered"),
    _("damage while customs held the parcel"),
    _(
        "under ShipTection: parcels to AF, AO, BO, IQ, CG, MM, IR, CI, LB, LR, LY, NG, KP, PY, SO, SY, ZW and VE"
    ),
    _("return to the sender, bad address or refusal"),
    _("item missing from one parcel without tampering"),
    _("gifts"),
    _("shipments for repair"),
    _("sender and recipient are the same"),
    _("label or packaging that shows nature or value"),
    _("countries under embargo or at war"),
    _("return to the sender because of a bad address"),
    _("item missing without signs of tampering"),
    _("legible signature of the customer on the proof of delivery"),
    _("packaging that shows the maker or the contents"),
    _("jewellery above 1000 USD, laptops, tablets and phones without signature service"),
    _(
        "some destinations, among them AF, AO, BO, BR, MM, CG, CU, IR, IQ, CI, LR, NG, KP, PY, SL, SO, SD, SY and VE; the source names Congo without saying which"
    ),
    _(
        "under Shipment Value Protection: bullion, currency, deeds, furs, fine art, chips, loose stones, jewellery, perishables, televisions, tickets, laptops, mobile phones, personal goods"
    ),
    _(
        "under Shipment Value Protection: parcels to AF, DZ, AO, BY, BA, MM, BI, CI, HR, CU, CD, IR, IQ, JO, LR, LY, MD, ME, NG, KP, PY, CG, RS, SL, SO, LK, SD, SY, TG, YE and ZW"
    ),
    _("a label marked Late Delivery Risk"),
    _("a parcel that is refused or undeliverable and on its way back"),
    _("parcels shipped by the seller"),
    _("insured above the real value by fraud"),
)
CONFLICTS = (
    _("The same sentence names a further case of 30 days that the translation leaves unclear."),
    _(
        "One page says an answer within 30 calendar days, another within 30 working days: only after the longer one count it as missed."
    ),
    _(
        "Copies and guides name the declared value up to 100 USD, the convention 30 SDR: the lower is counted on. Ask for the declared value."
    ),
    _(
        "A guide of 2026 names 8 days for damage that can be seen; DHL's own answers do not. Report such damage within 8 days if you can."
    ),
    _(
        "The lawyer's page counts 30 days from posting, an old post in a forum from the day it was due."
    ),
    _(
        "Sources differ: 60 days from shipping, 60 days from the day it was due, or six months; one page calls the six months the period for a suit. The earliest is taken."
    ),
    _(
        "A page of 2025 takes a claim only once nothing has moved for 25 days, a text of 2020 only within 25 days of pickup. The newer one is taken; ask at once all the same."
    ),
    _("Older pages of the post say 50 AUD, the newer one 100 AUD; the newer one is taken."),
    _(
        "One reading of the same page refunds the whole postage, another leaves out the registration fee. The lower is taken."
    ),
    _(
        "Another language version of the page says 7 days instead of 10 for the first day. The later day is taken."
    ),
    _("Another list names 60 days for a loss, without a source: file within 60 days if you can."),
    _(
        "Older conditions allowed far longer than 30 days; the conditions in force on the day of posting decide. The 30 days are the safe reading."
    ),
    _(
        "Other guides count the 20 or 25 working days from posting, the copy of the help page from the day it was due: the later day is taken as the first."
    ),
    _(
        "Older pages of shops give 15 days after delivery; the insurer's own page now gives 30. File within 15 to be safe."
    ),
    _(
        "Older pages of shops give 14 or 15 days after delivery; the insurer's own page now gives 30. File within 14 to be safe."
    ),
    _(
        "Two pages state when a parcel counts as lost: 7 or 14 working days without a scan, or 14 calendar days. The later day is taken."
    ),
    _(
        "An old help page of ShipSaver gives 60 days for UPS and FedEx, a page of SellerSourcebook 120 for all carriers. The insurer's own 120 days are taken."
    ),
)
