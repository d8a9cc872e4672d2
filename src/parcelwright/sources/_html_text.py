"""The words of an HTML page, without tags, scripts, styles and what it hides from the eye.

Linear in the length of the page, whatever a stranger writes: a tag that never closes ends
the reading of tags.
"""

from __future__ import annotations

import html
import re

_SILENT = ("script", "style", "head", "title", "noscript", "template")
# Around these a line ends; around all others words run on.
_LINES = frozenset({
    "p", "div", "br", "tr", "table", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "td", "th", "section", "article", "header", "footer", "blockquote", "pre", "dt", "dd",
})  # fmt: skip
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]{0,15})")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|\bhidden\b", re.IGNORECASE)
_WITHOUT_END = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr", "area", "col"})


def text_of_html(page: str) -> str:
    """Return what a reader of a page sees, one line for each block of it."""
    pieces: list[str] = []
    at, hidden_in, depth = 0, "", 0
    while True:
        start = page.find("<", at)
        if start < 0:
            start = len(page)
        if not hidden_in:
            pieces.append(page[at:start])
        if start == len(page):
            break
        end, tag = _tag(page, start)
        if end < 0:
            break
        at = end
        name = _NAME.match(tag)
        if name is None:
            continue
        word = name[1].lower()
        if hidden_in:
            depth += _step(word, tag) if word == hidden_in else 0
            hidden_in = hidden_in if depth else ""
        elif not tag.startswith("/") and _is_hidden(word, tag):
            hidden_in, depth = word, 1
        elif word in _LINES:
            pieces.append("\n")
    return _tidy(html.unescape("".join(pieces)))


def _tag(page: str, start: int) -> tuple[int, str]:
    """Return where a tag or comment ends, and what stands in it; -1 when nowhere."""
    if page.startswith("<!--", start):
        end = page.find("-->", start + 4)
        return (end + 3 if end >= 0 else -1), ""
    end = page.find(">", start)
    return (end + 1 if end >= 0 else -1), page[start + 1 : end]


def _is_hidden(word: str, tag: str) -> bool:
    if word in _WITHOUT_END or tag.endswith("/"):
        return False
    return word in _SILENT or _HIDDEN.search(tag) is not None


def _step(word: str, tag: str) -> int:
    if tag.startswith("/"):
        return -1
    return 0 if word in _WITHOUT_END or tag.endswith("/") else 1


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
