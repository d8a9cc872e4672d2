"""A place in a payload: reads what is there, and notes what is not as it should be."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from parcelwright.parcels.events import Problem
from parcelwright.sources._json import Json, UnreadableJson, read_json
from parcelwright.sources._xml import UnreadableXml, looks_like_xml, read_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_PROBLEMS = 100


@dataclass
class Problems:
    """Collects the problems of one payload; beyond a hundred it only counts them."""

    found: list[Problem] = field(default_factory=list)
    unlisted: int = 0

    @property
    def full(self) -> bool:
        """Whether a further problem is only counted."""
        return len(self.found) == MAX_PROBLEMS

    def add(self, where: str, what: str) -> None:
        """Note one problem, once."""
        if self.full:
            self.unlisted += 1
        elif (problem := Problem(where, what)) not in self.found:
            self.found.append(problem)

    def listed(self) -> tuple[Problem, ...]:
        """Return all noted problems, with one line for those beyond the hundred."""
        if not self.unlisted:
            return tuple(self.found)
        rest = Problem("(document)", f"{self.unlisted} further problems are not listed")
        return (*self.found, rest)


@dataclass(slots=True, eq=False)
class Node:
    """One value in a payload with its path, such as ``msg.checkpoints[2].tag``.

    Reading never fails: a missing value or null reads as empty; a value of the wrong
    type reads as empty too and is noted in ``problems``.

    One is made for each value that is looked at, so it is light: not frozen, and its path is
    put together from ``name`` and ``parent`` when somebody asks for it.
    """

    value: Json
    name: str
    problems: Problems
    parent: Node | None = None

    @property
    def path(self) -> str:
        """Where the value stands; empty for the root."""
        above = self.parent.path if self.parent is not None else ""
        dot = "." if above and not self.name.startswith("[") else ""
        return f"{above}{dot}{self.name}"

    def __getitem__(self, name: str) -> Node:
        """Return the member of that name; of something else than an object, an empty node."""
        value = self.value
        return Node(value.get(name) if type(value) is dict else None, name, self.problems, self)

    def __bool__(self) -> bool:
        """Whether anything is here: false for null, and for empty text, list or object."""
        return self.value not in (None, "", [], {})

    @property
    def is_object(self) -> bool:
        """Whether this is a JSON object."""
        return isinstance(self.value, dict)

    @property
    def word(self) -> str:
        """Text as it stands, or empty for anything else, which is not noted."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def text(self) -> str:
        """Text without blanks around it; a number is read as it is written."""
        value = self.value
        if type(value) is str:
            return value.strip()
        match value:
            case None:
                return ""
            case bool() | list() | dict():
                self._wrong("text")
                return ""
            case _:
                return str(value)

    def text_at(self, name: str) -> str:
        """Return the same as ``self[name].text``, at a third of the cost for plain text."""
        found = self.value.get(name) if type(self.value) is dict else None
        if found is None:
            return ""
        return found.strip() if type(found) is str else self[name].text

    def texts_at(self, *names: str) -> list[str]:
        """Return :meth:`text_at` of each name, at half the cost."""
        if type(self.value) is not dict:
            return [""] * len(names)
        return [
            found.strip() if type(found) is str else self.text_at(name)
            for name, found in zip(names, map(self.value.get, names), strict=True)
        ]

    @property
    def number(self) -> Decimal | None:
        """Decimal number, also of digits in quotes; None when there is none."""
        match self.value:
            case None | "":
                return None
            case bool() | list() | dict():
                pass
            case str():
                digits = self.value.strip()
                if len(digits) <= 20 and digits.replace(".", "", 1).isascii():  # noqa: PLR2004 - longer is a code
                    whole = digits.replace(".", "", 1)
                    if whole.isdigit():
                        return Decimal(digits)
            case _:
                return Decimal(self.value)
        self._wrong("a number")
        return None

    def texts(self) -> list[Node]:
        """Return the texts and numbers of a list; anything else in it is noted, and left out."""
        if self.value is None:
            return []
        if not isinstance(self.value, list):
            self._wrong("a list")
            return []
        nodes = [
            Node(item, f"[{index}]", self.problems, self) for index, item in enumerate(self.value)
        ]
        return [node for node in nodes if node.text]

    def items(self) -> Iterator[Node]:
        """Yield the objects of a list; anything else in it is noted and left out."""
        if self.value is None:
            return
        if not isinstance(self.value, list):
            self._wrong("a list")
            return
        for index, item in enumerate(self.value):
            if type(item) is dict:
                yield Node(item, f"[{index}]", self.problems, self)
            elif self.problems.full:
                self.problems.unlisted += 1
            else:
                child = Node(item, f"[{index}]", self.problems, self)
                child._wrong("an object")

    def each(self) -> Iterator[Node]:
        """Yield the objects of a list, or the one object that stands in its place."""
        if self.is_object:
            yield self
        else:
            yield from self.items()

    def _wrong(self, expected: str) -> None:
        found = type(self.value).__name__ if self.value is not None else "null"
        names = {"dict": "an object", "list": "a list", "bool": "true or false", "str": "text"}
        said = names.get(found, "a number" if found in {"int", "Decimal"} else found)
        self.problems.add(self.path or "(document)", f"expected {expected}, found {said}")


def open_payload(payload: bytes, *, is_list: bool = False) -> Node:
    """Return the root of a payload in JSON or XML.

    Bytes that cannot be read give an empty, noted root.

    Args:
        payload: What was received.
        is_list: Whether a list at the root is as good as an object.
    """
    problems = Problems()
    try:
        value = read_xml(payload) if looks_like_xml(payload) else read_json(payload)
    except (UnreadableJson, UnreadableXml) as error:
        problems.add("(document)", str(error))
        return Node(None, "", problems)
    root = Node(value, "", problems)
    if not root.is_object and not (is_list and isinstance(value, list)):
        root._wrong("an object")  # noqa: SLF001 - this function makes nodes
    return root
