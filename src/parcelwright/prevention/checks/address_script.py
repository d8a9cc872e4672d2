"""Letters that the destination post cannot read, and local letters without a Latin line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parcelwright.prevention.finding import Found, Question, Says, Severity, told
from parcelwright.prevention.scripts import LATIN, read_by, scripts_in, source, spoken_scripts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.parcels.parcel import Party
    from parcelwright.prevention.known import Known

SAYS = {
    "script_unread": Says(
        severity=Severity.STOP,
        reason="The address holds {scripts} letters, which the post of {country} does not read.",
        fix="Ask the buyer for the address in Latin letters or those of the country.",
        ask=Question.ADDRESS,
    ),
    "name_unread": Says(
        severity=Severity.WARN,
        reason="The name stands in {scripts} letters, which the post of {country} does not read; "
        "the address it reads.",
        fix="Ask the buyer for the name in Latin letters or those of the country.",
        ask=Question.ADDRESS,
    ),
    "script_beside": Says(
        severity=Severity.HINT,
        reason="Beside a line that the post of {country} reads the address holds {scripts} "
        "letters, which it does not.",
        fix="Leave them off the label if the carrier refuses them.",
    ),
    "latin_line_missing": Says(
        severity=Severity.WARN,
        reason="The address stands in {scripts} letters only, which sorters on the way to "
        "{country} may not read.",
        fix="Keep the address as it is and add its town and street in Latin letters.",
    ),
}

# What stands before or after a street and is none.
_UNIT = re.compile(
    r"\b(apartment|apt|room|rm|unit|flat|floor|fl|suite|ste|building|bldg|block|tower|no)\b\.?"
    r"\s*\S*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{3,}")


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield a finding where somebody on the way cannot read the address.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known, cn = Known(on=date(2026, 3, 2)), Party(country="CN")
    >>> buyer = Party(country="DE", address_lines=("幸福路 5 号",), city="Berlin")
    >>> [each.code for each in check(Draft(order_number="1", recipient=buyer, sender=cn), known)]
    ['script_unread']
    >>> buyer = Party(country="JP", address_lines=("銀座1-2-3", "1-2-3 Ginza"), city="Tokyo")
    >>> list(check(Draft(order_number="1", recipient=buyer, sender=cn), known))
    []
    """
    del known
    buyer = draft.recipient
    if not buyer.country:
        return
    parts = (buyer.name, *buyer.address_lines, buyer.city, draft.region)
    # Latin letters without accents are read everywhere.
    if all(map(str.isascii, parts)):
        return
    there = read_by(buyer.country)
    used = frozenset[str]().union(*map(scripts_in, parts))
    unread = used - there
    if unread:
        yield _found(_grave(buyer, there), unread, buyer.country)
        return
    place = frozenset[str]().union(*map(scripts_in, (*buyer.address_lines, buyer.city)))
    here = read_by(draft.sender.country) if draft.sender.country else frozenset({LATIN})
    if place and LATIN not in place and not place <= here:
        yield _found("latin_line_missing", place, buyer.country)


def _grave(buyer: Party, there: frozenset[str]) -> str:
    """Return what letters mean that the post there does not read: what is readable beside them."""
    lines = [line for line in buyer.address_lines if scripts_in(line) <= there]
    street = any(_WORD.search(_UNIT.sub(" ", line)) for line in lines)
    if not street or not scripts_in(buyer.city) <= there:
        return "script_unread"
    return "script_beside" if scripts_in(buyer.name) <= there else "name_unread"


def _found(code: str, scripts: frozenset[str], country: str) -> Found:
    figures = told(scripts=spoken_scripts(scripts), country=country)
    return Found(code=code, field="address_lines", figures=figures, citation=source())
