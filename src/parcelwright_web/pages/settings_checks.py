"""Settings of checks before shipping: tokens of programs, and checks that are switched off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from parcelwright.parcels.countries import country_code
from parcelwright.prevention.run import checks
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import api_tokens
from parcelwright_web.actions.actors import actor_of
from parcelwright_web.actions.settings import save_reminder
from parcelwright_web.models.drafts import ApiToken, SwitchedOffCheck
from parcelwright_web.pages.check_names import check_name
from parcelwright_web.pages.settings_access import CONTRACTS, must_be, own_shop

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest


class TokenForm(forms.Form):
    """A name by which a token is known again."""

    name = forms.CharField(
        label=pgettext_lazy("of a program", "Name"),
        max_length=80,
        help_text=_("Of the program that will use it."),
    )


class SwitchForm(forms.Form):
    """A check to switch off, everywhere or to one country."""

    check_name = forms.ChoiceField(label=_("Check"))
    country = forms.CharField(
        label=_("Only to this country"), required=False, max_length=60,
        help_text=_("Empty is every country."),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = sorted(((name, str(check_name(name))) for name in checks()), key=lambda x: x[1])
        self.fields["check_name"].choices = choices  # type: ignore[attr-defined]  # of a choice field

    def clean_country(self) -> str:
        """Return the code of the country."""
        written = str(self.cleaned_data["country"]).strip()
        code = country_code(written) if written else ""
        if written and not code:
            raise forms.ValidationError(_("That is no country we know; write it as DE."))
        return code


class ReminderForm(forms.Form):
    """After how many days a buyer who was asked is reminded."""

    days = forms.IntegerField(
        label=_("Remind after days"), min_value=0, max_value=30,
        help_text=_("Once, where no answer was entered by then; 0 reminds nobody."),
    )  # fmt: skip


@tenant
def settings_checks(request: TenantRequest, shop: int) -> HttpResponse:
    """Show tokens and switched-off checks of a shop, and make a token when posted."""
    must_be(request, *CONTRACTS)
    own = own_shop(request, shop)
    form = TokenForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        secret = api_tokens.make(
            own, form.cleaned_data["name"], actor_of(request.user), clock.now()
        )
        form = TokenForm()
    tokens = ApiToken.objects.for_tenant(request.tenant).filter(shop=own, ended_at=None)
    switches = SwitchedOffCheck.objects.for_tenant(request.tenant).filter(shop=own)
    context = {
        "shop": own,
        "form": form,
        "secret": secret,
        "tokens": tokens.order_by("pk"),
        "switches": [
            (row, check_name(row.check_name))
            for row in switches.order_by("check_name", "destination_country")
        ],
        "switch_form": SwitchForm(),
        "reminder_form": ReminderForm(initial={"days": own.ask_again_days}),
    }
    return render(request, "checks/settings.html", context)


@tenant
@require_POST
def end_token(request: TenantRequest, shop: int, pk: int) -> HttpResponse:
    """Let a token open nothing any more."""
    must_be(request, *CONTRACTS)
    own = own_shop(request, shop)
    rows = ApiToken.objects.for_tenant(request.tenant).filter(shop=own)
    api_tokens.end(get_object_or_404(rows, pk=pk), clock.now())
    messages.success(request, _("The token opens nothing any more."))
    return redirect("settings-checks", shop)


@tenant
@require_POST
def reminder(request: TenantRequest, shop: int) -> HttpResponse:
    """Keep after how many days buyers are reminded; questions already sent keep their day."""
    must_be(request, *CONTRACTS)
    own, form = own_shop(request, shop), ReminderForm(request.POST)
    if form.is_valid():
        save_reminder(request.tenant, own.pk, form.cleaned_data["days"])
        messages.success(request, _("Saved."))
    else:
        messages.warning(request, _("Enter a whole number of days, from 0 to 30."))
    return redirect("settings-checks", shop)


@tenant
@require_POST
def switch_off(request: TenantRequest, shop: int) -> HttpResponse:
    """Switch a check off."""
    must_be(request, *CONTRACTS)
    own, form = own_shop(request, shop), SwitchForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("That is no country we know; write it as DE."))
        return redirect("settings-checks", shop)
    SwitchedOffCheck.objects.for_tenant(request.tenant).get_or_create(
        tenant=request.tenant,
        shop=own,
        check_name=form.cleaned_data["check_name"],
        destination_country=form.cleaned_data["country"],
        defaults={"since": clock.now(), "by": actor_of(request.user)},
    )
    messages.success(request, _("Switched off."))
    return redirect("settings-checks", shop)


@tenant
@require_POST
def switch_on(request: TenantRequest, shop: int, pk: int) -> HttpResponse:
    """Have a check made again."""
    must_be(request, *CONTRACTS)
    own = own_shop(request, shop)
    rows = SwitchedOffCheck.objects.for_tenant(request.tenant).filter(shop=own)
    get_object_or_404(rows, pk=pk).delete()
    messages.success(request, _("Switched on."))
    return redirect("settings-checks", shop)


urlpatterns = [
    path("settings/checks/<int:shop>/", settings_checks, name="settings-checks"),
    path("settings/checks/<int:shop>/tokens/<int:pk>/end/", end_token, name="token-end"),
    path("settings/checks/<int:shop>/reminder/", reminder, name="check-reminder"),
    path("settings/checks/<int:shop>/off/", switch_off, name="check-off"),
    path("settings/checks/<int:shop>/on/<int:pk>/", switch_on, name="check-on"),
]
