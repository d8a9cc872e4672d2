"""What the customs of a destination asks for on a day, from dated and cited tables."""

from __future__ import annotations

from decimal import Decimal  # noqa: TC003 - msgspec reads it at run time
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeVar

import msgspec

from parcelwright.prevention.dated import Dated, reference_files
from parcelwright.prevention.finding import Severity  # noqa: TC001 - msgspec reads it at run time

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from parcelwright.rulebook.rule import Citation

POST, COURIER, ANY = "post", "courier", "any"
_EVERYWHERE = "postal"


class FreeLimit(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Up to which value goods are free of duty, of tax, or as a gift; zero is never.

    Args:
        origins: Where the parcel must come from for it; none is anywhere.
        by: The way it must travel, as for tariff codes.
    """

    of: str
    amount: Decimal
    currency: str
    note: str = ""
    origins: tuple[str, ...] = ()
    by: str = ANY


class TariffCode(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many digits of the tariff code are needed, by post or any way."""

    digits: int
    by: str
    severity: Severity
    why: str


class OriginNeeded(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That the country where goods were made must be declared."""

    by: str
    severity: Severity
    why: str


class TaxNumber(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number under which the seller has paid the tax, up to a value per parcel or item."""

    kind: str
    name: str
    pattern: str
    up_to: Decimal
    currency: str
    per: str
    severity: Severity
    why: str
    validator: str = ""


class CompanyNumber(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number by which customs knows companies that send or receive goods."""

    name: str
    pattern: str
    why: str


class FlatDuty(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fixed duty for each item type (tariff heading) of a parcel up to a value."""

    amount: Decimal
    currency: str
    per: str
    up_to: Decimal


class PercentDuty(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A duty of one percentage on all goods of a parcel up to a value.

    Args:
        not_from: Origins to which it does not apply.
    """

    percent: Decimal
    up_to: Decimal
    currency: str
    not_from: tuple[str, ...] = ()


class SalesTax(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The usual rate of the tax that falls due at the border on goods, postage and duty.

    Args:
        name: What the country calls it.
        countries: Members of a union for which it holds; none is all of the file.
    """

    percent: Decimal
    name: str
    countries: tuple[str, ...] = ()


class FormalEntry(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Above which value goods are entered by a broker and not by the carrier's short way."""

    up_to: Decimal
    currency: str
    by: str


class FormLimit(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Above which value the larger customs form is needed."""

    up_to: Decimal
    currency: str
    small: str
    large: str


class DutyNote(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sentence on duties that no figure says."""

    text: str


E = TypeVar("E", bound=Dated)


class CustomsRules(msgspec.Struct, frozen=True, kw_only=True):
    """The tables of one country or union."""

    free_limits: tuple[FreeLimit, ...]
    tariff_codes: tuple[TariffCode, ...]
    origins: tuple[OriginNeeded, ...]
    tax_numbers: tuple[TaxNumber, ...]
    company_numbers: tuple[CompanyNumber, ...]
    flat_duties: tuple[FlatDuty, ...]
    percent_duties: tuple[PercentDuty, ...]
    sales_taxes: tuple[SalesTax, ...]
    formal_entries: tuple[FormalEntry, ...]
    forms: tuple[FormLimit, ...]
    duty_notes: tuple[DutyNote, ...]
    sources: Mapping[str, Citation]

    def source_of(self, entry: Dated) -> Citation:
        """Return the source of an entry of these tables."""
        return self.sources[entry.source]


def customs_of(country: str) -> CustomsRules | None:
    """Return the tables of a destination, its own or its union's, or None."""
    return _tables()[0].get(country)


def postal_forms() -> CustomsRules:
    """Return what the postal convention asks of parcels to any country."""
    return _tables()[1]


def in_force(entries: tuple[E, ...], on: date) -> tuple[E, ...]:
    """Return the entries that hold on a day."""
    return tuple([entry for entry in entries if entry.holds(on)]) if entries else ()


# Asked of two codes of countries, of which there are few.
@lru_cache(maxsize=4096)
def same_customs(one: str, other: str) -> bool:
    """Return whether two countries share one customs territory, so that nothing is declared."""
    union = union_of(one)
    return bool(one) and (one == other or (bool(union) and union == union_of(other)))


def union_of(country: str) -> str:
    """Return the customs union that a country belongs to, such as ``eu``, or empty."""
    return _tables()[2].get(country, "")


@cache
def _tables() -> tuple[Mapping[str, CustomsRules], CustomsRules, Mapping[str, str]]:
    countries: dict[str, CustomsRules] = {}
    unions: dict[str, str] = {}
    everywhere: CustomsRules | None = None
    for stem, file in reference_files("parcelwright.prevention.customs_rules").items():
        rules = CustomsRules(
            free_limits=file.many("free_limit", FreeLimit),
            tariff_codes=file.many("tariff_code", TariffCode),
            origins=file.many("origin", OriginNeeded),
            tax_numbers=file.many("tax_number", TaxNumber),
            company_numbers=file.many("company_number", CompanyNumber),
            flat_duties=file.many("flat_duty", FlatDuty),
            percent_duties=file.many("percent_duty", PercentDuty),
            sales_taxes=file.many("sales_tax", SalesTax),
            formal_entries=file.many("formal_entry", FormalEntry),
            forms=file.many("form", FormLimit),
            duty_notes=file.many("duty_note", DutyNote),
            sources=file.sources,
        )
        group = file.tables.get("group")
        members = msgspec.convert(group, dict[str, tuple[str, ...]])["members"] if group else ()
        if stem == _EVERYWHERE:
            everywhere = rules
        elif group:
            countries |= dict.fromkeys(members, rules)
            unions |= dict.fromkeys(members, stem)
        else:
            countries[stem.upper()] = rules
    if everywhere is None:
        raise ValueError(f"{_EVERYWHERE}.toml is missing from the customs rules")
    return countries, everywhere, unions
