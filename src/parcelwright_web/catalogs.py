"""Compiles the translations without gettext tools.

Each language has a folder in ``locale/`` with one ``.po`` file per capability; together
they become one compiled catalog in the home folder.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCES = Path(__file__).parent / "locale"


def merged(language: str) -> Catalog:
    """Return all messages of a language, such as ``zh_Hans``."""
    catalog = Catalog(locale=language)
    for source in sorted((SOURCES / language).glob("*.po")):
        with source.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:
                    catalog.add(message.id, message.string, context=message.context)
    return catalog


def compile_all(target: Path) -> None:
    """Write the compiled catalogs where they are older than their sources."""
    for folder in sorted(path for path in SOURCES.iterdir() if path.is_dir()):
        compiled = target / folder.name / "LC_MESSAGES" / "django.mo"
        newest = max((file.stat().st_mtime for file in folder.glob("*.po")), default=0.0)
        if compiled.exists() and compiled.stat().st_mtime >= newest:
            continue
        compiled.parent.mkdir(parents=True, exist_ok=True)
        with compiled.open("wb") as file:
            write_mo(file, merged(folder.name))
