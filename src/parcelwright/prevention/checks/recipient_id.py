"""The personal or tax number of the recipient, where customs asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.finding import Found, Question, Says, Severity, told
from parcelwright.prevention.id_numbers import Fit, ids_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.id_numbers import CountryIds
    from parcelwright.prevention.known import Known

SAYS = {
    "id_missing": Says(
        severity=Severity.STOP,
        reason="{country} asks for the recipient's {names}: {why}.",
        fix="Ask the buyer for it before shipping.",
        ask=Question.RECIPIENT_ID,
    ),
    "id_malformed": Says(
        severity=Severity.STOP,
        reason='"{written}" cannot be the recipient\'s {names}.',
        fix="Ask the buyer for the right number.",
        ask=Question.RECIPIENT_ID,
    ),
    "id_mistyped": Says(
        severity=Severity.STOP,
        reason='The check digit of "{written}" does not fit a {name}: a digit is wrong.',
        fix="Ask the buyer for the right number.",
        ask=Question.RECIPIENT_ID,
    ),
    "id_expired": Says(
        severity=Severity.STOP,
        reason="The recipient's number was valid until {until}, and the parcel leaves on {leaves}.",
        fix="Ask the buyer to renew it.",
        ask=Question.RECIPIENT_ID,
    ),
}


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield a finding where the number is missing, wrong or no longer valid.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known, buyer = Known(on=date(2026, 3, 2)), Party(country="BR")
    >>> order = Draft(order_number="1", recipient=buyer, recipient_id="390.533.447-06")
    >>> [each.code for each in check(order, known)]
    ['id_mistyped']
    >>> order = Draft(order_number="1", recipient=buyer, recipient_id="390.533.447-05")
    >>> list(check(order, known))
    []
    """
    asked = ids_of(draft.recipient.country)
    leaves = draft.ship_on or known.on
    until = draft.recipient_id_until
    if draft.recipient_id and until is not None and until < leaves:
        figures = told(until=until.isoformat(), leaves=leaves.isoformat())
        yield Found(code="id_expired", field="recipient_id_until", figures=figures)
    if asked is not None:
        yield from _of_number(draft, asked, known)


def _of_number(draft: Draft, asked: CountryIds, known: Known) -> Iterator[Found]:
    need = asked.need(draft.ship_on or known.on)
    if need is None:
        return
    written = draft.recipient_id.strip()
    figures = told(country=draft.recipient.country, names=need.names, why=need.why, written=written)
    if not written:
        yield Found(
            code="id_missing",
            field="recipient_id",
            figures=figures,
            severity=need.severity,
            citation=asked.sources[need.source],
        )
        return
    fit, kind = asked.fitting(written, draft.recipient_id_kind)
    if fit is Fit.YES:
        return
    name = need.names if kind is None else kind.name
    yield Found(
        code="id_malformed" if kind is None else "id_mistyped",
        field="recipient_id",
        figures=(*figures, ("name", name)),
        # What is not needed for sure does not stop a parcel, even where it is written wrong.
        severity=Severity.STOP if need.severity is Severity.STOP else Severity.WARN,
        citation=asked.sources[need.source if kind is None else kind.source],
    )
