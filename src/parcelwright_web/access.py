"""Every route says who may enter: the public, holders of a link, members, or the staff.

A route without one of these marks fails the test that walks all routes.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.views.decorators.cache import never_cache

from parcelwright_web.models.accounts import Membership, Shop, User

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase

    from parcelwright_web.models.accounts import Tenant

    View = Callable[..., HttpResponseBase]

_SESSION_KEY = "tenant"


class TenantRequest(HttpRequest):
    """A request of a member, as :func:`tenant` hands it to the page."""

    user: User
    tenant: Tenant
    membership: Membership
    shops: list[Shop]


def public(view: View) -> View:
    """Let everyone in."""
    return _marked(view, "public")


def link(view: View) -> View:
    """Let in whoever holds the secret in the address; the page checks it. Never cached."""
    return _marked(never_cache(view), "link")


def installation(view: View) -> View:
    """Let in the staff of the installation; everyone else sees "not found"."""

    @wraps(view)
    @login_required
    def staff_only(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not getattr(request.user, "is_staff", False):
            raise Http404
        return view(request, *args, **kwargs)

    return _marked(never_cache(staff_only), "installation")


def tenant(view: View) -> View:
    """Let members in; the page gets ``tenant``, ``membership`` and ``shops`` on the request."""

    @wraps(view)
    @login_required
    def members_only(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        enter(request)
        return view(request, *args, **kwargs)

    return _marked(never_cache(members_only), "tenant")


def enter(request: HttpRequest) -> None:
    """Put the member's tenant on the request.

    Raises:
        Http404: The user belongs to no tenant.
    """
    memberships = Membership.objects.filter(user=request.user.pk).select_related("tenant")
    chosen = request.session.get(_SESSION_KEY)
    found = list(memberships.order_by("pk"))
    if not found:
        raise Http404
    membership = next((each for each in found if each.tenant_id == chosen), found[0])
    request.membership = membership  # type: ignore[attr-defined]  # see TenantRequest
    request.tenant = membership.tenant  # type: ignore[attr-defined]  # see TenantRequest
    shops = Shop.objects.for_tenant(membership.tenant).order_by("name")
    request.shops = list(shops)  # type: ignore[attr-defined]  # see TenantRequest


def _marked(view: View, access: str) -> View:
    view.access = access  # type: ignore[attr-defined]  # read by the test of all routes
    return view
