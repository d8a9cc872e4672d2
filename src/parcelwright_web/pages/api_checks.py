"""The interface for programs: check orders before a label is bought."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.http import JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from parcelwright.interchange.drafts import drafts_from_rows
from parcelwright.prevention.plain import plain_order
from parcelwright_web import clock
from parcelwright_web.access import link
from parcelwright_web.actions.checking import check_orders
from parcelwright_web.models.drafts import DraftOrigin
from parcelwright_web.pages.api_access import NO_TOKEN, problem, token_in

if TYPE_CHECKING:
    from django.http import HttpRequest

_MOST_BYTES = 5 * 1024 * 1024
_MOST_ORDERS = 500


class _BodyError(ValueError):
    """What is wrong with a body, in one sentence."""


@csrf_exempt
@link
@require_POST
def check(request: HttpRequest) -> JsonResponse:
    """Check the orders of a body and say of each what was found; each is kept."""
    token = token_in(request)
    if token is None:
        return problem(401, NO_TOKEN)
    try:
        rows = _rows(request)
    except _BodyError as error:
        return problem(422, str(error))
    found = check_orders(token.shop, drafts_from_rows(rows), DraftOrigin.API, clock.now())
    return JsonResponse(
        {
            "orders": [
                plain_order(
                    each.read.draft.order_number if each.read.draft else "",
                    each.read.row,
                    each.findings,
                )
                | {"held": bool(each.row and each.row.is_held)}
                for each in found
            ]
        }
    )


def _rows(request: HttpRequest) -> list[dict[str, str]]:
    """Return the lines of all orders as rows of cells.

    Raises:
        _BodyError: The body is too large or not of the documented form.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > _MOST_BYTES:
        raise _BodyError(f"A body may hold {_MOST_BYTES} bytes.")
    try:
        told = json.loads(request.body)
    except ValueError as error:
        raise _BodyError(f"The body is no JSON: {error}.") from error
    orders = told.get("orders") if isinstance(told, dict) else None
    if not isinstance(orders, list) or not orders:
        raise _BodyError('The body needs a list "orders" with at least one order.')
    if len(orders) > _MOST_ORDERS:
        raise _BodyError(f"A body may hold {_MOST_ORDERS} orders; send the rest in another.")
    return [row for at, order in enumerate(orders) for row in _order(order, at)]


def _order(order: Any, at: int) -> list[dict[str, str]]:
    if not isinstance(order, dict):
        raise _BodyError(f"orders[{at}] is no object.")
    lines = order.get("lines", [{}])
    if not isinstance(lines, list) or not all(isinstance(line, dict) for line in lines):
        raise _BodyError(f"orders[{at}].lines is no list of objects.")
    facts = {name: value for name, value in order.items() if name != "lines"}
    number = _cell(facts.get("order_number", ""))
    if not number:
        raise _BodyError(f"orders[{at}] has no order_number.")
    return [
        {"order_number": number} | _cells(facts if index == 0 else {}) | _cells(line)
        for index, line in enumerate(lines or [{}])
    ]


def _cells(values: dict[str, Any]) -> dict[str, str]:
    return {str(name): cell for name, value in values.items() if (cell := _cell(value))}


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(_cell(each) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None or isinstance(value, dict) else str(value).replace("\x00", "")


urlpatterns = [path("api/v1/checks", check, name="api-checks")]
