"""Forms of the sentences that a watch and a source's answers are told in."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

FORMS = (
    # How a watch stands.
    _("Delivered, and nothing contradicted it for ten days."),
    _("Returned to the sender."),
    _("The case is closed."),
    _("A source posts about it by itself."),
    _("No source that you have connected can be asked about it."),
    _("Every source that knows this carrier refuses our credentials."),
    _("%(source)s has not answered since %(day)s."),
    _("%(source)s told what it knows."),
    _("%(source)s watches it and has nothing to tell so far."),
    _("%(source)s knows no parcel with this number."),
    _("%(source)s stopped watching it."),
    _("%(source)s wants more than the number: %(what)s."),
    _("%(source)s wants more than the number."),
    _("%(source)s does not take this number: %(what)s."),
    _("%(source)s does not take this number."),
    _("%(source)s wants it registered first."),
    _("The answer of %(source)s left it out."),
    # What the last answer of a source amounted to.
    _("It answers, and takes our credentials."),
    _("Its answer could not be worked with; the log of the worker has the details."),
    _("Told about %(count)s of %(total)s numbers; %(rest)s."),
    _("Told about %(count)s of %(total)s numbers."),
    _("not yet: %(count)s"),
    _("not found: %(count)s"),
    _("unregistered: %(count)s"),
    _("registered: %(count)s"),
    _("stopped: %(count)s"),
    _("needs more: %(count)s"),
    _("refused: %(count)s"),
    # What is wrong with an answer.
    _("%(what)s (HTTP %(status)s): %(said)s"),
    _("%(what)s (HTTP %(status)s)"),
    _("it refuses our credentials"),
    _("it asks us to slow down"),
    _("it gave up waiting"),
    _("it has trouble of its own"),
    _("it does not understand our question"),
    # What cannot be used of what a person entered.
    _("%(label)s is missing; the source gives it to you."),
    _("The address of the server is missing; this source runs on your own."),
    _("The address of the server must begin with https:// or http://."),
    _("%(source)s cannot be asked; it posts."),
)
