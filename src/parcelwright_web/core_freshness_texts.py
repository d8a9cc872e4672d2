"""What the core says of old copies, conflicts and gaps of the rule book."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

FRESHNESS = (
    _("Nobody compared the rule with this source."),
    _("The copy that was read is older than a year."),
    _("It was compared more than a year ago."),
    _("The day of the copy that was read is not known."),
    _("The text is known to change by then, and the rule names no last day."),
    _("No last day for inquiry or claim is known."),
    _("The last day rests on a source too weak to show a date."),
    _("No sum is known."),
    _("The sum rests on a source too weak to show an amount."),
    _("No edition is known for parcels accepted between two known ones."),
    _("The last known edition has ended, and none after it is known."),
    _("No published terms with a source are known; the contract decides."),
)
