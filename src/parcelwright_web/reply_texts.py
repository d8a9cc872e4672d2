# ruff: noqa: E501  # sentences stay whole, as translators see them
"""Forms of what sources answer and what keeps one from being asked; see :mod:`core_texts`."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

FORMS = (
    # Why a source does not take a number, or has nothing to tell.
    _("%(what)s (17TRACK %(said)s)"),
    _("%(what)s (AfterShip %(said)s)"),
    _("%(what)s (TrackingMore %(said)s)"),
    _("it wants the country and the postcode beside the number"),
    _("it wants the postcode beside the number"),
    _("it wants a phone number beside the number"),
    _("it wants the carrier beside the number"),
    _("it wants the right carrier beside the number"),
    _("the carrier wants more beside the number"),
    _("it cannot tell the carrier by the number"),
    _("it was registered before"),
    _("it is not registered"),
    _("it never stopped watching it"),
    _("it starts a number again only once"),
    _("it starts only expired numbers again"),
    _("it does not start the number again"),
    _("it no longer watched it"),
    _("it no longer watches it"),
    _("it has nothing to tell yet"),
    _("it does not take the number"),
    _("it does not take the number: %(said)s"),
    _("it takes it for no tracking number"),
    _("the number has not the form of its carrier"),
    _("the carrier knows nothing of it"),
    _("it gave up for want of news"),
    _("it gave up after thirty days without news"),
    _("it gave up after ninety days"),
    _("it has no tracker"),
    _("it has no tracker (%(said)s)"),
    _("it makes no tracker: %(said)s"),
    _("it makes no tracker (%(said)s)"),
    # What is wrong with an answer as a whole.
    _("it answered nothing (HTTP %(status)s)"),
    _("it answered no data (HTTP %(status)s, %(what)s): %(said)s"),
    _("it answered no data (HTTP %(status)s, %(what)s)"),
    _("it answered something else than we asked"),
    _("it answered without data: %(said)s"),
    _("it answered without a code: %(said)s"),
    _("it answered without trackers: %(said)s"),
    _("it answered without a tracker: %(said)s"),
    _("it answered without a track: %(said)s"),
    _("17TRACK says %(code)s: %(said)s"),
    _("it did not say how many registrations are left: %(said)s"),
    _("no registration is left; numbers registered before are still read"),
    _("the quota is used up: %(said)s"),
    _("it wants to be paid first: %(said)s"),
    # What kept a question from being asked.
    _("no whole answer within %(n)s seconds"),
    _("it sent more than %(n)s bytes"),
    _("what it sent cannot be unpacked"),
    _("its certificate is not good: %(said)s"),
    _("the connection ended in the middle of the answer"),
    _("the name %(host)s is not known"),
    _("what was entered cannot be sent; check it for line breaks and odd letters"),
    _("it sends us on to %(place)s, and redirects are not followed"),
    _("the address cannot be read; check how it is written"),
    _("the address must begin with https:// or http://"),
    _("the address must not hold a name or password"),
    _(
        "port %(port)s is not asked, only 80 and 443; to allow it, name %(host)s in PARCELWRIGHT_ALLOWED_PRIVATE_HOSTS"
    ),
    _(
        "%(host)s has the address %(place)s, which is not public; to allow it, name %(name)s in PARCELWRIGHT_ALLOWED_PRIVATE_HOSTS"
    ),
)
