"""One SVG sprite with the icons that templates and page modules name."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

import lucide

from parcelwright_web.navigation import entries

# Icons that a template names through a variable.
FROM_PYTHON = frozenset(
    {
        "check", "circle-alert", "circle-check", "hourglass", "info", "message-square-text", "send",
        "stamp", "triangle-alert", "x",
    }
)  # fmt: skip
_TAG = re.compile(r"""{%\s*icon\s+["']([a-z0-9-]+)["']""")
_SVG = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


@cache
def names() -> tuple[str, ...]:
    """Return the icons in use, sorted: those in templates, in the rail and in FROM_PYTHON."""
    folder = Path(__file__).parent / "templates"
    texts = [file.read_text(encoding="utf-8") for file in sorted(folder.rglob("*.html"))]
    in_templates = {name for text in texts for name in _TAG.findall(text)}
    return tuple(sorted(in_templates | FROM_PYTHON | {entry.icon for entry in entries()}))


@cache
def sprite() -> bytes:
    """Return the sprite: one ``<symbol>`` per icon, 24 units square, stroked."""
    symbols = "".join(
        f'<symbol id="{name}" viewBox="0 0 24 24">{_body(name)}</symbol>' for name in names()
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>'.encode()


@cache
def digest() -> str:
    """Return a short name of the sprite's content."""
    return hashlib.sha256(sprite()).hexdigest()[:12]


def _body(name: str) -> str:
    drawing = lucide._render_icon(name, None)  # noqa: SLF001  # the package offers only engine tags
    match = _SVG.search(drawing)
    if match is None:
        msg = f'the icon "{name}" has no drawing'
        raise ValueError(msg)
    return match.group(1)
