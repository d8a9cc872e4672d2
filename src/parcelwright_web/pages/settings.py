"""The index of what can be set up, with the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from parcelwright.rulebook.exchange import OLD_AFTER_DAYS
from parcelwright_web import clock, navigation
from parcelwright_web.access import tenant
from parcelwright_web.actions.announced import in_force
from parcelwright_web.actions.rates import rates_of
from parcelwright_web.models.accounts import Membership
from parcelwright_web.models.claims import Contract
from parcelwright_web.models.covers import Cover, CoverLine
from parcelwright_web.models.intake import SourceConnection
from parcelwright_web.pages.accounts_seen import without_contract
from parcelwright_web.pages.settings_access import EVERYTHING

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest

NAV = navigation.Entry(order=90, label=_("Settings"), icon="settings", url="settings", at_end=True)


@tenant
@require_safe
def settings(request: TenantRequest) -> HttpResponse:
    """Show the shops, the contracts and the members."""
    members = Membership.objects.filter(tenant=request.tenant).select_related("user")
    accounts = Contract.objects.for_tenant(request.tenant).filter(ended_at=None).order_by()
    policies = Cover.objects.for_tenant(request.tenant).filter(ended_at=None).order_by()
    lines = CoverLine.objects.for_tenant(request.tenant)
    seen = without_contract(request.tenant)
    rates_day = rates_of(request.tenant.pk).tables[-1].as_of
    context = {
        "rates_day": rates_day,
        "rates_old": (clock.now().date() - rates_day).days > OLD_AFTER_DAYS,
        "may_add": request.membership.role in EVERYTHING,
        "members": members.order_by("pk"),
        "contracts": accounts.values("carrier_account").distinct().count(),
        "covers": policies.values("policy_number").distinct().count(),
        "not_ready": lines.filter(is_ready=False, is_lost=False).count(),
        "announced": in_force(request.tenant.pk).count(),
        "sources": SourceConnection.objects.for_tenant(request.tenant).count(),
        "waiting": sum(each.waiting for each in seen),
        "accounts_waiting": sum(1 for each in seen if each.waiting),
    }
    return render(request, "settings/index.html", context)


urlpatterns = [path("settings/", settings, name="settings")]
