# ruff: noqa: E501  # sentences stay whole, as translators see them
"""What the check of duty and tax at the border says."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

SENTENCES = (
    _('"{written}" is no {name}.'),
    _("Compare it with your registration or the buyer's."),
    _("The parcel goes to a company, and no {name} is given: {why}."),
    _("Ask the company for its number and enter it."),
    _(
        "Mail to {country} above {limit} needs a formal entry, and the goods are worth {goods}: the parcel waits until somebody makes it."
    ),
    _("Use a courier that clears it, or split the order."),
    _("By your tariff the goods pay about {sum} of duty: {rates}."),
    _(
        "Parcels to {country} up to {limit} pay {percent} percent of the value at the border: about {sum}."
    ),
    _(
        "The border will ask for {name} of {percent} percent on goods, postage and duty: about {sum} on what the order tells of them. Some goods pay less."
    ),
    _(
        'Duty is not estimated: your tariff has no rate for the code "{written}" to {country} on that day.'
    ),
    _("Add a row for it, with its source and first day."),
)
WORDS = (
    _("VAT"),
    _("GST"),
    _(
        "As known of 2025, sellers that customs has certified pay 20 percent up to 50 USD and 60 percent less 20 USD up to 3,000 USD, all others 60 percent; ICMS of 17 to 20 percent comes on top."
    ),
    _(
        "Goods from the European Union pay 30 percent, from elsewhere 60 percent, and some luxury goods 20 percent more."
    ),
    _("EORI number"),
    _("without it a parcel for a company may wait at the border"),
    _(
        "VAT is due from the first baht: 7 percent if the lower rate was prolonged after September 2026, else 10."
    ),
)
# What is wrong with a tariff that was brought; the rest is said as of a table of rates.
FORMS = (
    _("%(file)s has no rows; add one for each tariff code and country"),
    _('"%(text)s" is no tariff code'),
    _("write 2 to 10 digits"),
    _("write the first day of the rate"),
)
