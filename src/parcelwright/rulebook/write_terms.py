"""Writes contracts and policies as the file that the folder of own terms holds."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from parcelwright.rulebook.contract import Payout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright.rulebook.contract import ContractTerms
    from parcelwright.rulebook.cover import CoverTerms


def written(contracts: Iterable[ContractTerms] = (), covers: Iterable[CoverTerms] = ()) -> str:
    """Return a TOML text that :func:`parcelwright.rulebook.own_terms.read_terms` reads back.

    Fields that have their usual value are left out.
    """
    tables: list[tuple[str, ContractTerms | CoverTerms]] = []
    tables += [("contract", each) for each in contracts]
    tables += [("cover", each) for each in covers]
    return "\n".join(f"[[{name}]]\n{_body(terms)}" for name, terms in tables)


def _body(terms: ContractTerms | CoverTerms) -> str:
    return "".join(f"{name} = {_value(value)}\n" for name, value in stated(terms).items())


def stated(terms: ContractTerms | CoverTerms | Payout) -> dict[str, object]:
    """Return the fields that say something, by name."""
    return {
        each.name: getattr(terms, each.name)
        for each in fields(terms)
        if each.default is MISSING or getattr(terms, each.name) != each.default
    }


def _value(value: object) -> str:  # noqa: PLR0911 - one per kind of value
    match value:
        case bool():
            return "true" if value else "false"
        case Enum():
            return _text(str(value.value))
        case Decimal():
            return _text(format(value, "f"))
        case date():
            return value.isoformat()
        case int():
            return str(value)
        case tuple():
            return f"[{', '.join(_value(each) for each in value)}]"
        case Payout():
            inside = ", ".join(f"{name} = {_value(each)}" for name, each in stated(value).items())
            return f"{{ {inside} }}"
        case _:
            return _text(str(value))


def _text(text: str) -> str:
    # A JSON string is a TOML basic string, but for the one control character JSON lets stand.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
