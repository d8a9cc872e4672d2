"""Fonts for documents: which families there are, and which package brings a missing script."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import typst

from parcelwright.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Sequence

# Calm sans faces first; Libertinus comes with typst and is always there.
LATIN = ("Noto Sans", "Liberation Sans", "DejaVu Sans", "Libertinus Serif")
CHINESE = (
    "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "Droid Sans Fallback",
    "Microsoft YaHei", "PingFang SC", "SimSun",
)  # fmt: skip
OTHER = (
    "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Thai", "Noto Sans Devanagari",
    "Noto Sans CJK JP", "Noto Sans CJK KR", "DejaVu Sans",
)  # fmt: skip
_CHINESE_PACKAGE = "fonts-noto-cjk (or the smaller fonts-droid-fallback)"
_CURES = (
    (
        ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "FULLWIDTH", "IDEOGRAPHIC"),
        f"install {_CHINESE_PACKAGE}",
    ),
    (("LATIN", "GREEK", "CYRILLIC"), "install fonts-dejavu-core"),
)


class FontBook:
    """The fonts of one machine, read once. Building it takes about a third of a second."""

    def __init__(self, font_paths: Sequence[str] = (), *, system: bool = True) -> None:
        self.fonts = typst.Fonts(include_system_fonts=system, font_paths=list(font_paths))
        self.families = frozenset(str(name) for name in self.fonts.families())

    def stack(self, language: str) -> list[str]:
        """Return the families to use for a language, first choice first.

        Raises:
            DocumentError: No font here can show Chinese, and the language is Chinese.
        """
        chinese = [name for name in CHINESE if name in self.families][:1]
        if language.startswith("zh") and not chinese:
            msg = f"no font on this machine can show Chinese; install {_CHINESE_PACKAGE}"
            raise DocumentError(msg)
        latin = [name for name in LATIN if name in self.families][:1]
        other = [name for name in OTHER if name in self.families and name not in latin]
        # The Chinese face sets quotation marks and dashes full width, as Chinese wants them.
        return [*latin, *chinese, *other]


def cure_for(character: str) -> str:
    """Return what makes a character printable, as the end of a sentence.

    >>> cure_for("\u0e01")
    'install fonts-noto-core'
    >>> cure_for("\U0001f600")
    'remove it from the text'
    """
    if unicodedata.category(character) == "So":
        return "remove it from the text"
    name = unicodedata.name(character, "")
    for words, cure in _CURES:
        if any(word in name for word in words):
            return cure
    return "install fonts-noto-core"
