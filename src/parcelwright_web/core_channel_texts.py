# ruff: noqa: E501  # sentences stay whole, as translators see them
"""Where claims are filed, and to whom appeals go, as the rule book says it."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

CHANNELS = (
    # Posts.
    _("Conectenvios"),
    _("Enquiry form for a missing item on auspost.com.au"),
    _("Service ticket on canadapost.ca, opened by the sender, or 1-866-607-6301"),
    _("The post office of posting, or the account manager, with the receipt."),
    _("Fale Conosco of Correios, or 0800 725 0100"),
    _("www.dhl.de/nachforschung"),
    _("Hongkong Post, with the purchase invoice or receipt"),
    _("Mail tracing form of Hongkong Post"),
    _("Complaint portal of India Post, the counter or e-mail"),
    _("A post office in Japan"),
    _("A post office in Korea"),
    _("Customer inquiry form of NZ Post, or 0800 501 501"),
    _(
        "poste.it, complaints; 803.160; an office; by registered letter Casella Postale 160, 00144 Roma"
    ),
    _("Online form of Royal Mail, or its paper form P58"),
    _("Ask the post of origin: its form, counter, portal or account manager."),
    _("usps.com, international inquiry, or 1-800-222-1811"),
    _("usps.com/help/claims.htm; about a claim that was filed 866-974-2733"),
    _("Consumer Advocate"),
    _("International Claims Appeals, St. Louis"),
    # Carriers and consolidators.
    _("Customer center of 4PX"),
    _("In writing, customer center of 4PX"),
    _("The local team of Aramex"),
    _("Customer service"),
    _("AliExpress seller center; Cainiao's center for exporters, cc.gpn.cainiao.com"),
    _("Nothing is filed: AliExpress pays when the buyer's dispute is laid on logistics"),
    _("The dispute center of CJdropshipping only"),
    _("Portal of DHL eCommerce, not that of DHL Express"),
    _("Online or e-mail form; in the US 1-800-225-5345. In writing."),
    _("DPD Local online, in writing"),
    _("Shopify, for labels bought there"),
    _("The platform where the label was bought"),
    _(
        "Online form; in the United Kingdom claimsteam@fedex.com. In writing: a telephone call does not count."
    ),
    _(
        "https://claims.parcelforce.com, parcelforce.claims@parcelforce.com, or PO Box 491, Wakefield WF1 9AP"
    ),
    _("The self-service system of SF or your account manager; 95338"),
    _(
        "eDIS, or its interface createComplaint: LOST_PACKAGE_COMPLAINT for a lost parcel, ABNORMAL_COLLECTION_COMPLAINT for a faulty pickup"
    ),
    _("ups.com, claims dashboard"),
    _("WishPost, EPC dispute toolkit with its spreadsheet"),
    _("WishPost; orders that were marked are settled by Wish"),
    # Treaties and law.
    _("In writing to the carrier; the courts of its seat or of the destination decide."),
    _("In writing to the carrier."),
    _("In writing to the carrier, with the papers; keep proof that it arrived."),
    _("In writing to the carrier that issued the bill of lading."),
    _("In writing to the carrier; the sender shows the duplicate of the consignment note."),
    # Insurers.
    _("the insurer's portal"),
    _("the claims form, insurance@easypost.com, or POST /claims of the EasyPost interface"),
    _("Easyship"),
    _("the Claims menu of the Parcel Pro platform, parcelproclaims@ups.com or 877-225-7625"),
    _("the claims form beside the label"),
    _("the Secursus portal, or contact@secursus.fr"),
    _("the ShipInsure claims portal"),
    _("the claims portal, ssbclaims@shipsurance.com, 866-852-9956 or by post"),
    _("the claims page of Simplisent"),
    _("the claims portal, claims@u-pic.com or fax 818-971-3325"),
    _("the claims page of UPS Capital"),
    _("the XCover account, activated from its mail first, or claims@xcover.com"),
    # Platforms.
    _("nothing is filed: Amazon pays the buyer when the claim under its guarantee comes in"),
    _("SAFE-T in Seller Central"),
    _("Boxtal, which asks the carrier"),
    _("Boxtal, which files with the carrier"),
    _("Easy4Pro, which files with the carrier"),
    _("the case log and the thread of the request for help"),
    _("the platform's seller support"),
    _("an answer in the buyer's claim"),
    _("Packlink, which files with the carrier"),
    _("Parcel2Go, which asks the carrier"),
    _("Sendcloud, which asks the carrier"),
    _("Walmart files with the carrier itself"),
    _("Shippo, which files with the carrier"),
    _("ShipSaving, which files with the carrier"),
    _("a ticket in Seller Center"),
    _("Seller Center; an appeal goes to U-PIC, the insurer"),
    _("paid by itself, else a ticket in Seller Center"),
)
