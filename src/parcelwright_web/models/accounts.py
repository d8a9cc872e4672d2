"""Who uses an installation: users, tenants, and the shops they sell through."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcelwright_web.models.costs import CostsOfWaiting
from parcelwright_web.models.sealed import SealedTextField
from parcelwright_web.models.tenancy import TenantFirstModel


class UserManager(BaseUserManager["User"]):
    """Makes users who log in by mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Return a new user; the address is lower-cased, as log-in compares it so."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the user with this mail address, whatever its case."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person who logs in with a mail address."""

    email = models.EmailField(_("Mail address"), unique=True)
    name = models.CharField(_("Name"), max_length=120, blank=True)
    # Empty means what the browser asks for.
    language = models.CharField(max_length=10, blank=True)
    is_active = models.BooleanField(default=True)
    # Staff of the installation, not of a tenant.
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def initials(self) -> str:
        """Up to two letters for the avatar."""
        words = (self.name or self.email).split()
        return "".join(word[0] for word in words[:2]).upper()


class Making(models.TextChoices):
    """How far a sample is made; pages are served from its first part on."""

    BEGUN = "begun", "begun"
    GOING_ON = "going_on", "going on"
    DONE = "", "done"


class Tenant(models.Model):
    """A seller's business: the wall around its data."""

    name = models.CharField(max_length=120)
    # Shown as such on every page; removable in one act.
    is_sample = models.BooleanField(default=False)
    making = models.CharField(max_length=10, choices=Making, default=Making.DONE, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a member may do."""

    OWNER = "owner", _("Owner")
    AGENT = "agent", _("Agent")
    READER = "reader", _("Reader")


class Membership(models.Model):
    """A user's place in a tenant."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", db_index=False)
    tenant = models.ForeignKey(Tenant, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role, default=Role.AGENT)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "tenant"], name="membership_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.tenant}"


class Shop(CostsOfWaiting, TenantFirstModel):
    """A shop of a tenant, with what stands on its letters and how it sends mail."""

    name = models.CharField(_("Shop name"), max_length=120)
    legal_name = models.CharField(_("Legal name"), max_length=200, blank=True)
    address = models.TextField(_("Address"), blank=True)
    # ISO 3166-1 alpha-2.
    country = models.CharField(_("Country or region"), max_length=2, blank=True)
    phone = models.CharField(_("Phone"), max_length=40, blank=True)
    email = models.EmailField(_("Mail address"), blank=True)
    tax_id = models.CharField(_("Tax or registration number"), max_length=60, blank=True)
    signatory = models.CharField(_("Who signs letters"), max_length=120, blank=True)
    # ISO 4217.
    currency = models.CharField(_("Currency"), max_length=3, default="USD")
    # BCP 47.
    language = models.CharField(_("Language"), max_length=10, default="en")
    # IANA name.
    timezone = models.CharField(_("Time zone"), max_length=60, default="UTC")
    mail_from = models.EmailField(_("Sender of mail"), blank=True)
    smtp_host = models.CharField(_("Mail server"), max_length=200, blank=True)
    smtp_port = models.PositiveIntegerField(_("Port"), default=587)
    smtp_user = models.CharField(_("User of the mail server"), max_length=200, blank=True)
    smtp_password = SealedTextField(_("Password of the mail server"), null=True, blank=True)
    smtp_security = models.CharField(
        _("Encryption"),
        max_length=10,
        choices=[("starttls", "STARTTLS"), ("tls", "TLS"), ("none", _("None"))],
        default="starttls",
    )
    # Days after which a buyer who was asked before shipping is reminded once; 0 is never.
    ask_again_days = models.PositiveSmallIntegerField(default=3)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "name"], name="shop_name_once")
        ]

    def __str__(self) -> str:
        return self.name
