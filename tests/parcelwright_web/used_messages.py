"""Finds every message that the pages hand to gettext: in Python files and in templates."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from babel.messages.extract import extract
from django.utils.translation.template import templatize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# What Babel looks for, and which arguments hold the message, its plural and its context.
CALLS: Mapping[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(("_", "lazy", "gettext", "gettext_lazy"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}


@dataclass(frozen=True, kw_only=True, order=True)
class UsedMessage:
    """One message as a page asks for it; ``plural`` and ``context`` are empty for none."""

    text: str
    plural: str = ""
    context: str = ""
    place: str = ""

    @property
    def id(self) -> str | tuple[str, str]:
        """The key of the message in a catalog."""
        return (self.text, self.plural) if self.plural else self.text


def used_messages(package: Path) -> Iterator[UsedMessage]:
    """Yield every message of the Python files and templates below a package folder."""
    for file in sorted((*package.rglob("*.py"), *package.rglob("*.html"), *package.rglob("*.txt"))):
        source = file.read_text(encoding="utf-8")
        if file.suffix != ".py":
            source = as_python(source, name=file.name)
        for line, found, _, context in extract(
            "python", BytesIO(source.encode("utf-8")), keywords=CALLS
        ):
            text, plural = found if isinstance(found, tuple) else (found, "")
            place = f"{file.relative_to(package)}:{line}"
            yield UsedMessage(text=text, plural=plural, context=context or "", place=place)


def as_python(template: str, *, name: str) -> str:
    """Return a Django template as lines that Babel reads as Python calls."""
    lines = templatize(template, origin=name).splitlines()
    return "".join(f"{line.strip()}\n" for line in lines)
