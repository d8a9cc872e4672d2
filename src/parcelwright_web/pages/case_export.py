"""Cases as a CSV file: exactly what the filter shows, harmless in a spreadsheet."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import path

from parcelwright.interchange.columns import Kind
from parcelwright.interchange.writing import write_cells
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.pages.case_rows import rows_of
from parcelwright_web.pages.case_views import filters_of, moment_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parcelwright_web.access import TenantRequest
    from parcelwright_web.models.cases import Case
    from parcelwright_web.pages.case_rows import CaseRow
    from parcelwright_web.pages.case_views import Moment


@tenant
def export(request: TenantRequest) -> HttpResponse:
    """Hand out the view that the address names."""
    at = moment_of(request, clock.now())
    found = filters_of(request.GET).rows(request.tenant.pk, at)
    return csv_of(found.select_related("parcel", "owner"), at)


def csv_of(cases: Iterable[Case], at: Moment) -> HttpResponse:
    """Return cases as a CSV attachment, UTF-8 with a byte order mark."""
    rows = [_cells(row) for row in rows_of(cases, at)]
    answer = HttpResponse(_written(rows), content_type="text/csv; charset=utf-8")
    name = f"cases-{at.now.astimezone(at.zone):%Y-%m-%d}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _written(rows: Sequence[dict[str, str]]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "cases.csv"
        write_cells(target, Kind.PARCELS, rows)
        return target.read_bytes()


def _cells(row: CaseRow) -> dict[str, str]:
    risk, claimable = row.at_risk, row.claimable
    money = risk or claimable
    return {
        "tracking_number": row.tracking_number,
        "carrier": row.carrier,
        "origin_country": row.origin,
        "destination_country": row.destination,
        "contents": row.goods,
        "buyer_name": row.buyer,
        "currency": "" if money is None else money.currency,
        "case": row.name,
        "state": str(row.state),
        "chance_of_100": _text(row.chance.in_100),
        "chance_low": _text(row.chance.low),
        "chance_high": _text(row.chance.high),
        "silent_days": _text(row.silent_days),
        "next_step": row.step,
        "deadline_on": _day(row),
        "deadline_zone": row.zone.key if row.last_minute else "",
        "at_risk": "" if risk is None else str(risk.rounded().amount),
        "claimable": "" if claimable is None else str(claimable.rounded().amount),
        "inquiry_sent_on": "" if row.inquiry.on is None else row.inquiry.on.isoformat(),
        "inquiry_number": row.inquiry.number,
        "inquiry_channel": row.inquiry.channel,
        "claim_sent_on": "" if row.claim.on is None else row.claim.on.isoformat(),
        "claim_number": row.claim.number,
        "claim_channel": row.claim.channel,
        "owner": "" if row.owner is None else str(row.owner),
        "snoozed_until": "" if row.snoozed_until is None else row.snoozed_until.isoformat(),
    }


def _day(row: CaseRow) -> str:
    if row.last_minute is None:
        return ""
    return row.last_minute.astimezone(row.zone).date().isoformat()


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


urlpatterns = [path("cases/export/", export, name="cases-export")]
