# ruff: noqa: E501  # sentences stay whole, as translators see them
"""What rules of the rule book leave out, as pages show it."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

EXCLUSIONS = (
    # Said by several.
    _("force majeure"),
    _("prohibited contents"),
    _("prohibited goods"),
    _("late delivery"),
    _("indirect loss"),
    _("customs seizure"),
    _("seizure"),
    _("documents"),
    _("charges not paid"),
    _("no acceptance scan by the carrier"),
    _("an order that was not shipped yet"),
    # Posts.
    _("jewellery without Extra Cover"),
    _("standard letters"),
    _("fragile and perishable goods on the post's list"),
    _("a value above the limit for posting"),
    _("no inquiry within the period"),
    _("seized abroad"),
    _("signed for with the packing intact"),
    _("no complaint in time"),
    _("seizure or destruction by an authority"),
    _("unregistered items"),
    _("destinations without compensation: Israel, Lebanon, Mexico, Russia, South Africa"),
    _("M bags in bulk"),
    _("fraud or negligence of the sender"),
    _("poor packing or nature of the goods"),
    _("prohibited or seized goods"),
    _("a value that was overstated"),
    _("destinations without any cover"),
    _("goods banned at destination"),
    _("bad packing"),
    _("contents of paper, documents"),
    _("wrong address"),
    _("delivered by the rules of the country of destination"),
    _("insured above the real value by fraud"),
    _("no inquiry within six months"),
    _("seized under the law of the country of destination"),
    _("flat rate envelopes and small flat rate boxes that are not registered"),
    _("paid by another insurer"),
    _("records destroyed by force majeure"),
    _("sentimental value"),
    # Carriers and consolidators.
    _("a list that no driver of 4PX signed"),
    _("acts of firms that 4PX has no contract with"),
    _("address or invoice data wrong or late"),
    _("force majeure, acts of a government or of customs"),
    _("the recipient does not help customs"),
    _("authority to leave, with a photo or GPS as proof"),
    _("goods and countries on Shield's lists"),
    _("signed for with the packing intact, when nothing points to the carrier"),
    _("about 40 destinations"),
    _(
        "bullion, currency, deeds, furs, fine art, chips, loose stones, jewelry, perishables, televisions, tickets, laptops, mobile phones, personal goods"
    ),
    _("animals, bullion, currency, gems, weapons, human remains, counterfeits"),
    _("no customs declaration"),
    _("goods of its list are covered for loss, not for damage"),
    _("arrived empty or short"),
    _("delivered with a scan, the place and a photo"),
    _("goods of its list without compensation"),
    _("over 15 kg or oversize"),
    _("the last carrier failed to deliver"),
    _("a declared value of 20,000 CNY or more"),
    _("fragile goods"),
    _("fresh goods"),
    _("fault of the sender"),
    _("prohibited or restricted goods"),
    # Treaties and law.
    _("act of a public authority"),
    _("defect of the goods"),
    _("packing by others than the carrier"),
    _("war"),
    # Insurers.
    _(
        "coins, bullion, loose stones, jewellery, rock slabs, securities, cash, deeds, gift cards, lottery or event tickets, negotiable papers"
    ),
    _("damage while customs held the parcel"),
    _("handling and insurance fees"),
    _("ShipTection does not cover this destination."),
    _("item missing from one parcel without tampering"),
    _("return to the sender, bad address or refusal"),
    _("countries under embargo or at war"),
    _("gifts"),
    _("label or packaging that shows nature or value"),
    _("sender and recipient are the same"),
    _("shipments for repair"),
    _("addresses of freight forwarders"),
    _("item missing without signs of tampering"),
    _("legible signature of the customer on the proof of delivery"),
    _("return to the sender because of a bad address"),
    _("wrong address typed by the customer"),
    _("goods the recipient has not paid for"),
    _("jewellery above 1000 USD, laptops, tablets and phones without signature service"),
    _("packaging that shows the maker or the contents"),
    _(
        "some destinations, among them AF, AO, BO, BR, MM, CG, CU, IR, IQ, CI, LR, NG, KP, PY, SL, SO, SD, SY and VE; the source names Congo without saying which"
    ),
    _(
        "under Shipment Value Protection: bullion, currency, deeds, furs, fine art, chips, loose stones, jewellery, perishables, televisions, tickets, laptops, mobile phones, personal goods"
    ),
    _("bad packing, as the insurer judges"),
    _(
        "under Reverb: sales above 10,000 GBP in the country or 2500 GBP abroad, and delivery without a signature"
    ),
    # Platforms.
    _("a label marked Late Delivery Risk"),
    _("a parcel that is refused or undeliverable and on its way back"),
    _("a refund made by itself after 4 calendar days without an answer"),
    _("a refund that you made yourself"),
    _("no scan of the waybill at handover"),
    _("parcels shipped by the seller"),
)
