"""Own terms as files: all contracts and policies to save, and a file to bring."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from parcelwright.rulebook.own_terms import read_terms
from parcelwright.rulebook.write_terms import written
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import own_terms as actions
from parcelwright_web.actions.actors import actor_of
from parcelwright_web.actions.situation import contracts_of, covers_of
from parcelwright_web.pages.settings_access import CONTRACTS, EVERYTHING, must_be

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright.rulebook.own_terms import OwnTerms
    from parcelwright_web.access import TenantRequest
    from parcelwright_web.models.accounts import Shop

_MOST_BYTES = 1_000_000
# Terms without a first day hold for every parcel; the table wants a day.
_ALWAYS = date(2000, 1, 1)


class TermsFileForm(forms.Form):
    """A file of contracts and policies, and the shop that the contracts are of."""

    file = forms.FileField(
        label=gettext_lazy("File"), widget=forms.ClearableFileInput(attrs={"accept": ".toml"}),
        help_text=gettext_lazy("A text file in the TOML format, as the download here is."),
    )  # fmt: skip
    shop = forms.ChoiceField(label=gettext_lazy("Shop"))

    def __init__(self, *args: Any, shops: Iterable[Shop], **options: Any) -> None:
        super().__init__(*args, **options)
        self.shops = {str(shop.pk): shop for shop in shops}
        field = self.fields["shop"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, shop.name) for key, shop in self.shops.items()]
        if len(self.shops) == 1:
            field.widget, field.initial = forms.HiddenInput(), next(iter(self.shops))

    def clean_file(self) -> Any:
        """Refuse a file that is too large or no text.

        Raises:
            ValidationError: It is.
        """
        file = self.cleaned_data["file"]
        if file.size > _MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 1 MB; split it."))
        try:
            self.text = file.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("The file is no text in UTF-8; save it so.")) from error
        return file


@tenant
def files(request: TenantRequest) -> HttpResponse:
    """Show how to save and bring a file; take one whole or not at all."""
    must_be(request, *CONTRACTS)
    form = TermsFileForm(request.POST or None, request.FILES or None, shops=request.shops)
    faults: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        found = read_terms(form.text, form.cleaned_data["file"].name)
        faults = found.faults
        if not faults and not found.contracts and not found.covers:
            form.add_error("file", _("The file holds neither a contract nor a policy."))
        elif not faults:
            return _taken(request, form, found)
    context = {
        "form": form,
        "faults": faults,
        "may": request.membership.role in CONTRACTS,
        "may_covers": request.membership.role in EVERYTHING,
    }
    return render(request, "settings/terms_files.html", context)


def _taken(request: TenantRequest, form: TermsFileForm, found: OwnTerms) -> HttpResponse:
    if found.covers and request.membership.role not in EVERYTHING:
        raise PermissionDenied
    shop = form.shops[form.cleaned_data["shop"]]
    actions.save_all(
        request.tenant,
        shop,
        [replace(each, valid_from=each.valid_from or _ALWAYS) for each in found.contracts],
        [replace(each, valid_from=each.valid_from or _ALWAYS) for each in found.covers],
        actor=actor_of(request.user),
        now=clock.now(),
    )
    count = len(found.contracts) + len(found.covers)
    messages.success(
        request,
        ngettext(
            "%(n)d edition read from the file. What was entered already stays as it is.",
            "%(n)d editions read from the file. What was entered already stays as it is.",
            count,
        )
        % {"n": count},
    )
    return redirect("covers" if found.covers and not found.contracts else "contracts")


@tenant
@require_safe
def download(request: TenantRequest) -> HttpResponse:
    """Return all contracts and policies that count, in the format of the folder."""
    text = written(contracts_of(request.tenant.pk), covers_of(request.tenant.pk))
    response = HttpResponse(text, content_type="application/toml; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="terms.toml"'
    return response


urlpatterns = [
    path("settings/terms/", files, name="terms-files"),
    path("settings/terms/terms.toml", download, name="terms-download"),
]
