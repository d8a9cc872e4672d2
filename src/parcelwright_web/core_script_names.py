"""What scripts are called in findings about addresses and descriptions."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

WORDS = (
    _("Chinese"),
    _("Korean"),
    _("Japanese"),
    _("Cyrillic"),
    _("Greek"),
    _("Hebrew"),
    _("Arabic"),
    _("Thai"),
    _("Georgian"),
    _("Armenian"),
    _("Devanagari"),
    _("Bengali"),
    _("Khmer"),
    _("Lao"),
    _("Myanmar"),
    _("Sinhala"),
    _("Tamil"),
    _("Ethiopic"),
    _("Latin"),
)
