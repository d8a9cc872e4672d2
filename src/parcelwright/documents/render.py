"""Prints documents as PDF/A-2b through typst, and refuses what it cannot print.

The same document and time give the same bytes. Texts reach the template as JSON data,
never as markup, so nothing a buyer or carrier wrote can change the page.
"""

from __future__ import annotations

import json
import re
import threading
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from parcelwright.documents.fonts import FontBook, cure_for
from parcelwright.errors import DocumentError

if TYPE_CHECKING:
    from parcelwright.documents.letter import Document

FORMS = Path(__file__).parent / "forms"
_NOT_SHOWN = re.compile(r'the text `"(?P<text>.*?)"` could not be displayed', re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Printer:
    """Prints documents with the fonts of one machine. One printer serves all threads."""

    def __init__(self, book: FontBook | None = None) -> None:
        self._book = FontBook() if book is None else book
        self._of_thread = threading.local()

    def pdf(self, document: Document, at: datetime) -> bytes:
        """Return the document as PDF/A-2b with its fonts embedded.

        Args:
            document: From the ``build`` function of a form.
            at: Aware instant that the file names as its time of making.

        Raises:
            DocumentError: A font for a character is missing; the message names the
                character and the package that brings it.
        """
        data = self._data(document)
        try:
            made = self._compiler(document.form).compile(
                format="pdf",
                pdf_standards=["a-2b"],
                sys_inputs={"data": data},
                timestamp=at.astimezone(UTC).replace(microsecond=0),
            )
        except typst.TypstError as error:
            raise _explained(error, document) from error
        assert isinstance(made, bytes)
        return made

    def _data(self, document: Document) -> str:
        fields = {
            **asdict(document),
            "lang": document.language.partition("-")[0],
            "fonts": self._book.stack(document.language),
            "date": document.meta[0][1],
        }
        return json.dumps(_clean(fields), ensure_ascii=False)

    def _compiler(self, form: str) -> typst.Compiler:
        # A compiler is not safe to share between threads; fonts are.
        known: dict[str, typst.Compiler] = self._of_thread.__dict__.setdefault("compilers", {})
        if form not in known:
            known[form] = typst.Compiler(
                str(FORMS / f"{form}.typ"), root=str(FORMS), font_paths=self._book.fonts
            )
        return known[form]


def _clean(value: object) -> object:
    """Drop control and direction characters, which no font shows and no letter needs."""
    if isinstance(value, str):
        return _CONTROL.sub("", value)
    if isinstance(value, dict):
        return {key: _clean(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(inner) for inner in value]
    return value


def _explained(error: typst.TypstError, document: Document) -> DocumentError:
    found = _NOT_SHOWN.search(str(error))
    if found is None:
        return DocumentError(
            f"{document.form} in {document.language} could not be printed: {error}"
        )
    text = found["text"]
    character = text[0]
    return DocumentError(
        f'{document.form}: no font on this machine can show "{text}" '
        f"(U+{ord(character):04X}); {cure_for(character)} and try again"
    )
