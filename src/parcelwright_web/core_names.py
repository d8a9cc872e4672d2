# ruff: noqa: E501  # sentences stay whole, as translators see them
"""Names and fixed sentences of the core that pages show: carriers, rules, notes, figures."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from parcelwright_web import cover_names
from parcelwright_web.core_carrier_texts import CARRIER_NOTES
from parcelwright_web.core_channel_texts import CHANNELS
from parcelwright_web.core_check_texts import WORDS as CHECK_WORDS
from parcelwright_web.core_citation_texts import CITATIONS
from parcelwright_web.core_claim_texts import CLAIMS
from parcelwright_web.core_clock_texts import CLOCKS
from parcelwright_web.core_column_names import COLUMNS
from parcelwright_web.core_conflict_texts import CONFLICTS
from parcelwright_web.core_convention_texts import CONVENTIONS
from parcelwright_web.core_europe_texts import EUROPE
from parcelwright_web.core_exclusion_texts import EXCLUSIONS
from parcelwright_web.core_forwarder_texts import FORWARDERS
from parcelwright_web.core_freshness_texts import FRESHNESS
from parcelwright_web.core_label_texts import LABELS
from parcelwright_web.core_pacific_post_texts import PACIFIC_POSTS
from parcelwright_web.core_paper_texts import PAPER_TERMS
from parcelwright_web.core_sum_texts import SUMS

CARRIERS = (
    _("4PX"),
    _("Aramex"),
    _("Australia Post"),
    _("Cainiao"),
    _("Canada Post"),
    _("China Post"),
    _("Correos"),
    _("Deutsche Post / DHL"),
    _("DHL Express"),
    _("FedEx"),
    _("Hongkong Post"),
    _("India Post"),
    _("Japan Post"),
    _("Jt International"),
    _("Korea Post"),
    _("La Poste Colissimo"),
    _("Nz Post"),
    _("Poste Italiane"),
    _("PostNL"),
    _("Postnord"),
    _("Royal Mail"),
    _("SF International"),
    _("Singpost"),
    _("Sunyou"),
    _("Swiss Post"),
    _("United States Postal Service"),
    _("DHL eCommerce"),
    _("DPD UK"),
    _("Evri"),
    _("Parcelforce Worldwide"),
    _("UPS"),
    _("Usps"),
    _("Yanwen"),
    _("YunExpress"),
    _("Yto International"),
    _("Montreal Convention"),
    _("The post that accepted the parcel"),
)
TITLES = (
    _("Postal express C, no first scan after handover"),
    _("Postal express S, no first scan after handover"),
    _("Postal express C, lost after the first scan"),
    _("Express lines"),
    _("Express lines, no first scan after handover"),
    _("Lost between pickup and warehouse"),
    _("Lost in the warehouse"),
    _("Delivered by the carrier's word, not received by the buyer's"),
    _("Registered small packet"),
    _("International parcel"),
    _("EMS"),
    _("E-packet (EUB)"),
    _("Ordinary small packet"),
    _("Registered letter abroad (Einschreiben International)"),
    _("DHL Paket International"),
    _("Päckchen, and letter post without tracking"),
    _("Claim under the terms of DHL Express"),
    _("International registered mail"),
    _("Ordinary letter post"),
    _("Priority Mail Express International"),
    _("Priority Mail International"),
    _("Registered mail"),
    _("First-Class Package International"),
    _("Shipment Value Protection"),
    _("Shipment Value Protection, destinations left out"),
    _("Labels of DPD Local online"),
    _("DPD labels of Shopify Shipping"),
    _("Included cover of Evri"),
    _("Claim under the terms of FedEx"),
    _("Claim under the terms of FedEx for damage, delay or shortage"),
    _("globalexpress"),
    _("globalpriority and irelandexpress"),
    _("globalvalue"),
    _("globaleconomy"),
    _("Within the United Kingdom"),
    _("International Signed and International Tracked & Signed"),
    _("International Standard and International Tracked"),
    _("Claim under the terms of UPS"),
    _("Claim under the terms of UPS for damage"),
    _("Claim under the terms of UPS for delay"),
    _("Priority Mail Express International, late with money back"),
    _("Ground Advantage"),
    _("Priority Mail"),
    _("Priority Mail Express"),
    _("Registered Mail within the United States"),
    _("To military and diplomatic post offices"),
    _("Damage within the United States"),
    _("Carriage by air, 17 SDR per kilogram"),
    _("Carriage by air, 19 SDR per kilogram"),
    _("Carriage by air, 22 SDR per kilogram"),
    _("Carriage by air, 26 SDR per kilogram"),
    _("Registered letter post"),
    _("Postal parcel"),
    _("Insured letter post"),
    _("Tracked letter post, not registered"),
    _("Letter post without tracking"),
    _("E-commerce parcel"),
)
NOTES = (
    _("After the first scan this product pays nothing; the inquiry may still find the parcel."),
    _("Pays on the value declared to customs, at most 100 USD a shipment."),
    _("The last day is not published for this case: file as soon as the first day has come."),
    _("the sixty days of the copy may be a first or a last day"),
    _(
        "Taken up only with a certificate of the local post; neither a period nor a sum is published."
    ),
    _(
        "Plan to have the inquiry filed by the end of month four: posts abroad refuse late ones. This is a working plan, not the legal day."
    ),
    _(
        "Copies of the post's own page speak of the declared value up to 100 USD; they could not be compared with the original."
    ),
    _("the law sets 180 days, the convention six months; the earlier day is safe"),
    _("EMS runs an inquiry procedure of its own."),
    _("the law sets 180 days, the EMS terms four months; the earlier day is safe"),
    _(
        "The e-packet is tracked letter post without registration: the postal convention pays nothing for it."
    ),
    _("Ordinary letter post: neither the law nor the convention pays for its loss."),
    _("the convention's period, as another post states it"),
    _(
        "The convention's six months and 40 SDR plus 4.50 SDR per kilogram probably hold; no page of DHL was seen that says so."
    ),
    _("no page of DHL was seen that states the last day"),
    _("Products without proof of delivery carry no liability."),
    _("A claim for loss is worked on only after a completed trace."),
    _("The period counts from the acceptance scan, not from the day of loss."),
    _(
        "The cap of the air convention, which a contract cannot lower. Older DHL terms print a lower figure; by road it is 8.33 XDR per kilogram."
    ),
    _("A declared amount replaces the 20,000 JPY, up to 2,000,000 JPY."),
    _(
        "The postal convention allows an inquiry for six months; the shorter period of PostNL is the one to plan by."
    ),
    _("PostNL pays only for registered, insured and priority services."),
    _("USPS takes no inquiry and pays nothing for First-Class Package International."),
    _("The buyer's statement or mail must also be dated after the waiting period."),
    _(
        "About 40 destinations have no cover; not all of them could be read, so ask before you count on it."
    ),
    _("Cover above 100 USD is bought on a form."),
    _("Shipment Value Protection does not cover this destination."),
    _(
        "The periods are those of labels bought at DPD Local online; an account with DPD may have others."
    ),
    _("No page was seen that states the sum; what the goods cost is asked for."),
    _(
        "Shopify's staff wrote in its community: hand it in by day 10, the claim is due 14 days after acceptance"
    ),
    _("Extra cover goes up to 999 GBP."),
    _("the day by which Shippo wants it, so that it can still file"),
    _("The recipient or another may claim by arrangement."),
    _(
        "A copy of a form names the highest of the treaty's sum, 22 EUR per kilogram and 100 USD a shipment, unless a higher value was declared."
    ),
    _("A label that was bought from a broker is claimed from the broker."),
    _("A maker claims what making cost, a shop what it paid, a consumer the retail price."),
    _("from then on they look into a possible loss"),
    _("in writing"),
    _(
        "The cover included is 100 to 200 GBP by service; the lower is counted on. Enhanced compensation, if bought, raises it. VAT is paid only where it cannot be reclaimed."
    ),
    _("Parcelforce pays nothing for globaleconomy."),
    _("Nothing is paid for delay, by a copy of the help page."),
    _("No inquiry is needed before the claim."),
    _(
        "a copy of the help page says 20 working days after the day it was due within Europe, 25 elsewhere"
    ),
    _(
        "a copy of the help page says from 20 working days after the day it was due within Europe, 25 elsewhere, to six months after posting"
    ),
    _("No page of Royal Mail was seen that states the sum."),
    _("The convention's sum; no page of Royal Mail was seen that states its own."),
    _("only guides by others say 80 days after posting"),
    _("UPS looks for the parcel for 8 to 15 working days."),
    _("A refusal can be answered with new papers; no period for that was seen."),
    _("some sources count the 60 days from the day it was due; the day of shipping is never later"),
    _(
        "A higher value that was declared to UPS raises the 100 USD. Outside the United States a sum in local currency holds."
    ),
    _("What is paid for delay is not known."),
    _("A claim on paper needs the original mailing receipt; copies are refused."),
    _(
        "For delay where USPS promises the money back; a loss, damage or missing contents keeps its 90 days. What is paid back is not known."
    ),
    _("USPS looks for the parcel first, on a request for a Missing Mail Search."),
    _("For parcels accepted before 18 January 2026 the first day is not known."),
    _("a copy of the manual says from 7 to 60 days after posting"),
    _("a copy of the manual says from 15 to 60 days after posting"),
    _("a copy of the manual says from 21 to 180 days after posting for express mail"),
    _("a copy of the manual says from 45 days to one year after posting for insured mail"),
    _("a copy of the manual says from 75 days to one year after posting for surface mail"),
    _(
        "a copy of the manual says from 21 to 180 days for express mail, from 45 days for insured and from 75 days for surface mail to one year"
    ),
    _("a copy of the manual says 60 days after posting"),
    _("Holds for carriage by air only; road and rail have other conventions."),
    _(
        "When the carrier's own period has passed, a suit under this treaty may still be possible. That is uncertain: courts differ."
    ),
    _(
        "The court's two years count from the arrival that was due; they are counted from acceptance here, which is never later."
    ),
    _("A court converts at the rate of the day of judgment."),
    _("the right begins when seven days have passed since the day it was due"),
    _("The weight counts exactly here; whether posts count each started kilogram is not known."),
    _(
        "The postal convention pays nothing for letter post that is tracked but neither registered nor insured."
    ),
    _("The postal convention pays nothing for ordinary letter post."),
    _(
        "Newer editions of the convention are said to leave these parcels out of the indemnity; the text could not be read."
    ),
    _(
        "EMS follows each post's own terms, with its own inquiry procedure: some allow three months, some four, some six."
    ),
    _("The parcel is delivered and nobody disputes it."),
    _("The buyer has received the parcel."),
    _("The parcel came back to the sender."),
    _("The parcel was never shipped."),
    _("The parcel was seized; carriers do not answer for seizure by law."),
)
# Words that stand inside sentences: what went wrong, customers, moments, units, figures, acts.
WORDS = (
    _("lost in warehouse"),
    _("lost in transit"),
    _("delivered not received"),
    _("consumer"),
    _("business"),
    _("posting"),
    _("handover"),
    _("acceptance scan"),
    _("making of the label"),
    _("due delivery"),
    _("last scan"),
    _("delivered scan"),
    _("opening of the inquiry"),
    _("answer to the inquiry"),
    _("filing of the claim"),
    _("decision"),
    _("confirmation of the loss"),
    _("shipping date"),
    _("order"),
    _("end of the usual transit time"),
    _("departure scan"),
    _("arrival in the country of destination"),
    _("refusal"),
    _("settlement letter"),
    _("discovery"),
    _("purchase of the cover"),
    _("complaint"),
    _("request for further papers"),
    _("last change of status"),
    _("buyer's report"),
    _("payment"),
    _("number of items"),
    _("loss_presumed"),
    _("hand_in"),
    _("notice"),
    _("calendar day"),
    _("calendar days"),
    _("working day"),
    _("working days"),
    _("day without Sundays"),
    _("days without Sundays"),
    _("day without Sundays and holidays"),
    _("days without Sundays and holidays"),
    _("week"),
    _("weeks"),
    _("month"),
    _("months"),
    _("year"),
    _("years"),
    _("actual loss"),
    _("sale value"),
    _("cost of the goods"),
    _("declared value"),
    _("insured value"),
    _("postage"),
    _("registration fee"),
    _("insurance fee"),
    _("depreciation"),
    _("extra fees"),
    _("by weight"),
    _("weight"),
    _("value"),
    _("a tier for this weight"),
    _("exchange rate"),
    _("inquiry"),
    _("claim"),
    _("papers"),
    _("appeal"),
    _("court"),
    _("the seller's name"),
    _("the seller's address"),
    _("the name of who signs"),
)
NAMES = frozenset(
    (
        *CARRIERS,
        *CARRIER_NOTES,
        *TITLES,
        *NOTES,
        *WORDS,
        *COLUMNS,
        *CHANNELS,
        *CHECK_WORDS,
        *CLAIMS,
        *CONVENTIONS,
        *CITATIONS,
        *CLOCKS,
        *CONFLICTS,
        *EUROPE,
        *EXCLUSIONS,
        *FORWARDERS,
        *LABELS,
        *FRESHNESS,
        *PACIFIC_POSTS,
        *PAPER_TERMS,
        *SUMS,
        *cover_names.NAMES,
    )
)
