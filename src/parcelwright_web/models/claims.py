"""Money: the seller's contracts, what each parcel can claim, and the ledger."""

from __future__ import annotations

from django.db import models

from parcelwright_web.models.accounts import Shop
from parcelwright_web.models.parcels import Parcel
from parcelwright_web.models.tenancy import TenantModel


class Contract(TenantModel):
    """The seller's own terms with one carrier account: for consolidators, the law.

    ``terms`` holds the ten fields of ``parcelwright.rulebook.contract.ContractTerms``.
    """

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE)
    carrier_account = models.CharField(max_length=80)
    payer = models.CharField(max_length=40)
    valid_from = models.DateField()
    terms = models.JSONField(default=dict)
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "shop", "carrier_account", "valid_from"],
                name="one_contract_per_account_and_day",
            ),
        )


class RemedyRow(TenantModel):
    """One way to money for one troubled parcel, as last computed; the audit adds these up.

    ``fixed_status`` is set when days do not decide (excluded, check_with_carrier); else
    the status follows from ``earliest`` and ``latest`` on the day one looks.
    ``amount`` is in the payer's currency as converted for the parcel, or null.
    """

    parcel = models.ForeignKey(Parcel, on_delete=models.CASCADE, related_name="remedies")
    rank = models.PositiveSmallIntegerField()
    payer = models.CharField(max_length=40)
    payer_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)
    rule = models.CharField(max_length=120)
    fixed_status = models.CharField(max_length=20, blank=True)
    act = models.CharField(max_length=10, blank=True)
    earliest = models.DateField(null=True, blank=True)
    latest = models.DateField(null=True, blank=True)
    zone = models.CharField(max_length=40, blank=True)
    assumed = models.BooleanField(default=False)
    confidence = models.CharField(max_length=8)
    amount = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    why = models.TextField(blank=True)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["parcel", "rank"], name="one_remedy_per_rank"),
        )
        indexes = (models.Index(fields=["tenant", "payer", "latest"]),)


class LedgerKind(models.TextChoices):
    """What happened to money between us and a payer."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    PAID = "paid"


class LedgerEntry(TenantModel):
    """One movement of one claim: asked, granted, refused or paid. Never changed, only added."""

    case = models.ForeignKey("Case", on_delete=models.PROTECT, related_name="ledger")
    kind = models.CharField(max_length=8, choices=LedgerKind.choices)
    payer = models.CharField(max_length=40)
    payer_name = models.CharField(max_length=120)
    rule = models.CharField(max_length=120)
    amount = models.DecimalField(max_digits=16, decimal_places=4)
    currency = models.CharField(max_length=3)
    on = models.DateField()
    note = models.TextField(blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=150, blank=True)
