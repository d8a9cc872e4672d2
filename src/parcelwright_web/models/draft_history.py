"""What was done about an order before it shipped: asked, answered, reminded, released."""

from __future__ import annotations

from django.db import models

from parcelwright_web.models.drafts import OrderDraft
from parcelwright_web.models.messages import Effect
from parcelwright_web.models.sealed import SealedJSONField
from parcelwright_web.models.tenancy import TenantModel


class DraftEntry(TenantModel):
    """One line of an order's history before shipping; never changed.

    Attributes:
        act: Such as ``asked``; the acts of its mails are named as in the case log.
        told: What goes with it: ``subject``, ``body``, ``language`` and ``recipient`` of a
            text, ``changed`` cells as name, before and after, ``reply`` of a mail server, ``why``.
        effect: The mail that it decided, or of which it tells.
    """

    draft = models.ForeignKey(OrderDraft, on_delete=models.CASCADE, related_name="history")
    at = models.DateTimeField()
    actor = models.CharField(max_length=150)
    act = models.CharField(max_length=30)
    told = SealedJSONField(default=dict)
    effect = models.ForeignKey(
        Effect, on_delete=models.PROTECT, null=True, blank=True, related_name="draft_entries"
    )
