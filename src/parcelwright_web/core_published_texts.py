"""Forms of what is wrong with a calendar of strikes, holidays, closures and peaks."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

FORMS = (
    _("%(file)s has no column %(column)s; a calendar needs %(names)s"),
    _("%(file)s cannot be read as a CSV file in UTF-8"),
    _("'%(text)s' is no country; write two capital letters such as DE"),
    _("'%(text)s' is no known carrier; write it as your parcels do"),
    _("from %(first)s to %(last)s is no span; write the first day, then the last"),
    _("'%(text)s' is none of %(names)s"),
    _("public holidays are those of a country; write which"),
    _("no source; write where this was announced"),
    _("no public holidays of %(country)s are known; name the days themselves as holiday"),
    _("'%(text)s' is no day such as 2026-01-31"),
    _("%(file)s, line %(line)s: %(what)s"),
)
