"""Cases: our file on one troubled parcel, its log and its evidence."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from parcelwright.cases.case import CarrierAnswer, CaseState, ClosedAs
from parcelwright.cases.case import Case as DomainCase
from parcelwright_web.models.parcels import Parcel
from parcelwright_web.models.sealed import SealedBytesField, SealedTextField
from parcelwright_web.models.tenancy import TenantFirstModel, TenantModel


class Case(TenantFirstModel):
    """One troubled parcel. ``revision`` rises with every act, so that two people notice.

    The ``step_*``, ``deadline_*`` and money columns hold the last computed next step, for
    the queue; they can be computed again at any time.
    """

    number = models.PositiveIntegerField()
    parcel = models.ForeignKey(Parcel, on_delete=models.PROTECT, related_name="cases")
    state = models.CharField(max_length=24)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=150)
    closed_at = models.DateTimeField(null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True
    )
    revision = models.PositiveIntegerField(default=1)
    snoozed_until = models.DateField(null=True, blank=True)

    # What was done and learned, from which the next step follows.
    buyer_told_on = models.DateField(null=True, blank=True)
    buyer_asked_on = models.DateField(null=True, blank=True)
    buyer_answered_on = models.DateField(null=True, blank=True)
    buyer_choice = models.CharField(max_length=16, blank=True)
    inquiry_sent_on = models.DateField(null=True, blank=True)
    inquiry_number = models.CharField(max_length=80, blank=True)
    # How and where the inquiry was filed, such as a mail address or a portal.
    inquiry_channel = models.CharField(max_length=320, blank=True, default="")
    inquiry_reply_due = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=12, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    claim_sent_on = models.DateField(null=True, blank=True)
    claim_number = models.CharField(max_length=80, blank=True)
    # How and where the newest claim was filed, such as a mail address or a portal.
    claim_channel = models.CharField(max_length=320, blank=True, default="")
    claim_reply_due = models.DateField(null=True, blank=True)
    claimed_rules = models.JSONField(default=list)
    closed_as = models.CharField(max_length=12, blank=True)
    # What had happened, as a person said when closing it; and what was told at its opening,
    # the chance by cause. Causes are learned from both.
    closed_cause = models.CharField(max_length=24, blank=True)
    told_causes = models.JSONField(default=dict)
    refunded_on = models.DateField(null=True, blank=True)
    resent_on = models.DateField(null=True, blank=True)
    # What people reported to have gone wrong, as claim type, with the ISO day of it.
    reported = models.JSONField(default=dict)
    # Of each rule under which notice was given: rule, payer, payer_name, on, number, channel.
    notices = models.JSONField(default=list)

    # Last computed next step; ``step`` holds reasons and rule as the pages show them.
    step_code = models.CharField(max_length=24, blank=True)
    step_on = models.DateField(null=True, blank=True)
    step = models.JSONField(default=dict)
    deadline_on = models.DateField(null=True, blank=True)
    deadline_at = models.DateTimeField(null=True, blank=True)
    deadline_zone = models.CharField(max_length=40, blank=True)
    at_risk = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    claimable = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    stepped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["tenant", "number"], name="one_case_per_number"),
            models.UniqueConstraint(
                fields=["parcel"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_case_per_parcel",
            ),
        )
        indexes = (models.Index(fields=["tenant", "closed_at", "deadline_at"]),)

    def __str__(self) -> str:
        return f"PW-{self.number}"

    def to_domain(self) -> DomainCase:
        """Return the core's case; its past acts stand in the log."""
        return DomainCase(
            case_id=str(self),
            tracking_number=self.parcel.tracking_number,
            opened_at=self.opened_at,
            state=CaseState(self.state),
            answer=CarrierAnswer(self.answer) if self.answer else None,
            closed_as=ClosedAs(self.closed_as) if self.closed_as else None,
        )


class CaseLogEntry(TenantModel):
    """Who did what, when. Only added, never changed; ``facts`` holds what the page says."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="log")
    at = models.DateTimeField()
    actor = models.CharField(max_length=150)
    act = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    note = SealedTextField(blank=True, default="")


class EvidenceHead(TenantFirstModel):
    """End of one tenant's evidence log; locked while an entry is added."""

    seq = models.PositiveBigIntegerField(default=0)
    leaf = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["tenant"], name="one_log_per_tenant"),)


class EvidenceEntry(TenantFirstModel):
    """One evidence item: the committed line, and sealed beside it salt and payload.

    ``entry`` is stored as written and never serialised again. Opaque by design: the
    line holds no name, address, tracking number or free text.
    """

    seq = models.PositiveBigIntegerField()
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, related_name="evidence", db_index=False
    )
    case_seq = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=24)
    at = models.DateTimeField()
    entry = models.BinaryField()
    leaf = models.CharField(max_length=64)
    commitment = models.CharField(max_length=64)
    salt = SealedBytesField()
    payload = SealedBytesField()
    title = SealedTextField(blank=True, default="")
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["tenant", "seq"], name="no_gap_in_the_log"),
            models.UniqueConstraint(fields=["case", "case_seq"], name="no_gap_in_the_case"),
        )
