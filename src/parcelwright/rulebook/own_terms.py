"""The seller's own terms in files: contracts and policies of the shop, in a folder.

A file holds any number of ``[[contract]]`` and ``[[cover]]`` tables, with the fields of
:class:`ContractTerms` and :class:`CoverTerms`. Terms that need more are a rule file, as the
shipped ones are, in the same folder.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from parcelwright.errors import InputFileError
from parcelwright.rulebook.contract import ContractTerms
from parcelwright.rulebook.contract_faults import contract_faults
from parcelwright.rulebook.cover import CoverTerms
from parcelwright.rulebook.cover_faults import cover_faults
from parcelwright.rulebook.load import is_terms_file, shipped_book
from parcelwright.rulebook.places_in_text import place_of
from parcelwright.rulebook.rule import HeldBy
from parcelwright.rulebook.typed import unknown_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from parcelwright.rulebook.faults import Fault

# What names a contract or a policy to a person, by the name of its table.
_TABLES = {"contract": "carrier_account", "cover": "policy_number"}


@dataclass(frozen=True, kw_only=True)
class OwnTerms:
    """Contracts and policies as written, and one line for each fault.

    A table with a fault is left out whole.
    """

    contracts: tuple[ContractTerms, ...] = ()
    covers: tuple[CoverTerms, ...] = ()
    faults: tuple[str, ...] = ()


@cache
def known_papers() -> frozenset[str]:
    """Return the codes of all papers that some payer of the rule book asks for."""
    return frozenset(paper.code for rule in shipped_book().rules for paper in rule.papers)


@cache
def known_insurers() -> frozenset[str]:
    """Return the slugs, aliases included, of payers whose terms of cover are in the rule book."""
    book = shipped_book()
    payers = {rule.payer.slug for rule in book.rules if rule.held_by is HeldBy.POLICY}
    return frozenset(name for name, carrier in book.by_slug.items() if carrier.slug in payers)


def faults_of(kind: str, raw: object) -> tuple[Fault, ...]:
    """Return what is wrong with one ``contract`` or ``cover`` as written."""
    if kind == "contract":
        return contract_faults(raw, known_papers())
    return cover_faults(raw, known_papers(), known_insurers())


def read_terms(text: str, name: str = "terms") -> OwnTerms:
    """Return the contracts and policies of a TOML text.

    Args:
        text: The file.
        name: Stands at the beginning of each fault.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return OwnTerms(faults=(f"{name}: {error}",))
    unknown = [key for key in tables if key not in _TABLES]
    faults = [f"{name}: {unknown_word(key, list(_TABLES))}" for key in unknown]
    contracts: list[ContractTerms] = []
    covers: list[CoverTerms] = []
    for kind in _TABLES:
        rows = tables.get(kind, [])
        for at, raw in enumerate(rows if isinstance(rows, list) else [rows]):
            found = faults_of(kind, raw)
            faults += [_line(text, name, kind, at, raw, fault) for fault in found]
            if found:
                continue
            if kind == "contract":
                contracts.append(contract_of(raw))
            else:
                covers.append(cover_of(raw))
    faults += [f"{name}: {line}" for line in _twice(contracts, covers)]
    return OwnTerms(contracts=tuple(contracts), covers=tuple(covers), faults=tuple(faults))


def contract_of(raw: object) -> ContractTerms:
    """Return the terms of a table without faults."""
    return msgspec.convert(raw, ContractTerms, strict=False)


def cover_of(raw: object) -> CoverTerms:
    """Return the terms of a table without faults."""
    return msgspec.convert(raw, CoverTerms, strict=False)


def read_folder(folder: Path | None) -> OwnTerms:
    """Return the contracts and policies of all files of a folder; rule files are passed over.

    Args:
        folder: Folder with ``*.toml`` files, its own folders included; None holds nothing.
    """
    found = [
        read_terms(path.read_text("utf-8"), path.name)
        for path in (() if folder is None else sorted(folder.rglob("*.toml")))
        if is_terms_file(path.read_text("utf-8"))
    ]
    contracts = tuple(each for one in found for each in one.contracts)
    covers = tuple(each for one in found for each in one.covers)
    own = [fault for one in found for fault in one.faults]
    known = {line.partition(": ")[2] for line in own}
    own += [line for line in _twice(contracts, covers) if line not in known]
    return OwnTerms(contracts=contracts, covers=covers, faults=tuple(own))


def load_folder(folder: Path | None) -> OwnTerms:
    """Return what :func:`read_folder` does, of a folder without faults.

    Raises:
        InputFileError: A file has faults; the message lists them all.
    """
    found = read_folder(folder)
    if found.faults:
        raise InputFileError("\n".join(found.faults))
    return found


def _line(text: str, name: str, kind: str, at: int, raw: object, fault: Fault) -> str:
    shown = raw.get(_TABLES[kind], "") if isinstance(raw, Mapping) else ""
    label = f"{kind} {at + 1} ({shown})" if shown else f"{kind} {at + 1}"
    line = place_of(text, kind, at, fault.field)
    where = f"{name}, line {line}, {label}" if line else f"{name}, {label}"
    return f"{where}: {fault}" if fault.field else f"{where}: {fault.what}"


def _twice(contracts: Sequence[ContractTerms], covers: Sequence[CoverTerms]) -> Iterable[str]:
    """Yield one line for each two editions that begin on the same day."""
    seen: set[tuple[str, str, str]] = set()
    keys = [("contract", each.carrier_account, str(each.valid_from)) for each in contracts]
    keys += [("cover", each.policy_number, str(each.valid_from)) for each in covers]
    for key in keys:
        if key in seen:
            kind, number, day = key
            begins = "both hold from the beginning" if day == "None" else f"both begin on {day}"
            yield f"{kind} {number}: two editions {begins}; give the later one its first day"
        seen.add(key)
