# ruff: noqa: E501  # sentences stay whole, as translators see them
"""What checks say of damaged, misplaced and hidden parts of an order, and of mail at home."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

SENTENCES = (
    _("Fill in a customs form, plan more days, and keep the receipt of posting."),
    _(
        "{goods} is a battery that travels alone: within {country} too, posts carry it by road only and marked, or not at all."
    ),
    _("Ask {carrier}, choose a service that goes by road, and mark the parcel."),
    _(
        "The name stands in {scripts} letters, which the post of {country} does not read; the address it reads."
    ),
    _("Ask the buyer for the name in Latin letters or those of the country."),
    _(
        "Beside a line that the post of {country} reads the address holds {scripts} letters, which it does not."
    ),
    _("Leave them off the label if the carrier refuses them."),
    _(
        "What {carrier} owes for a loss depends on the service, and the order names none that is known of it."
    ),
    _("Enter the service, such as {services}."),
    _("Weigh it packed, and enter grams, or write the unit behind the number, as in 0.25 kg."),
    _(
        "Enter your contract with it, and the value and the weight of the parcel where they are missing."
    ),
    _('"{written}" was read with the wrong character set on the way here; it says "{right}".'),
    _("Change it to {right}, and save the file as UTF-8."),
    _('"{written}" lost letters on the way here: something else stands in their place.'),
    _("Take it from the shop again, or ask the buyer; save the file as UTF-8."),
    _('"{written}" holds marks of a web page, which a label would print.'),
    _('"{written}" holds pictures, which labels and programs of carriers do not take.'),
    _(
        'The cell of the town is empty; "{right}" stands among the street lines, where labels and carriers do not look for it.'
    ),
    _("Change the town to {right}."),
    _(
        'The cell of the postal code is empty; "{right}" stands among the street lines, where labels and carriers do not look for it.'
    ),
    _("Change the postal code to {right}."),
    _('"{written}" was a phone number before a spreadsheet shortened it; digits are gone.'),
    _("Take it from the shop again, with the column formatted as text."),
    _('"{written}" has digits hidden, so that {carrier} and customs cannot call it.'),
    _("Take the whole number from the marketplace's order, or ask the buyer."),
    _('The tariff code is written "{written}"; customs reads digits alone.'),
)
