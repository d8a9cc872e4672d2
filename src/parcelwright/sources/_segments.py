"""Cuts messages of UN/EDIFACT and ANSI X12 into segments, elements and components.

Only complete segments come out: what follows the last terminator may have lost its end, and
a code that lost its end is another code. ISO 9735 describes service string advice (UNA) and
release character, X12.5 the fixed header ISA that shows the separators of X12.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK = " \t\r\n\0\ufeff"
_ISA_ELEMENTS = 16
_SHOWN = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Separators:
    """The characters that cut a message.

    ``release`` is empty where there is none, and ``component`` where elements are not cut:
    of X12 no segment that we read has composite elements, and words may hold any sign.
    """

    component: str
    element: str
    terminator: str
    release: str = ""

    @property
    def are_usable(self) -> bool:
        """Whether they are four different characters that are no part of words."""
        cutting = [self.component, self.element, self.terminator, self.release]
        given = [each for each in cutting if each]
        return len(set(given)) == len(given) and not any(each.isalnum() for each in given)


EDIFACT = Separators(component=":", element="+", release="?", terminator="'")


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: its tag, its elements as components, and which of the file it is, from 1.

    An incomplete segment at the end of a file has ``is_cut`` set and must not be interpreted.
    """

    number: int
    tag: str
    elements: tuple[tuple[str, ...], ...]
    is_cut: bool = False

    @property
    def where(self) -> str:
        """Where it stands, for problems."""
        return f"segment {self.number} ({self.tag[:_SHOWN]})"

    def text(self, element: int, component: int = 1) -> str:
        """Return a component without blanks around it, empty when absent; both count from 1."""
        if element > len(self.elements):
            return ""
        parts = self.elements[element - 1]
        return parts[component - 1].strip() if component <= len(parts) else ""

    def parts(self, element: int) -> tuple[str, ...]:
        """Return all components of an element, counted from 1."""
        return self.elements[element - 1] if element <= len(self.elements) else ()


def edifact_segments(text: str) -> Iterator[Segment]:
    """Yield the segments of a file of interchanges; each UNA changes the separators."""
    separators, at, number = EDIFACT, 0, 0
    while (at := _next(text, at, separators.terminator)) < len(text):
        if text.startswith("UNA", at) and len(text) >= at + 9:
            advised = _advised(text[at + 3 : at + 9])
            if advised is not None:
                separators, at = advised, at + 9
                continue
        number += 1
        end = _end(text, at, separators)
        raw = text[at : len(text) if end < 0 else end]
        yield _segment(number, raw, separators, is_cut=end < 0)
        at = len(text) if end < 0 else end + 1


def x12_segments(text: str) -> Iterator[Segment]:
    """Yield the segments of a file of interchanges; each ISA shows its separators.

    A file that starts with ``GS`` or ``ST`` has lost its header; its separators are guessed.
    """
    at, number = _next(text, 0, ""), 0
    separators = _of_fragment(text, at)
    while (at := _next(text, at, separators.terminator)) < len(text):
        if text.startswith("ISA", at):
            separators = _of_header(text, at) or separators
        number += 1
        end = text.find(separators.terminator, at)
        raw = text[at : len(text) if end < 0 else end]
        yield _segment(number, raw, separators, is_cut=end < 0)
        at = len(text) if end < 0 else end + 1


def _next(text: str, at: int, terminator: str) -> int:
    """Return where the next segment begins; a terminator without one before it ends nothing."""
    skipped = _BLANK + terminator
    while at < len(text) and text[at] in skipped:
        at += 1
    return at


def _advised(six: str) -> Separators | None:
    found = Separators(component=six[0], element=six[1], release=six[3].strip(), terminator=six[5])
    return found if found.are_usable else None


def _end(text: str, at: int, separators: Separators) -> int:
    """Return where a segment ends, past terminators that are released; -1 when nowhere."""
    end = text.find(separators.terminator, at)
    while end >= 0 and _is_released(text, at, end, separators.release):
        end = text.find(separators.terminator, end + 1)
    return end


def _is_released(text: str, start: int, end: int, release: str) -> bool:
    if not release:
        return False
    before = end
    while before > start and text[before - 1] == release:
        before -= 1
    return (end - before) % 2 == 1


def _segment(number: int, raw: str, separators: Separators, *, is_cut: bool) -> Segment:
    if separators.release and separators.release in raw:
        elements = _released(raw, separators)
    elif not separators.component:
        elements = [(each,) for each in raw.split(separators.element)]
    else:
        elements = [
            tuple(each.split(separators.component)) for each in raw.split(separators.element)
        ]
    return Segment(number, elements[0][0].strip(), tuple(elements[1:]), is_cut)


def _released(raw: str, separators: Separators) -> list[tuple[str, ...]]:
    """Cut a segment in which characters are released, so that they stand for themselves."""
    cuts = re.escape(separators.release) + "(.?)|([" + re.escape(separators.element)
    pattern = re.compile(f"{cuts}{re.escape(separators.component)}])", re.DOTALL)
    elements: list[list[str]] = [[]]
    piece: list[str] = []
    at = 0
    for match in pattern.finditer(raw):
        piece.append(raw[at : match.start()])
        at = match.end()
        if match[2] is None:
            piece.append(match[1])
            continue
        elements[-1].append("".join(piece))
        piece = []
        if match[2] == separators.element:
            elements.append([])
    elements[-1].append("".join([*piece, raw[at:]]))
    return [tuple(each) for each in elements]


def _of_header(text: str, at: int) -> Separators | None:
    """Return the separators that an ISA shows; its 16 elements need not be padded."""
    element = text[at + 3 : at + 4]
    last = at + 2
    for _ in range(_ISA_ELEMENTS):
        last = text.find(element, last + 1) if element else -1
        if last < 0:
            return None
    # The last element is one character; behind it stands the terminator.
    if len(text) < last + 3:
        return None
    found = Separators(component="", element=element, terminator=text[last + 2])
    return found if found.are_usable else None


def _of_fragment(text: str, at: int) -> Separators:
    element = text[at + 2 : at + 3] or "*"
    terminator = "~" if "~" in text else "\n"
    element = "*" if element.isalnum() or element == terminator else element
    return Separators(component="", element=element, terminator=terminator)
