"""What all addresses for programs share: the token of a shop, and how a refusal is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import JsonResponse

from parcelwright_web import clock
from parcelwright_web.actions.api_tokens import token_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from parcelwright_web.models.drafts import ApiToken

_BEARER = "Bearer "
NO_TOKEN = "Send the header Authorization: Bearer, and a token of the shop."  # noqa: S105 - a sentence, no secret


def token_in(request: HttpRequest) -> ApiToken | None:
    """Return the token that a request is sent with, or None where it opens nothing."""
    given = request.headers.get("Authorization", "")
    if not given.startswith(_BEARER):
        return None
    return token_of(given.removeprefix(_BEARER), clock.now())


def problem(status: int, message: str) -> JsonResponse:
    """Return a refusal that says what to do."""
    return JsonResponse({"error": message}, status=status)
