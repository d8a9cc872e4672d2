"""Where sources post: one address per connection, one durable row per body."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import DatabaseError
from django.http import JsonResponse
from django.http.request import UnreadablePostError
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from parcelwright_web import clock
from parcelwright_web.access import link
from parcelwright_web.actions import inbound

if TYPE_CHECKING:
    from django.http import HttpRequest

_log = logging.getLogger("parcelwright.hooks")
_RETRY_AFTER_S = "60"
# What is kept of the headers: enough to check a signature again, nothing that logs in.
_DROPPED_HEADERS = frozenset({"cookie", "authorization", "proxy-authorization"})
_MAX_HEADERS = 40
_MAX_HEADER_LETTERS = 500


@csrf_exempt
@link
@require_POST
def receive(request: HttpRequest, token: str) -> JsonResponse:
    """Store a body and acknowledge it; a body that is acknowledged is on disk."""
    try:
        connection = inbound.connection_at(token)
        if connection is None:
            return _answer(404, "There is no such address.")
        body = _body(request)
        if body is None:
            return _answer(413, f"A body may hold {inbound.MAX_BODY_BYTES} bytes.")
        receipt = inbound.receive(connection, body, _headers(request), clock.now())
    except UnreadablePostError:
        return _answer(400, "The body broke off.")
    except (DatabaseError, OSError) as error:
        _log.error("a body could not be stored: %s", error)
        response = _answer(503, "The body could not be stored; send it again later.")
        response.headers["Retry-After"] = _RETRY_AFTER_S
        return response
    if receipt is inbound.Receipt.REFUSED:
        return _answer(401, "The signature does not fit this body.")
    return JsonResponse({"receipt": receipt.value})


def _body(request: HttpRequest) -> bytes | None:
    """Return the raw body, or None when it is too large; never reads more than the limit."""
    limit = inbound.MAX_BODY_BYTES
    if request.headers.get("Transfer-Encoding"):
        # Its length is not stated, and Django would read it as empty.
        body: bytes = request.environ["wsgi.input"].read(limit + 1)  # type: ignore[attr-defined]  # WSGI
    elif int(request.META.get("CONTENT_LENGTH") or 0) > limit:
        return None
    else:
        body = request.read(limit + 1)
    return None if len(body) > limit else body


def _headers(request: HttpRequest) -> dict[str, str]:
    kept = {
        name: value[:_MAX_HEADER_LETTERS].replace("\x00", "")
        for name, value in request.headers.items()
        if name.casefold() not in _DROPPED_HEADERS
    }
    return dict(list(kept.items())[:_MAX_HEADERS])


def _answer(status: int, message: str) -> JsonResponse:
    return JsonResponse({"error": message}, status=status)


urlpatterns = [path("in/<str:token>/", receive, name="receive")]
