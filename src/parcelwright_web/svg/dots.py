"""A hundred dots: a chance one can count."""

from __future__ import annotations

from django.utils.html import escape

_COLUMNS = 20
_STEP = 6


def dots(in_100: int, title: str) -> str:
    """Return a hundred dots in five rows, the first ``in_100`` of them filled, by column."""
    filled = max(0, min(100, in_100))
    rows = 100 // _COLUMNS
    circles = "".join(
        f'<circle class="{"dot-on" if index < filled else "dot-off"}" '
        f'cx="{_STEP * (index // rows) + 3}" cy="{_STEP * (index % rows) + 3}" r="2"/>'
        for index in range(100)
    )
    return (
        f'<svg class="dots" viewBox="0 0 {_STEP * _COLUMNS} {_STEP * rows}" role="img">'
        f"<title>{escape(title)}</title>{circles}</svg>"
    )
