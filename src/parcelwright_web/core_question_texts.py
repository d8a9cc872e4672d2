"""Forms of what is wrong with a question to a buyer, or with the mail that answers it."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

FORMS = (
    _("the mail is larger than 8 MB; bring it without its attachments"),
    _("this is no mail; save the buyer's mail as a file (.eml)"),
    _("the mail's parts are nested too deeply to be read"),
    _("The order has changed since; look at the reply again."),
    _("question before shipping"),
)
