"""Forms of sentences about payloads and fetching; see :mod:`parcelwright_web.core_texts`."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

FORMS = (
    # What is wrong with an answer.
    _("no whole answer within %(n)s seconds."),
    _("it sent more than %(n)s bytes."),
    _("its certificate is not good: %(words)s."),
    _("the name %(host)s is not known."),
    _("%(host)s was not reached (%(words)s)."),
    _("it sends us on to %(host)s, and redirects are not followed."),
    _("port %(n)s is not asked, only 80 and 443; %(rest)s."),
    _("%(host)s has the address %(address)s, which is not public; %(rest)s."),
    _("to allow it, name %(host)s in PARCELWRIGHT_ALLOWED_PRIVATE_HOSTS"),
    # Problems in payloads.
    _("not UTF-8 at byte %(n)s"),
    _("not JSON: %(what)s, at character %(n)s"),
    _("not XML: %(words)s"),
    _("a value is missing"),
    _("a text does not end"),
    _("a text holds a control character"),
    _("something follows after its end"),
    _("it does not go on as JSON does"),
    _("nested deeper than %(n)s"),
    _("expected %(what)s, found %(said)s"),
    _("text"),
    _("a number"),
    _("a list"),
    _("an object"),
    _("true or false"),
    _("null"),
    _("no tracking number; its events belong to no parcel"),
    _("nothing in it that %(name)s documents"),
    _("%(text)s is no usable time by ISO 8601"),
    _("%(n)s is no time in seconds since 1970"),
    _("%(when)s is not a time; it is left out"),
    _("not asked about; its %(n)s events are left out"),
    _("%(n)s further problems are not listed"),
)
