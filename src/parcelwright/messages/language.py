"""Message texts of one language, read from its file and checked when it is read."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from parcelwright.cases.wording import check_placeholders
from parcelwright.errors import WordingError
from parcelwright.plugins import data_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

# Every value a message may show. A text that asks for another is refused when read.
VALUES = frozenset({
    "buyer_name", "shop_name", "order_number", "goods", "tracking_number", "last_scan_on",
    "last_scan_place", "next_news_on", "chance_of_100", "refund", "credit", "wait_until",
    "refund_on", "dispute_deadline", "contact",
})  # fmt: skip
_BUILT = frozenset({"choices"})
_IN_CHOICE = frozenset({"number"})
_IN_DATE = frozenset({"day", "month_name", "year"})
_MONTHS = 12


class MessageKind(StrEnum):
    """What a message to a buyer is for."""

    LOOKING = "looking"
    PRESUMED_LOST = "presumed_lost"


class Choice(StrEnum):
    """What a buyer of a lost parcel can ask for, in the order it is offered."""

    RESEND = "resend"
    REFUND = "refund"
    CREDIT = "credit"
    WAIT = "wait"


@dataclass(frozen=True, kw_only=True)
class Part:
    """One paragraph: shown when the value ``when`` is known and ``unless`` is not."""

    text: str
    when: str = ""
    unless: str = ""


@dataclass(frozen=True, kw_only=True)
class Text:
    """Subject and paragraphs of one kind of message."""

    subject: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class Language:
    """Everything messages need in one language."""

    tag: str
    name: str
    date_pattern: str
    months: tuple[str, ...]
    texts: Mapping[MessageKind, Text]
    choices: Mapping[Choice, str]

    def day(self, day: date) -> str:
        """Return a calendar day as people of this language write it."""
        return (
            self.date_pattern.replace("{{day}}", str(day.day))
            .replace("{{month_name}}", self.months[day.month - 1])
            .replace("{{year}}", str(day.year))
        )


def languages() -> tuple[str, ...]:
    """Return the tags of the languages that messages are written in."""
    return tuple(data_files("parcelwright.messages.languages", ".toml"))


@cache
def language(tag: str) -> Language:
    """Return one language, such as ``en`` or ``zh-Hans``.

    Raises:
        WordingError: There is no such language, or its file is wrong.
    """
    files = data_files("parcelwright.messages.languages", ".toml")
    if tag not in files:
        msg = f'no messages in "{tag}"; there are {", ".join(files)}'
        raise WordingError(msg)
    return read_language(tag, files[tag].read_text("utf-8"))


def read_language(tag: str, toml: str) -> Language:
    """Return the language that a file describes.

    Raises:
        WordingError: It is no TOML, lacks a key, or asks for an unknown value; the
            message names file and key.
    """
    try:
        data = tomllib.loads(toml)
        found = Language(
            tag=tag,
            name=data["name"],
            date_pattern=data["date"],
            months=tuple(data["months"]),
            texts={
                kind: Text(
                    subject=data[kind]["subject"],
                    parts=tuple(Part(**part) for part in data[kind]["part"]),
                )
                for kind in MessageKind
            },
            choices={choice: data["choice"][choice] for choice in Choice},
        )
    except tomllib.TOMLDecodeError as error:
        msg = f"{tag}.toml is not valid TOML: {error}"
        raise WordingError(msg) from error
    except (KeyError, TypeError) as error:
        msg = f"{tag}.toml: a key is missing or unknown: {error}"
        raise WordingError(msg) from error
    _check(found)
    return found


def _check(found: Language) -> None:
    file = f"{found.tag}.toml"
    check_placeholders(found.date_pattern, _IN_DATE, f"{file}, date")
    if len(found.months) != _MONTHS:
        msg = f"{file}, months: {len(found.months)} names, expected {_MONTHS}"
        raise WordingError(msg)
    for kind, text in found.texts.items():
        check_placeholders(text.subject, VALUES, f"{file}, {kind}.subject")
        for part in text.parts:
            check_placeholders(part.text, VALUES | _BUILT, f"{file}, {kind}.part")
            _check_condition(part, f"{file}, {kind}.part")
    for choice, line in found.choices.items():
        check_placeholders(line, VALUES | _IN_CHOICE, f"{file}, choice.{choice}")


def _check_condition(part: Part, where: str) -> None:
    for name in (part.when, part.unless):
        if name and name not in VALUES:
            msg = f'{where}: "{name}" is no known value; known are {", ".join(sorted(VALUES))}'
            raise WordingError(msg)
