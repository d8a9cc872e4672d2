# ruff: noqa: E501  # sentences stay whole, as translators see them
"""Forms of why a service stands first, of what keeps a parcel from insurance, of broken tables."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

FORMS = (
    # Why a service stands first.
    _("No service in the rate table carries this parcel on that day."),
    _("%(best)s is the only service on offer for this parcel."),
    _(
        "%(lacking)s has %(closed)s of the %(needed)s closed journeys that it takes to choose by losses; the order rests on prices and on what others lose on this lane."
    ),
    _("%(best)s costs least to post, and its losses and delays do not use that up."),
    _(
        "%(best)s costs %(dearer)s more to post than %(second)s, and its losses cost %(saved)s less."
    ),
    _(
        "%(best)s costs %(dearer)s more to post than %(second)s, and its delays cost %(saved)s less."
    ),
    _(
        "%(best)s costs %(dearer)s more to post than %(second)s, and %(saved)s more comes back of losses."
    ),
    # Why a parcel is not insurable.
    _("The policy leaves out %(country)s."),
    _("The policy does not cover such a parcel: see its carriers, countries and values."),
    # What is wrong with a table of rates, reviews or certificates.
    _("%(file)s has no column %(column)s; add it or name it so in the header"),
    _("%(file)s has no rows; add one for each service and weight"),
    _(
        "%(file)s, rows %(one)s and %(other)s: both price %(service)s for the same weight, country and days; keep one"
    ),
    _("%(file)s, row %(row)s, %(column)s: %(what)s; %(repair)s"),
    _("and %(n)s more"),
    _("is empty, and no zone is named"),
    _('no row of this carrier says which countries "%(zone)s" holds'),
    _("is empty"),
    _('"%(text)s" is no day'),
    _('"%(text)s" is no number'),
    _('"%(text)s" is below zero or no end'),
    _('"%(text)s" is no country'),
    _('"%(text)s" is not from 1 to 5'),
    _("says nothing, and no stars either"),
    _("%(low)s is not above %(high)s"),
    _("%(last)s is before %(first)s"),
    _("fill it"),
    _("write it as 2026-01-31"),
    _("write it as 12.50"),
    _("write two letters"),
    _("write DE, a zone or *"),
    _("name them in one row's zone_countries, such as DE FR ES"),
    _("write codes such as DE FR ES"),
    _("write three letters such as USD"),
    _("write whole stars"),
    _("fill one of the two"),
    _("swap the two weights"),
    _("swap the two days"),
)
