"""The sample shop: what it is, and its removal in one act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import logout
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from parcelwright_web.access import tenant
from parcelwright_web.actions import sample
from parcelwright_web.models.accounts import Role

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest


@tenant
@require_safe
def index(request: TenantRequest) -> HttpResponse:
    """Say what the sample is and, inside it, how to be rid of it."""
    return render(request, "samples.html", {"is_owner": request.membership.role == Role.OWNER})


@tenant
@require_POST
def remove(request: TenantRequest) -> HttpResponse:
    """Delete the sample with all its rows and its log-in."""
    if not request.tenant.is_sample or request.membership.role != Role.OWNER:
        raise Http404
    gone = request.tenant
    logout(request)
    sample.remove(gone)
    return redirect("account_login")


urlpatterns = [
    path("start/sample/", index, name="samples"),
    path("start/sample/remove/", remove, name="sample_remove"),
]
