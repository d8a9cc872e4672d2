"""Findings: what a check saw in a draft, how grave it is, and what repairs it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.parcels.countries import english_name, with_article
from parcelwright.records import quickly_made

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parcelwright.rulebook.rule import Citation


# Figures that hold a country's code; texts show its name in their language.
COUNTRY_FIGURES = frozenset({"country", "phone_country", "origin", "destination"})


class Severity(StrEnum):
    """How grave a finding is, the gravest first."""

    STOP = "stop"
    """It will be refused, lost, destroyed or not paid for: do not ship like this."""
    WARN = "warn"
    """It often goes wrong: a person looks."""
    HINT = "hint"
    """Worth knowing."""
    NOT_CHECKED = "not_checked"
    """The check could not be made, and why."""


class Question(StrEnum):
    """What one question to the buyer would settle."""

    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    RECIPIENT_ID = "recipient_id"


@dataclass(frozen=True, kw_only=True)
class Says:
    """What a code says. Texts are English with ``{figures}``; the shell translates them.

    Args:
        reason: One sentence: what is wrong, in this order.
        fix: One sentence: what to do; empty where there is nothing to do.
        ask: The question to the buyer that settles it, if one does.
    """

    severity: Severity
    reason: str
    fix: str = ""
    ask: Question | None = None


@dataclass(frozen=True, kw_only=True)
class Repair:
    """A safe change of one field that settles a finding: made by one click, never by itself.

    Args:
        field: Column of the orders file.
        value: The new cell.
        line: Which line of the order, from 0; None is the order itself.
    """

    field: str
    value: str
    line: int | None = None


def told(**figures: object) -> tuple[tuple[str, str], ...]:
    """Return figures for the texts of a finding, as text."""
    return tuple([(name, str(value)) for name, value in figures.items()])


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Found:
    """What a check yields: a code of its ``SAYS``, where, and with which figures.

    Args:
        field: Column of the orders file that it is about.
        line: Which line of the order, from 0; None is the order itself.
        figures: Values for the texts, by name, as text.
        severity: Where this one is less or more grave than its code.
        citation: Source of the rule behind it.
    """

    code: str
    field: str
    line: int | None = None
    figures: tuple[tuple[str, str], ...] = ()
    severity: Severity | None = None
    repair: Repair | None = None
    citation: Citation | None = None


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Finding:
    """A finding as people and machines read it."""

    check: str
    code: str
    severity: Severity
    field: str
    line: int | None
    figures: tuple[tuple[str, str], ...]
    says: Says
    repair: Repair | None
    citation: Citation | None

    @property
    def reason(self) -> str:
        """What is wrong, in English."""
        text = self.says.reason.format_map(self._shown())
        return begun(text, self.says.reason)

    @property
    def fix(self) -> str:
        """What to do, in English; empty where there is nothing to do."""
        return self.says.fix.format_map(self._shown())

    def _shown(self) -> dict[str, str]:
        return {
            name: with_article(english_name(value)) if name in COUNTRY_FIGURES else value
            for name, value in self.figures
        }


def begun(text: str, form: str) -> str:
    """Return a sentence with a capital in front where its form begins with a country."""
    starts = any(form.startswith(f"{{{name}}}") for name in COUNTRY_FIGURES)
    return text[:1].upper() + text[1:] if starts else text


def finding_of(check: str, says: Mapping[str, Says], found: Found) -> Finding:
    """Return what a check found with what its code says.

    Raises:
        KeyError: The check has no such code.
    """
    said = says[found.code]
    return Finding(
        check=check,
        code=found.code,
        severity=found.severity or said.severity,
        field=found.field,
        line=found.line,
        figures=found.figures,
        says=said,
        repair=found.repair,
        citation=found.citation,
    )
