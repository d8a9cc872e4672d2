"""The interface for programs: hand over a mail that may answer a question before shipping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from parcelwright.errors import InputFileError
from parcelwright.messages.buyer_reply import MAX_BYTES
from parcelwright_web import clock
from parcelwright_web.access import link
from parcelwright_web.actions import buyer_replies
from parcelwright_web.pages.api_access import NO_TOKEN, problem, token_in

if TYPE_CHECKING:
    from django.http import HttpRequest


@csrf_exempt
@link
@require_POST
def reply(request: HttpRequest) -> JsonResponse:
    """Put a mail, sent as it is, beside the question that it names."""
    token = token_in(request)
    if token is None:
        return problem(401, NO_TOKEN)
    payload = request.read(MAX_BYTES + 1)
    try:
        row = buyer_replies.take_mail(token.tenant_id, payload, clock.now())
    except InputFileError as error:
        return problem(422, str(error))
    if row is None:
        return problem(404, "The mail names no question of this shop.")
    found = buyer_replies.proposal_of(row)
    return JsonResponse(
        {
            "order_number": row.order_number,
            "waits": row.is_asked,
            "proposed": {} if found is None else {name: cell for name, _, cell in found.cells},
        }
    )


urlpatterns = [path("api/v1/replies", reply, name="api-replies")]
