"""From the sample to a business of one's own: a form that only the sample shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.password_validation import validate_password
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from parcelwright_web.access import tenant
from parcelwright_web.actions import businesses
from parcelwright_web.models.accounts import Role

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest


class OwnBusinessForm(forms.Form):
    """The name of the business, and how its owner logs in."""

    business = forms.CharField(
        label=_("Name of your business"),
        max_length=120,
        help_text=_("Its first shop gets this name too; both can be changed."),
    )
    email = forms.EmailField(
        label=_("Mail address"),
        help_text=_("You log in with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        """Refuse a password that is too easy."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


@tenant
def own_business(request: TenantRequest) -> HttpResponse:
    """Open a business for whoever tries the sample, and log its owner in.

    The sample exists in local mode only, where pages are served to this machine alone.
    """
    if not request.tenant.is_sample or request.membership.role != Role.OWNER:
        raise Http404
    form = OwnBusinessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = _open(request, form, form.cleaned_data)
        if answer is not None:
            return answer
    return render(request, "own_business.html", {"form": form})


def _open(request: TenantRequest, form: forms.Form, values: dict[str, Any]) -> HttpResponse | None:
    try:
        opened = businesses.open_business(**values)
    except businesses.AccountExistsError:
        form.add_error("email", _("This mail address has an account; log in with it instead."))
        return None
    logout(request)
    login(request, opened.user)
    messages.success(request, _("Your business is open. Now bring your parcels in."))
    return redirect("start")


urlpatterns = [path("start/own/", own_business, name="own_business")]
