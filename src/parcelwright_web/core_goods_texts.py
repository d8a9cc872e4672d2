# ruff: noqa: E501  # sentences stay whole, as translators see them
"""Words for goods that somebody on the way does not take, and why."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

WORDS = (
    _("an aerosol or gas under pressure"),
    _("gases are dangerous goods of class 2, which no post and no ordinary air service takes"),
    _("an animal or a product of protected ones"),
    _("live animals are barred with few exceptions, and protected species need papers under CITES"),
    _("a blade or weapon"),
    _("many countries bar knives and weapons or ask for a license"),
    _("a copy of goods under a well-known mark"),
    _("no post takes counterfeits, and customs destroys them"),
    _("goods under a mark that is often counterfeited"),
    _("customs stops goods under well-known marks and destroys copies, and posts bar counterfeits"),
    _("money or precious goods"),
    _("money, bullion and jewels travel by insured post only, or not at all"),
    _("most couriers bar money, bullion and loose jewels and pay nothing for them"),
    _("explosive"),
    _("explosives are dangerous goods of class 1, which nobody takes"),
    _("a flammable liquid"),
    _("flammable liquids are dangerous goods of class 3, which no post takes"),
    _("flammable liquids travel only by accounts for dangerous goods"),
    _("food"),
    _("food of animals and many supplements need papers at the border or are destroyed there"),
    _("a strong magnet"),
    _("strong magnets disturb instruments of aircraft and must be shielded"),
    _("medicine"),
    _(
        "narcotics are barred by the convention, and medicines need a license at nearly every border"
    ),
    _("a plant or seeds"),
    _("plants and seeds need a phytosanitary certificate in most countries"),
    _("an alcoholic drink"),
    _("the United States do not admit alcoholic drinks in the mail"),
    _(
        "many posts take no alcoholic drinks, or weak ones only; above 24 percent they are dangerous goods by air"
    ),
    _(
        "couriers take alcoholic drinks from licensed sellers by agreement only, and many countries ask for a permit and excise duty"
    ),
    _("cigars or pipe tobacco"),
    _("most countries tax tobacco in parcels or bar it, and carriers take it by agreement only"),
    _("tobacco"),
    _(
        "the United States admit no cigarettes and no smokeless or rolling tobacco in the mail from abroad"
    ),
    _("an electronic cigarette or its liquid"),
    _("Singapore bars the import of e-cigarettes and of all their parts"),
    _("the United States admit no e-cigarettes, liquids or parts in the mail"),
    _("the country bars the import of e-cigarettes"),
    _("Australia admits e-cigarettes by permit or prescription only"),
    _("DHL Express takes e-cigarettes and their parts by approval only"),
    _("many countries bar or tax e-cigarettes, and carriers take them by agreement only"),
    _("a laser pointer"),
    _("Australia admits hand-held lasers above 1 milliwatt by permission only and seizes others"),
    _("a number of countries bar strong hand-held lasers"),
    _("FedEx takes no lottery tickets, and no gambling devices where law prohibits them"),
    _("many countries bar lottery tickets and gambling devices from abroad"),
    _("a passport or another paper that proves who somebody is"),
    _("Pakistan admits such papers by express or registered mail only"),
    _(
        "several carriers take no passports and papers of that kind, and nobody pays for one that is lost"
    ),
    _("FedEx takes no plants, seeds or cut flowers but on a few lanes"),
    _(
        "the United States ask for a phytosanitary certificate from you and a permit of the recipient"
    ),
    _(
        "the European Union asks for a phytosanitary certificate for plants and seeds from outside it"
    ),
    _("Denmark, Greenland and the Faroe Islands admit no knives longer than 12 cm in the mail"),
    _("a lottery ticket"),
    _("a gambling device or scratch card"),
    _("the United States admit no lottery tickets in the mail"),
    _("the customs of the United States seize lottery tickets from abroad"),
    _(
        "the European Union admits no meat, milk and products of them in parcels from outside it, and other food of animals in small amounts only"
    ),
    _("the post takes no explosives, within the country either"),
    _("within the United States it goes by ground services only, at most 16 ounces in a parcel"),
    _(
        "within the United Kingdom it goes in small bottles only, packed and labelled as the post asks"
    ),
    _(
        "within the United States flammable gases go by ground services only, and lighters by approval"
    ),
    _(
        "within the United Kingdom the post takes a few aerosols only, packed and labelled as it asks"
    ),
    _(
        "the mail of the United States takes no cigarettes and no smokeless or rolling tobacco from shops"
    ),
)
