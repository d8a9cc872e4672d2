"""Orders that were checked before shipping, and the tokens under which programs ask."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from parcelwright.prevention.packing.boxes import Box
from parcelwright_web.models.accounts import Shop
from parcelwright_web.models.sealed import SealedJSONField
from parcelwright_web.models.tenancy import TenantFirstModel, TenantModel


class DraftOrigin(models.TextChoices):
    """How an order came to be checked."""

    PAGE = "page"
    FILE = "file"
    API = "api"
    ORDER = "order"


class OrderDraft(TenantFirstModel):
    """An order that is to be shipped, as it was last checked.

    Attributes:
        rows: Cells by our own columns, one row per line of goods; see ``interchange.drafts``.
        findings: As ``parcelwright check --json`` writes them.
        worst: Gravest severity among the findings, or empty.
        label_blob: Picture or PDF of its label, if one was given.
        asked: What the buyer was asked for, such as ``address``.
        ask_again_at: When the buyer is reminded by mail, if no answer was entered by then.
        released_at: When somebody decided to ship it as it is.
    """

    shop = models.ForeignKey(Shop, on_delete=models.PROTECT)
    order_number = models.CharField(max_length=100)
    number_key = models.CharField(max_length=100)
    origin = models.CharField(max_length=10, choices=DraftOrigin.choices)
    carrier = models.CharField(max_length=40, blank=True)
    destination_country = models.CharField(max_length=2, blank=True)
    rows = SealedJSONField(default=list)
    findings = SealedJSONField(default=list)
    worst = models.CharField(max_length=20, blank=True)
    stops = models.PositiveSmallIntegerField(default=0)
    warnings = models.PositiveSmallIntegerField(default=0)
    checked_at = models.DateTimeField()
    label_name = models.CharField(max_length=200, blank=True)
    label_blob = models.CharField(max_length=100, blank=True)
    asked = models.JSONField(default=list)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    ask_again_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.CharField(max_length=150, blank=True)
    released_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "shop", "number_key"], name="one_draft_per_order"
            ),
        )
        indexes: ClassVar = [
            models.Index(fields=["tenant", "checked_at"]),
            models.Index(
                fields=["ask_again_at"],
                condition=Q(ask_again_at__isnull=False),
                name="to_ask_again",
            ),
        ]

    @property
    def is_held(self) -> bool:
        """Whether it must not be shipped yet: a stop, or a question without an answer."""
        return self.released_at is None and (self.is_asked or self.stops > 0)

    @property
    def is_asked(self) -> bool:
        """Whether the buyer's answer is awaited."""
        return self.asked_at is not None and self.answered_at is None

    @staticmethod
    def held() -> Q:
        """Return the condition of :attr:`is_held`."""
        waiting = Q(asked_at__isnull=False, answered_at=None)
        return Q(released_at=None) & (waiting | Q(stops__gt=0))


class ApiToken(TenantModel):
    """A secret under which a program of the shop may check orders; only its digest is kept."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE)
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    shown = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)


class SwitchedOffCheck(TenantFirstModel):
    """A check that a shop does not want, on all its lanes or to one country."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE)
    check_name = models.CharField(max_length=60)
    destination_country = models.CharField(max_length=2, blank=True)
    since = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "shop", "check_name", "destination_country"],
                name="one_switch_per_check_and_country",
            ),
        )


class OwnBoxes(TenantModel):
    """The boxes of a shop, as its list was last entered."""

    shop = models.OneToOneField(Shop, on_delete=models.CASCADE)
    boxes = models.JSONField(default=list)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=150)

    def to_domain(self) -> tuple[Box, ...]:
        """Return the boxes as the packing adviser takes them."""
        return tuple(Box(**each) for each in self.boxes)
