"""What is wrong with contract terms as written: one judge for the form and for files."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from parcelwright.currencies import CURRENCIES
from parcelwright.rulebook.contract import ContractTerms, PayoutKind
from parcelwright.rulebook.faults import Fault
from parcelwright.rulebook.typed import MISSING, shape_faults, unknown_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST_DAYS = 1000
_LONGEST = {"carrier_account": 80, "payer": 40, "payer_name": 120}
_DAYS = ("inquiry_within_days", "claim_within_days")
_NO_CURRENCY = "enter the currency as three letters, such as CNY or USD"


def contract_faults(raw: object, papers: frozenset[str]) -> tuple[Fault, ...]:
    """Return everything that is wrong with one contract as written.

    Args:
        raw: Table of a file, or the filled fields of a form, by name.
        papers: Codes of the papers that a firm can ask for.
    """
    found = shape_faults(raw, ContractTerms)
    if not isinstance(raw, Mapping):
        return found
    named = {fault.field for fault in found}
    more = (*filled(raw, _LONGEST), *days(raw, _DAYS), *_payout(raw), *proof(raw, papers))
    return (*found, *(fault for fault in more if fault.field not in named))


def filled(raw: Mapping[str, object], longest: Mapping[str, int]) -> Iterator[Fault]:
    """Yield the texts that must be there and are empty or too long."""
    for name, most in longest.items():
        text = raw.get(name)
        if not isinstance(text, str):
            continue
        if not text.strip():
            yield Fault(field=name, what=MISSING)
        elif len(text) > most:
            yield Fault(field=name, what=f"{len(text)} characters, at most {most} are kept")


def days(raw: Mapping[str, object], names: Iterable[str]) -> Iterator[Fault]:
    """Yield the periods that are no period."""
    for name in names:
        n = raw.get(name)
        if isinstance(n, int) and not 1 <= n <= LONGEST_DAYS:
            what = f"expected 1 to {LONGEST_DAYS} days, found {n}"
            yield Fault(field=name, what=what)


def proof(raw: Mapping[str, object], papers: frozenset[str]) -> Iterator[Fault]:
    """Yield the papers that nobody knows."""
    asked = raw.get("proof_asked", ())
    for at, code in enumerate(asked if isinstance(asked, list | tuple) else ()):
        if isinstance(code, str) and code not in papers:
            what = unknown_word(code, sorted(papers))
            yield Fault(field=f"proof_asked[{at}]", what=what)


def above_zero(field: str, number: object, what: str) -> Iterator[Fault]:
    """Yield a fault where a number is none, or not above zero."""
    if number is None or not _positive(number):
        yield Fault(field=field, what=what)


def currency_fault(field: str, currency: object) -> Iterator[Fault]:
    """Yield a fault where a text is no currency in use."""
    if currency not in CURRENCIES:
        yield Fault(field=field, what=_NO_CURRENCY)


def _positive(number: object) -> bool:
    try:
        return Decimal(str(number)) > 0
    except ArithmeticError:
        # The shape says already that it is no number.
        return True


def _payout(raw: Mapping[str, object]) -> Iterator[Fault]:
    payout = raw.get("payout")
    if not isinstance(payout, Mapping):
        return
    kind, currency = payout.get("kind"), payout.get("currency", "")
    number, cap = payout.get("number"), payout.get("cap")
    if kind is None:
        yield Fault(field="payout.kind", what="say what the number stands for, or leave it out")
        return
    if kind not in list(PayoutKind):
        return
    yield from above_zero(
        "payout.number", number, "enter a number above zero for this kind of pay-out"
    )
    freight = kind == PayoutKind.FREIGHT_TIMES
    if cap is not None:
        yield from above_zero("payout.cap", cap, "enter a cap above zero, or leave it out")
        if not freight:
            what = "goes with freight times a number only; leave it out"
            yield Fault(field="payout.cap", what=what)
    if not freight or cap is not None:
        yield from currency_fault("payout.currency", currency)
    elif currency:
        what = "freight times a number without a cap has no currency; leave it out"
        yield Fault(field="payout.currency", what=what)
