"""The mail server of a shop; its password is sealed and never shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import settings as actions
from parcelwright_web.actions.actors import actor_of
from parcelwright_web.actions.effects import AddressError
from parcelwright_web.core_texts import spoken
from parcelwright_web.models.accounts import Shop
from parcelwright_web.models.messages import Effect
from parcelwright_web.pages.settings_access import EVERYTHING, must_be, own_shop

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest

_HIGHEST_PORT = 65_535


class MailForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """The fields of :data:`actions.MAIL_FIELDS`, and a password that is only ever entered."""

    smtp_port = forms.IntegerField(
        label=_("Port"), min_value=1, max_value=_HIGHEST_PORT,
        help_text=_("587 for STARTTLS, 465 for TLS."),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    forget = forms.BooleanField(label=_("Forget the stored password"), required=False)

    class Meta:
        model = Shop
        fields = actions.MAIL_FIELDS
        help_texts: ClassVar = {
            "mail_from": _("Buyers and carriers see this address and answer to it."),
            "smtp_host": _("Name of the server, such as smtp.example.com. Empty: nothing is sent."),
            "smtp_security": _("With TLS the server's certificate is checked by name."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # The log-in to a server is not the person's own.
        self.fields["smtp_user"].widget.attrs["autocomplete"] = "off"
        stored = bool(self.instance.smtp_password)
        self.fields["password"].help_text = (
            _("A password is stored and sealed. Leave this empty to keep it.")
            if stored
            else _("Sealed when stored, and never shown again.")
        )
        if not stored:
            del self.fields["forget"]

    def clean(self) -> dict[str, object]:
        """Refuse a server without a sender, and a password over a plain connection."""
        found: dict[str, object] = super().clean() or self.cleaned_data
        if found.get("smtp_host") and not found.get("mail_from"):
            self.add_error("mail_from", _("Enter the sender, or the server would refuse mail."))
        if found.get("smtp_security") == "none" and (
            found.get("password") or found.get("smtp_user")
        ):
            self.add_error(
                "smtp_security",
                _("Without encryption user and password could be read by others; choose TLS."),
            )
        return found

    @property
    def new_password(self) -> str | None:
        """The password to store: None keeps the stored one, empty text forgets it."""
        if self.cleaned_data.get("forget"):
            return ""
        return self.cleaned_data["password"] or None


@tenant
def mail(request: TenantRequest, pk: int) -> HttpResponse:
    """Show the form with the last test, and store it when posted."""
    must_be(request, *EVERYTHING)
    row = own_shop(request, pk)
    name, is_ready = row.name, bool(row.smtp_host and row.mail_from)
    form = MailForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        actions.save_mail(request.tenant, pk, form.cleaned_data, password=form.new_password)
        messages.success(request, _("Mail server saved."))
        return redirect("settings-mail", pk)
    tests = Effect.objects.for_tenant(request.tenant).filter(shop=row, kind="test")
    context = {
        "form": form,
        "shop": row,
        "name": name,
        "is_ready": is_ready,
        "last_test": tests.order_by("-decided_at").first(),
        "may": request.membership.role in EVERYTHING,
    }
    return render(request, "settings/mail.html", context)


@tenant
@require_POST
def test_mail(request: TenantRequest, pk: int) -> HttpResponse:
    """Send one mail to the person who asks."""
    must_be(request, *EVERYTHING)
    row = own_shop(request, pk)
    me = request.user
    try:
        actions.send_test(row, recipient=me.email, actor=actor_of(me), now=clock.now())
    except AddressError as error:
        messages.error(request, spoken(str(error)))
    else:
        text = _("A test mail to %(address)s is in the outbox. Reload to see what became of it.")
        messages.success(request, text % {"address": me.email})
    return redirect("settings-mail", pk)


urlpatterns = [
    path("settings/shops/<int:pk>/mail/", mail, name="settings-mail"),
    path("settings/shops/<int:pk>/mail/test/", test_mail, name="settings-mail-test"),
]
