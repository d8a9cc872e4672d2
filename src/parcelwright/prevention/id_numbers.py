"""Numbers of recipients: which ones a country asks for, and whether one can be right."""

from __future__ import annotations

import importlib
import re
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

import msgspec
from stdnum.exceptions import ValidationError

from parcelwright.prevention.dated import Dated, reference_files
from parcelwright.prevention.finding import Severity  # noqa: TC001 - msgspec reads it at run time

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from parcelwright.rulebook.rule import Citation


class Need(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That a country asks for a number: which ones will do, why, and how grave it is."""

    severity: Severity
    names: str
    why: str


class NumberKind(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of number.

    Args:
        validator: Module of the number library that knows its check digits; else ``pattern``.
        sure: False where numbers are in use whose check digit does not fit.
        example: A number that is in order.
    """

    kind: str
    name: str
    validator: str = ""
    pattern: str = ""
    sure: bool = True
    example: str = ""


class Fit(StrEnum):
    """Whether a number can be one of a kind."""

    YES = "yes"
    CHECK_DIGIT = "check_digit"
    NO = "no"


class CountryIds(msgspec.Struct, frozen=True, kw_only=True):
    """What one country asks for."""

    needs: tuple[Need, ...]
    kinds: tuple[NumberKind, ...]
    sources: Mapping[str, Citation]

    def need(self, on: date) -> Need | None:
        """Return what is asked for on a day, or None."""
        return next((need for need in self.needs if need.holds(on)), None)

    def fitting(self, number: str, kind: str = "") -> tuple[Fit, NumberKind | None]:
        """Return how well a number fits, with the kind that it fits best."""
        asked = [each for each in self.kinds if each.kind == kind] or list(self.kinds)
        found = [(fit_of(number, each), each) for each in asked]
        order = list(Fit)
        fit, best = min(found, key=lambda pair: order.index(pair[0]))
        return fit, None if fit is Fit.NO else best


def ids_of(country: str) -> CountryIds | None:
    """Return what a country asks of recipients, or None where it asks for nothing known."""
    return _countries().get(country)


def fit_of(number: str, kind: NumberKind) -> Fit:
    """Return whether a number can be of a kind; blanks, dots and dashes do not count.

    >>> cpf = NumberKind(kind="cpf", name="CPF", validator="br.cpf", source="x")
    >>> fit_of("390.533.447-05", cpf), fit_of("390.533.447-06", cpf), fit_of("12", cpf)
    (<Fit.YES: 'yes'>, <Fit.CHECK_DIGIT: 'check_digit'>, <Fit.NO: 'no'>)
    """
    if not kind.validator:
        plain = re.sub(r"[\s.\-]", "", number).upper()
        return Fit.YES if re.fullmatch(kind.pattern, plain) else Fit.NO
    module = importlib.import_module(f"stdnum.{kind.validator}")
    try:
        module.validate(number)
    except ValidationError as error:
        wrong_digit = type(error).__name__ == "InvalidChecksum"
        return (Fit.CHECK_DIGIT if kind.sure else Fit.YES) if wrong_digit else Fit.NO
    return Fit.YES


@cache
def _countries() -> Mapping[str, CountryIds]:
    files = reference_files("parcelwright.prevention.recipient_ids")
    return {
        stem.upper(): CountryIds(
            needs=file.many("need", Need),
            kinds=file.many("kind", NumberKind),
            sources=file.sources,
        )
        for stem, file in files.items()
    }
