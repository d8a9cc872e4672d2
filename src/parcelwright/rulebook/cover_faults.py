"""What is wrong with a policy as written: one judge for the form and for files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from parcelwright.rulebook.contract_faults import (
    above_zero,
    currency_fault,
    days,
    filled,
    proof,
)
from parcelwright.rulebook.cover import CoverKind, CoverTerms, TermsOf
from parcelwright.rulebook.faults import Fault
from parcelwright.rulebook.typed import shape_faults

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = {"policy_number": 80, "insurer": 40, "insurer_name": 120}
_DAYS = ("waiting_days", "notice_within_days", "claim_within_days")
_SUMS = ("value_from", "value_to", "limit", "deductible")
_COUNTRY = re.compile(r"[A-Z]{2}")
_WHOLE = 100
# What a policy whose terms stand in the rule book leaves to it.
_OWN_ONLY = ("limit", "deductible", "deductible_percent", *_DAYS)


def cover_faults(
    raw: object, papers: frozenset[str], insurers: frozenset[str]
) -> tuple[Fault, ...]:
    """Return everything that is wrong with one policy as written.

    Args:
        raw: Table of a file, or the filled fields of a form, by name.
        papers: Codes of the papers that an insurer can ask for.
        insurers: Slugs of the payers whose terms of cover the rule book knows.
    """
    found = shape_faults(raw, CoverTerms)
    if not isinstance(raw, Mapping):
        return found
    named = {fault.field for fault in found}
    more = (
        *filled(raw, _LONGEST),
        *days(raw, _DAYS),
        *proof(raw, papers),
        *_validity(raw),
        *_countries(raw, "destinations"),
        *_countries(raw, "not_destinations"),
        *_sums(raw),
        *_premium(raw),
        *_percent(raw),
        *_order(raw, "value_from", "value_to"),
        *_order(raw, "waiting_days", "claim_within_days"),
        *_terms(raw, insurers),
    )
    return (*found, *(fault for fault in more if fault.field not in named))


def _validity(raw: Mapping[str, object]) -> Iterator[Fault]:
    first, last = _day(raw.get("valid_from")), _day(raw.get("valid_to"))
    if first is not None and last is not None and last < first:
        yield Fault(field="valid_to", what=f"is before the first day, {first}")


def _countries(raw: Mapping[str, object], name: str) -> Iterator[Fault]:
    codes = raw.get(name, ())
    for at, code in enumerate(codes if isinstance(codes, list | tuple) else ()):
        if isinstance(code, str) and not _COUNTRY.fullmatch(code):
            what = f'expected a country as two letters such as DE, found "{code}"'
            yield Fault(field=f"{name}[{at}]", what=what)


def _sums(raw: Mapping[str, object]) -> Iterator[Fault]:
    given = [name for name in _SUMS if raw.get(name) is not None]
    for name in given:
        if name != "value_from":
            yield from above_zero(name, raw[name], "enter a sum above zero, or leave it out")
    per_value = raw.get("premium_per") == "percent_of_value"
    if given or (raw.get("premium") is not None and not per_value):
        yield from currency_fault("currency", raw.get("currency", ""))


def _premium(raw: Mapping[str, object]) -> Iterator[Fault]:
    premium, per = raw.get("premium"), raw.get("premium_per")
    if premium is not None and per is None:
        yield Fault(field="premium_per", what="say what the premium is counted by")
    elif per is not None:
        yield from above_zero("premium", premium, "enter the premium, or leave both out")


def _percent(raw: Mapping[str, object]) -> Iterator[Fault]:
    percent = _number(raw.get("deductible_percent"))
    if percent is None:
        return
    if not 0 < percent < _WHOLE:
        what = f"expected more than 0 and less than 100 percent, found {percent}"
        yield Fault(field="deductible_percent", what=what)
    elif raw.get("deductible") is not None:
        what = "a deductible is either a sum or a percentage; leave one out"
        yield Fault(field="deductible_percent", what=what)


def _order(raw: Mapping[str, object], low: str, high: str) -> Iterator[Fault]:
    first, last = _number(raw.get(low)), _number(raw.get(high))
    if first is not None and last is not None and last < first:
        yield Fault(field=high, what=f"is less than {first}, where it begins")


def _terms(raw: Mapping[str, object], insurers: frozenset[str]) -> Iterator[Fault]:
    if raw.get("terms") == TermsOf.OWN:
        return
    if raw.get("kind") == CoverKind.OPEN_COVER:
        yield Fault(field="terms", what="an open cover has terms of its own; enter them")
        return
    if raw.get("kind") != CoverKind.CARRIER and raw.get("insurer") not in insurers:
        what = "the rule book has no terms of this insurer; enter those of the policy"
        yield Fault(field="terms", what=what)
    for name in _OWN_ONLY:
        if raw.get(name) is not None:
            what = "counts only with terms of your own; choose them or leave it out"
            yield Fault(field=name, what=what)


def _day(value: object) -> date | None:
    """Return a day, or None where the shape says already that it is none."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _number(value: object) -> Decimal | None:
    try:
        return None if value is None or isinstance(value, bool) else Decimal(str(value))
    except InvalidOperation:
        return None
