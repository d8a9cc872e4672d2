# ruff: noqa: E501  # sentences stay whole, as translators see them
"""Where sources of a rule disagree and which reading was taken, as pages show it."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

CONFLICTS = (
    # Posts.
    _("Older pages of the post say 50 AUD, the newer one 100 AUD; the newer one is taken."),
    _(
        "Copies and guides name the declared value up to 100 USD, the convention 30 SDR: the lower is counted on. Ask for the declared value."
    ),
    _(
        "The lawyer's page counts 30 days from posting, an old post in a forum from the day it was due."
    ),
    _(
        "Other guides count the 20 or 25 working days from posting, the copy of the help page from the day it was due: the later day is taken as the first."
    ),
    # Carriers and consolidators.
    _("The same sentence names a further case of 30 days that the translation leaves unclear."),
    _(
        "One page says an answer within 30 calendar days, another within 30 working days: only after the longer one count it as missed."
    ),
    _(
        "A guide of 2026 names 8 days for damage that can be seen; DHL's own answers do not. Report such damage within 8 days if you can."
    ),
    _("Another list names 60 days for a loss, without a source: file within 60 days if you can."),
    _(
        "Sources differ: 60 days from shipping, 60 days from the day it was due, or six months; one page calls the six months the period for a suit. The earliest is taken."
    ),
    # Insurers and platforms.
    _(
        "A page of 2025 takes a claim only once nothing has moved for 25 days, a text of 2020 only within 25 days of pickup. The newer one is taken; ask at once all the same."
    ),
    _(
        "Older pages of shops give 14 or 15 days after delivery; the insurer's own page now gives 30. File within 14 to be safe."
    ),
    _(
        "Older pages of shops give 15 days after delivery; the insurer's own page now gives 30. File within 15 to be safe."
    ),
    _(
        "Two pages state when a parcel counts as lost: 7 or 14 working days without a scan, or 14 calendar days. The later day is taken."
    ),
    _(
        "An old help page of ShipSaver gives 60 days for UPS and FedEx, a page of SellerSourcebook 120 for all carriers. The insurer's own 120 days are taken."
    ),
)
