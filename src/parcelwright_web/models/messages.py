"""What goes out: messages to buyers, letters to carriers, and the effects that carry them."""

from __future__ import annotations

from django.db import models

from parcelwright_web.models.accounts import Shop
from parcelwright_web.models.cases import Case
from parcelwright_web.models.leases import LeasedModel
from parcelwright_web.models.sealed import SealedBytesField, SealedTextField
from parcelwright_web.models.tenancy import TenantModel


class EffectVerdict(models.TextChoices):
    """How an outgoing act ended; ``unknown`` is an end that nobody saw, never a guess."""

    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


class Effect(LeasedModel, TenantModel):
    """One decision, one outgoing mail at most. The bytes are frozen when it is decided.

    ``marker_at`` is committed just before the other side can deliver; a marked effect
    whose end nobody saw is ``unknown`` and waits for a person.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="effects")
    # Whose mail server sends what belongs to no case, such as a test.
    shop = models.ForeignKey(Shop, on_delete=models.PROTECT, null=True, related_name="+")
    decision_key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=24)
    recipient = SealedTextField()
    frozen = SealedBytesField()
    message_id = models.CharField(max_length=200, unique=True)
    not_before = models.DateTimeField()
    verdict = models.CharField(max_length=10, blank=True)
    marker_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    reply = models.TextField(blank=True)
    decided_by = models.CharField(max_length=150)
    decided_at = models.DateTimeField()

    class Meta(LeasedModel.Meta):
        pass


class Message(TenantModel):
    """A text to a buyer as it was, or will be, said; kept whichever way it left."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="messages")
    template = models.CharField(max_length=40)
    language = models.CharField(max_length=16)
    subject = SealedTextField()
    body = SealedTextField()
    channel = models.CharField(max_length=16)
    effect = models.OneToOneField(Effect, on_delete=models.PROTECT, null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    marked_sent_at = models.DateTimeField(null=True, blank=True)
