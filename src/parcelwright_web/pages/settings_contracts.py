"""Contracts with carrier accounts: the list, the form with its preview, the editions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import own_terms as actions
from parcelwright_web.actions.actors import actor_of
from parcelwright_web.models.claims import Contract
from parcelwright_web.pages.accounts_seen import carrier_of, without_contract
from parcelwright_web.pages.contract_form import ContractForm, firms, initial_of
from parcelwright_web.pages.contract_preview import preview_of
from parcelwright_web.pages.editions import history_of
from parcelwright_web.pages.settings_access import CONTRACTS, must_be

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright.rulebook.contract import ContractTerms
    from parcelwright_web.access import TenantRequest
    from parcelwright_web.pages.contract_preview import Preview


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One edition of a contract as the list shows it."""

    contract: Contract
    terms: ContractTerms
    preview: Preview


@tenant
@require_safe
def contracts(request: TenantRequest) -> HttpResponse:
    """Show the accounts that wait for a contract, then every contract with its editions."""
    today = clock.now().date()
    rows = Contract.objects.for_tenant(request.tenant).order_by("carrier_account", "-valid_from")
    by_account: dict[str, list[Edition]] = {}
    for row in rows.filter(ended_at=None):
        terms = row.to_domain()
        edition = Edition(contract=row, terms=terms, preview=preview_of(terms, today))
        by_account.setdefault(row.carrier_account, []).append(edition)
    context = {
        "seen": without_contract(request.tenant),
        "accounts": list(by_account.items()),
        "history": history_of(rows, lambda row: row.carrier_account),
        "may": request.membership.role in CONTRACTS,
    }
    return render(request, "settings/contracts.html", context)


@tenant
def new(request: TenantRequest) -> HttpResponse:
    """Show the empty form, preview it, or store an edition."""
    must_be(request, *CONTRACTS)
    today = clock.now().date()
    account = request.GET.get("account", "")[:80]
    carrier = carrier_of(request.tenant, account) if account else ""
    start: dict[str, object] = {
        "carrier_account": account,
        "payer": carrier if carrier in dict(firms()) else "",
        "valid_from": today.replace(month=1, day=1),
    }
    return _form(request, start, None)


@tenant
def edit(request: TenantRequest, pk: int) -> HttpResponse:
    """Show an edition in the form; another first day makes a further edition."""
    must_be(request, *CONTRACTS)
    row = _own(request, pk)
    return _form(request, initial_of(row.to_domain(), row.shop_id), row)


def _form(request: TenantRequest, start: dict[str, object], row: Contract | None) -> HttpResponse:
    form = ContractForm(request.POST or None, initial=start, shops=request.shops)
    preview = None
    if request.method == "POST" and form.is_valid():
        if request.POST.get("act") != "preview":
            return _saved(request, form)
        preview = preview_of(form.terms, clock.now().date())
    elif row is not None and request.method != "POST":
        preview = preview_of(row.to_domain(), clock.now().date())
    context = {
        "form": form,
        "row": row,
        "preview": preview,
        "account": start["carrier_account"],
        "may": request.membership.role in CONTRACTS,
    }
    return render(request, "settings/contract.html", context)


def _saved(request: TenantRequest, form: ContractForm) -> HttpResponse:
    terms = form.terms
    valid_from = form.cleaned_data["valid_from"]
    count = actions.save_contract(
        request.tenant,
        form.shops[form.cleaned_data["shop"]],
        replace(terms, valid_from=valid_from),
        valid_from,
        actor=actor_of(request.user),
        now=clock.now(),
    )
    messages.success(
        request,
        ngettext(
            "Contract of account %(account)s saved. %(n)d parcel is being assessed again.",
            "Contract of account %(account)s saved. %(n)d parcels are being assessed again.",
            count,
        )
        % {"account": terms.carrier_account, "n": count},
    )
    return redirect("contracts")


@tenant
@require_POST
def remove(request: TenantRequest, pk: int) -> HttpResponse:
    """Delete an edition."""
    must_be(request, *CONTRACTS)
    row = _own(request, pk)
    actions.remove_contract(request.tenant, row, actor=actor_of(request.user), now=clock.now())
    text = _("Edition of account %(account)s removed.") % {"account": row.carrier_account}
    messages.success(request, text)
    return redirect("contracts")


def _own(request: TenantRequest, pk: int) -> Contract:
    standing = Contract.objects.for_tenant(request.tenant).filter(ended_at=None)
    return get_object_or_404(standing, pk=pk)


urlpatterns = [
    path("settings/contracts/", contracts, name="contracts"),
    path("settings/contracts/new/", new, name="contract-new"),
    path("settings/contracts/<int:pk>/", edit, name="contract"),
    path("settings/contracts/<int:pk>/remove/", remove, name="contract-remove"),
]
