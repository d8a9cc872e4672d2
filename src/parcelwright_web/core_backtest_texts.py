# ruff: noqa: E501  # sentences stay whole, as translators see them
"""Forms of what the core doubts about a history."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

FORMS = (
    _(
        "Not one of these parcels is missing. Where lost parcels were deleted before the file was written, nothing can be learned of losses: export them as well."
    ),
    _(
        "Not one of these parcels arrived. Where deliveries are missing from the file, all that is said of it is wrong: export them as well."
    ),
    _(
        "Parcels that never came: %(n)s. With fewer than 30 every figure about lost parcels is little more than chance."
    ),
    _("Parcels that ended before they were accepted: %(n)s. Their clocks are wrong."),
    _(
        "Parcels whose end has no time: %(n)s. They count in shares of loss alone, for nobody knows how long they took."
    ),
    _("No parcel was followed to its end."),
    _(
        "In %(n)s of 100 months fewer than 20 lost parcels were old enough to choose a threshold by: such a history cannot promise a precision. Alerts were then raised only where even the low end of the range was above the target."
    ),
    _(
        "Parcels that came without any scan that says so: %(n)s. Silence cannot tell them from lost ones; an alert on one counts as right."
    ),
)
