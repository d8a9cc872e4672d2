"""Many inquiries or claims at once: one sheet and one archive of letters a carrier account."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parcelwright.documents import batch as core
from parcelwright.documents.batch import BatchRow, Request
from parcelwright.errors import DocumentError, WordingError
from parcelwright_web.actions import papers
from parcelwright_web.actions.papers import Form, Wanted
from parcelwright_web.actions.situation import situations_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from parcelwright_web.actions.situation import Situation
    from parcelwright_web.models.cases import Case

_FORMS = {Request.INQUIRY: Form.LOSS_INQUIRY, Request.CLAIM: Form.CLAIM_LETTER}


@dataclass(frozen=True, kw_only=True)
class AccountBatch:
    """What one carrier account gets.

    Args:
        account: ``carrier/account``; ``-`` stands for an account that is not known.
        sheet: XLSX with one row a parcel.
        archive: ZIP with one PDF a parcel; None when no letter could be printed.
        cases: The cases in it, in the order of the rows.
        problems: Cases whose letter could not be printed, each with the reason.
    """

    account: str
    sheet: bytes
    archive: bytes | None
    cases: tuple[Case, ...]
    problems: tuple[tuple[Case, str], ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class _Printed:
    """One case's row, the language of its letter, and why there is no letter."""

    case: Case
    row: BatchRow
    language: str
    problem: str


def batch(
    cases: Sequence[Case], request: Request, now: datetime, *, language: str = ""
) -> tuple[AccountBatch, ...]:
    """Return sheet and letters of several cases of one tenant for each carrier account.

    Nothing is kept or marked as sent: that is the act on each case. The language is that
    of the account's first letter unless one is asked for.

    Raises:
        DocumentError: There are no cases.
    """
    if not cases:
        msg = "batch: there are no parcels in it; choose at least one"
        raise DocumentError(msg)
    printed = [
        _printed(request, case, found, language, now)
        for case, found in zip(cases, situations_of(cases, now), strict=True)
    ]
    of_row = {id(one.row): one for one in printed}
    groups = core.by_account(one.row for one in printed)
    return tuple(
        _account(account, [of_row[id(row)] for row in group], now)
        for account, group in groups.items()
    )


def _account(account: str, printed: Sequence[_Printed], now: datetime) -> AccountBatch:
    rows = [one.row for one in printed]
    return AccountBatch(
        account=account,
        sheet=core.sheet(rows, printed[0].language, now),
        archive=core.archive(rows, now) if any(row.paper for row in rows) else None,
        cases=tuple(one.case for one in printed),
        problems=tuple((one.case, one.problem) for one in printed if one.problem),
    )


def _printed(
    request: Request, case: Case, found: Situation, language: str, now: datetime
) -> _Printed:
    form = _FORMS[request]
    tongue = language or papers.language_for(form, found, Wanted())
    pdf, problem = None, ""
    try:
        pdf = papers.preview(form, case, found, Wanted(language=tongue), now)
    except (DocumentError, WordingError) as error:
        problem = str(error)
    silent = None if found.assessment is None else int(found.assessment.silent_days)
    row = BatchRow(
        parcel=found.parcel,
        journey=found.journey,
        request=request,
        remedy=papers.remedy_for(form, found, ""),
        days_silent=silent,
        remark=str(case),
        paper=pdf,
    )
    return _Printed(case=case, row=row, language=tongue, problem=problem)
