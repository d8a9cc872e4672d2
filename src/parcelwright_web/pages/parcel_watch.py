"""Who watches a parcel, since when and how that goes; asking now, and giving up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parcelwright import sources
from parcelwright.watch.standing import EndedWhy, NumberRole, WatchStanding
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import watching
from parcelwright_web.actions.actors import actor_of, names_of
from parcelwright_web.models.parcels import TrackingEventRow
from parcelwright_web.models.watches import Watch
from parcelwright_web.pages.labels import source_name
from parcelwright_web.pages.settings_access import WATCHES, must_be
from parcelwright_web.pages.watch_words import ENDINGS, STANDINGS, seen

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse
    from django_stubs_ext import StrOrPromise

    from parcelwright_web.access import TenantRequest
    from parcelwright_web.models.parcels import Parcel

_LONGEST_REASON = 300


@dataclass(frozen=True, kw_only=True)
class WatchView:
    """One watch as the parcel's page shows it.

    Args:
        source: Name of the source that watches or posts, empty while nobody does.
        posted_at: When a source last posted about the parcel, where one does so by itself.
        why: What the watch says of itself; for one given up, the person's reason.
        since: When the source took the number on, or else when the watch began.
        next_at: When it is looked at next; None for one that ended.
        ending: Why it ended, empty while it is open.
        given_up_by: Who gave it up, empty for any other end.
    """

    watch: Watch
    tone: str
    name: StrOrPromise
    source: str
    posted_at: datetime | None
    why: str
    since: datetime
    next_at: datetime | None
    ending: StrOrPromise
    given_up_by: str

    @property
    def is_last_mile(self) -> bool:
        """Whether the number is that of the delivering carrier."""
        return self.watch.role == NumberRole.LAST_MILE


def watches_of(parcel: Parcel) -> list[WatchView]:
    """Return the watches over a parcel's numbers, its own number first."""
    rows = Watch.objects.for_tenant(parcel.tenant_id).filter(parcel=parcel)
    found = list(rows.select_related("connection").order_by("pk"))
    names = names_of({each.ended_by for each in found} - {""})
    is_posted = any(each.standing == WatchStanding.PUSHED for each in found)
    posted = _posted(parcel) if is_posted else None
    return [_view(each, names, posted) for each in found]


def _posted(parcel: Parcel) -> tuple[str, datetime] | None:
    """Return which source told of the parcel last that can post, and when."""
    rows = TrackingEventRow.objects.for_tenant(parcel.tenant_id).filter(
        parcel=parcel, source__in=sources.push_slugs(), batch=None
    )
    return rows.order_by("-received_at").values_list("source", "received_at").first()


def _view(watch: Watch, names: dict[str, str], posted: tuple[str, datetime] | None) -> WatchView:
    connection = watch.connection
    standing = seen(watch.standing, has_connection=connection is not None)
    tone, name = STANDINGS[standing]
    registered = watch.registered_at if connection is not None else None
    given_up = watch.ended_why == EndedWhy.GIVEN_UP
    slug = "" if connection is None else connection.source
    posted_at = None
    if standing is WatchStanding.PUSHED and posted is not None:
        slug, posted_at = posted
    return WatchView(
        watch=watch,
        tone=tone,
        name=name,
        source=source_name(slug),
        posted_at=posted_at,
        why="" if standing is WatchStanding.NEW else watch.why,
        since=registered or watch.started_at,
        next_at=watch.run_at if watch.ended_at is None else None,
        ending=ENDINGS.get(watch.ended_why, ""),
        given_up_by=names.get(watch.ended_by, "") if given_up else "",
    )


@tenant
@require_POST
def ask_now(request: TenantRequest, pk: int) -> HttpResponse:
    """Have a number looked at as soon as its source allows; an ended watch starts again."""
    must_be(request, *WATCHES)
    watch = _watch(request, pk)
    watching.ask_now(watch, clock.now())
    messages.success(request, _("Asked as soon as the source allows; the answer stands here."))
    return redirect("parcel", watch.parcel_id)


@tenant
@require_POST
def give_up(request: TenantRequest, pk: int) -> HttpResponse:
    """End a watch, with the person's reason."""
    must_be(request, *WATCHES)
    watch = _watch(request, pk)
    reason = " ".join(request.POST.get("reason", "").split())[:_LONGEST_REASON]
    if not reason:
        messages.error(request, _("Write why it is no longer watched; others will wonder."))
        return redirect("parcel", watch.parcel_id)
    watching.give_up(watch, actor_of(request.user), reason, clock.now())
    messages.success(request, _("It is no longer watched."))
    return redirect("parcel", watch.parcel_id)


def _watch(request: TenantRequest, pk: int) -> Watch:
    return get_object_or_404(Watch.objects.for_tenant(request.tenant), pk=pk)


urlpatterns = [
    path("parcels/watches/<int:pk>/ask/", ask_now, name="watch-ask-now"),
    path("parcels/watches/<int:pk>/give-up/", give_up, name="watch-give-up"),
]
