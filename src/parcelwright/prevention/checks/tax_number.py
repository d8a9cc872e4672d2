"""Numbers under which the seller has already paid the buyer's tax."""

from __future__ import annotations

import importlib
import re
from typing import TYPE_CHECKING

from stdnum.exceptions import ValidationError

from parcelwright.parcels.draft import DutyPayer, Purpose
from parcelwright.prevention.customs import customs_of, in_force
from parcelwright.prevention.customs_border import is_declared
from parcelwright.prevention.finding import Found, Says, Severity
from parcelwright.prevention.worth import in_currency

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.customs import TaxNumber
    from parcelwright.prevention.known import Known

SAYS = {
    "tax_number_malformed": Says(
        severity=Severity.STOP,
        reason='"{written}" is no {name}: the parcel would be taxed again at the border.',
        fix="Compare it with your registration or the marketplace's.",
    ),
    "tax_number_missing": Says(
        severity=Severity.HINT,
        reason="You pay duties and taxes, and no {name} is given; {why}.",
        fix="Enter the number, yours or the marketplace's, and send it in the advance data.",
    ),
    "tax_number_above_limit": Says(
        severity=Severity.WARN,
        reason="The {name} counts up to {limit}, and the goods are worth {goods}.",
        fix="Agree with the buyer who pays duty and tax at the border.",
    ),
}
_FIELDS = {"ioss": "ioss_number", "voec": "voec_number", "vat": "sender_vat"}


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield what is wrong with the tax numbers that the destination knows.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft, Line
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known, cn, de = Known(on=date(2026, 9, 2)), Party(country="CN"), Party(country="DE")
    >>> order = Draft(order_number="1", recipient=de, sender=cn, ioss_number="IM123")
    >>> [each.code for each in check(order, known)]
    ['tax_number_malformed']
    >>> order = Draft(order_number="1", recipient=de, sender=cn, ioss_number="IM0400000016")
    >>> list(check(order, known))
    []
    """
    on = draft.ship_on or known.on
    rules = customs_of(draft.recipient.country)
    if rules is None or not is_declared(draft, on) or draft.purpose is Purpose.GIFT:
        return
    for asked in in_force(rules.tax_numbers, on):
        for code, figures in _faults(draft, asked, on, known):
            yield Found(
                code=code,
                field=_FIELDS[asked.kind],
                figures=(("name", asked.name), ("why", asked.why), *figures),
                severity=asked.severity if code == "tax_number_missing" else None,
                citation=rules.source_of(asked),
            )


def _faults(
    draft: Draft, asked: TaxNumber, on: date, known: Known
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    written = str(getattr(draft, _FIELDS[asked.kind])).strip()
    goods = draft.goods_value
    worth = None if goods is None else in_currency(goods, asked.currency, on, known.rates)
    small = asked.per != "parcel" or worth is None or worth <= asked.up_to
    if written and not _fits(written, asked):
        yield "tax_number_malformed", (("written", written),)
    elif written and not small:
        limit = f"{asked.up_to} {asked.currency}"
        yield "tax_number_above_limit", (("limit", limit), ("goods", str(goods)))
    elif not written and small and draft.duty_payer is DutyPayer.SENDER:
        yield "tax_number_missing", ()


def _fits(written: str, asked: TaxNumber) -> bool:
    plain = re.sub(r"[\s.\-]", "", written).upper()
    if not re.fullmatch(asked.pattern, plain):
        return False
    if not asked.validator:
        return True
    try:
        importlib.import_module(f"stdnum.{asked.validator}").validate(plain)
    except ValidationError:
        return False
    return True
