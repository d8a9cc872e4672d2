"""Who may change settings: owners everything, agents what daily work needs, readers nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from parcelwright_web.models.accounts import Role, Shop

if TYPE_CHECKING:
    from parcelwright_web.access import TenantRequest


def must_be(request: TenantRequest, *roles: Role) -> None:
    """Let only members with one of the roles post; everybody may look.

    Raises:
        PermissionDenied: The member has another role.
    """
    if request.method == "POST" and request.membership.role not in roles:
        raise PermissionDenied


def own_shop(request: TenantRequest, pk: int) -> Shop:
    """Return a shop of the tenant.

    Raises:
        Http404: There is none, or it is another tenant's.
    """
    return get_object_or_404(Shop.objects.for_tenant(request.tenant), pk=pk)


EVERYTHING = (Role.OWNER,)
CONTRACTS = (Role.OWNER, Role.AGENT)
CODES = (Role.OWNER, Role.AGENT)
WATCHES = (Role.OWNER, Role.AGENT)
