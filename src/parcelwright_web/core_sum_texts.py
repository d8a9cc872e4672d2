"""The forms of which the core makes what a rule pays, in words."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

SUMS = (
    _("not known"),
    _("%(sum)s, plus the %(name)s without the %(less)s"),
    _("%(sum)s, plus the %(name)s"),
    _("%(sum)s for each kilogram begun"),
    _("%(sum)s per kilogram"),
    _("%(sum)s for each item"),
    _("%(sum)s, less %(less)s that you bear yourself"),
    _("%(n)s percent"),
    _("the lowest of: %(parts)s"),
    _("the highest of: %(parts)s"),
    _("%(n)s times the %(name)s"),
    _("%(sum)s (less %(less)s)"),
    _("%(sum)s, or %(other)s where there is none"),
    _("(%(part)s)"),
    _("%(sum)s above that"),
    _("%(sum)s up to %(limit)s"),
    _(" plus "),
    _("; "),
    _(", "),
)
