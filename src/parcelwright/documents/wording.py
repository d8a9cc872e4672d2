"""The words of documents in one language, with values put in."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from parcelwright.cases.wording import check_placeholders, fill
from parcelwright.errors import DocumentError
from parcelwright.plugins import data_files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parcelwright.documents.matter import Matter

KNOWN = frozenset({
    "tracking_number", "reference", "answer_by", "inquiry_sent", "inquiry_reference", "date",
    "page", "pages", "reported", "noticed", "account",
})  # fmt: skip


# Kinds of evidence whose titles are codes; a section of the same name has the words.
_CODED = frozenset({"decision", "buyer_answer"})


@dataclass(frozen=True, kw_only=True)
class Wording:
    """Texts of one language by section and key."""

    language: str
    sections: Mapping[str, Mapping[str, str]]

    def say(self, section: str, key: str, **values: str) -> str:
        """Return one text with its values.

        Raises:
            WordingError: A value that the text asks for is missing.
        """
        where = f"{self.language}, {section}.{key}"
        return fill(self.sections[section][key], values, where)

    def raw(self, section: str, key: str) -> str:
        """Return one text as it is written."""
        return self.sections[section][key]

    def item(self, kind: str, title: str) -> str:
        """Return what an evidence item is: its kind, and its title where it has one.

        Decisions and answers of buyers are stored by their codes; they are said in words.
        """
        parts = (self.raw("evidence_kind", kind), self.title(kind, title))
        return self.raw("common", "colon").join(filter(None, parts))

    def title(self, kind: str, title: str) -> str:
        """Return the title of an evidence item of a kind, in words where it is a code."""
        codes = self.sections[kind] if kind in _CODED else {}
        return codes.get(title.replace(" ", "_"), title)

    def about(self, section: str, key: str, matter: Matter, **values: str) -> str:
        """Return one text in the words for a matter, or in those of a section that it shares.

        Raises:
            WordingError: A value that the text asks for is missing.
        """
        named = (f"{section}.{each}" for each in matter.sections)
        holds = (each for each in named if key in self.sections.get(each, {}))
        return self.say(next(holds, section), key, **values)

    def joined(self, sentences: Sequence[str]) -> str:
        """Return sentences as one paragraph; Chinese sets no space between them."""
        return ("" if self.language.startswith("zh") else " ").join(sentences)


@cache
def wording(language: str) -> Wording:
    """Return the words of documents in a language, such as ``en`` or ``zh-Hans``.

    Raises:
        DocumentError: No document is written in that language.
        WordingError: The file asks for a value that does not exist.
    """
    files = data_files("parcelwright.documents.texts", ".toml")
    if language not in files:
        msg = f'no documents in "{language}"; there are {", ".join(files)}'
        raise DocumentError(msg)
    sections = tomllib.loads(files[language].read_text("utf-8"))
    for section, texts in sections.items():
        for key, text in texts.items():
            check_placeholders(text, KNOWN, f"{language}, {section}.{key}")
    return Wording(language=language, sections=sections)


def languages() -> tuple[str, ...]:
    """Return the languages that documents are written in."""
    return tuple(data_files("parcelwright.documents.texts", ".toml"))
