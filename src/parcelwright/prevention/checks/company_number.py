"""The number by which customs knows companies, such as EORI."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parcelwright.prevention.customs import customs_of, in_force
from parcelwright.prevention.customs_border import is_declared
from parcelwright.prevention.finding import Found, Says, Severity, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known

SAYS = {
    "company_number_malformed": Says(
        severity=Severity.WARN,
        reason='"{written}" is no {name}.',
        fix="Compare it with your registration or the buyer's.",
    ),
    "company_number_missing": Says(
        severity=Severity.HINT,
        reason="The parcel goes to a company, and no {name} is given: {why}.",
        fix="Ask the company for its number and enter it.",
    ),
}


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield where a company's number is wrong, or lacks for a parcel to a company.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known, cn, de = Known(on=date(2026, 9, 2)), Party(country="CN"), Party(country="DE")
    >>> order = Draft(order_number="1", recipient=de, sender=cn, company="Nordlicht GmbH")
    >>> [each.code for each in check(order, known)]
    ['company_number_missing']
    >>> order = Draft(order_number="1", recipient=de, sender=cn, eori_number="DE 4802 7536 1")
    >>> list(check(order, known))
    []
    """
    on = draft.ship_on or known.on
    rules = customs_of(draft.recipient.country)
    if rules is None or not is_declared(draft, on):
        return
    written = draft.eori_number.strip()
    plain = re.sub(r"[\s.\-]", "", written).upper()
    for asked in in_force(rules.company_numbers, on):
        if written and not re.fullmatch(asked.pattern, plain):
            code = "company_number_malformed"
        elif not written and draft.company.strip():
            code = "company_number_missing"
        else:
            continue
        yield Found(
            code=code,
            field="eori_number",
            figures=told(written=written, name=asked.name, why=asked.why),
            citation=rules.source_of(asked),
        )
