"""Money: the seller's contracts, what each parcel can claim, and the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from parcelwright.rulebook.own_terms import contract_of
from parcelwright_web.models.accounts import Shop
from parcelwright_web.models.editions import EditionModel
from parcelwright_web.models.parcels import Parcel
from parcelwright_web.models.tenancy import TenantFirstModel, TenantModel

if TYPE_CHECKING:
    from parcelwright.rulebook.contract import ContractTerms


class Contract(EditionModel):
    """One edition of the seller's own terms with one carrier account.

    For consolidators they are the law. ``terms`` holds the ten fields of
    ``parcelwright.rulebook.contract.ContractTerms``.
    """

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE)
    carrier_account = models.CharField(max_length=80)
    payer = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "shop", "carrier_account", "valid_from"],
                condition=models.Q(ended_at__isnull=True),
                name="one_contract_per_account_and_day",
            ),
        )

    def to_domain(self) -> ContractTerms:
        """Return the core's terms."""
        return contract_of(self.terms)


class AuditLine(TenantFirstModel):
    """One lost or troubled parcel in the money audit, by its best remedy, as of the day ``on``.

    Written by the worker from :func:`parcelwright.claims.audit.audit_row`; the audit page adds
    these up per payer, rule and currency. Parcels out of trouble have none.
    """

    parcel = models.OneToOneField(Parcel, on_delete=models.CASCADE, related_name="audit_line")
    bucket = models.CharField(max_length=12)
    payer = models.CharField(max_length=40, blank=True)
    payer_name = models.CharField(max_length=120, blank=True)
    rule = models.CharField(max_length=120, blank=True)
    amount = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    deadline = models.DateField(null=True, blank=True)
    # IANA name: the deadline runs to the end of its day there.
    zone = models.CharField(max_length=40, blank=True)
    first_chance = models.DateField(null=True, blank=True)
    assumed = models.BooleanField(default=False)
    why = models.TextField(blank=True)
    # A parcelwright.claims.lacking.Lack, or empty when nothing is missing; what it is about;
    # and how much waits for it.
    lacks = models.CharField(max_length=120, blank=True)
    lacks_of = models.CharField(max_length=120, blank=True)
    waits = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    waits_currency = models.CharField(max_length=3, blank=True)
    # What payers granted or paid so far.
    paid = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    paid_currency = models.CharField(max_length=3, blank=True)
    on = models.DateField()

    class Meta:
        indexes = (models.Index(fields=["tenant", "bucket", "deadline"]),)


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
