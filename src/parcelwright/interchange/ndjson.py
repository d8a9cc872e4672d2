"""Files with one JSON object per line."""

from __future__ import annotations

import json
from itertools import islice
from typing import IO, TYPE_CHECKING

from parcelwright.errors import InputFileError
from parcelwright.interchange.cells import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager

_HEADER_LINES = 1000
_LONGEST_LINE = 4_000_000


def header(opener: Callable[[], AbstractContextManager[IO[bytes]]], name: str) -> tuple[str, ...]:
    """Return the keys of the first thousand objects, in order of appearance.

    Raises:
        InputFileError: A line is not a JSON object.
    """
    names: dict[str, None] = {}
    for _, cells in islice(_objects(opener, name), _HEADER_LINES):
        names.update(dict.fromkeys(cells))
    return tuple(names)


def rows(
    opener: Callable[[], AbstractContextManager[IO[bytes]]], name: str
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield (line number, filled values as text by key).

    Raises:
        InputFileError: A line is not a JSON object.
    """
    for number, found in _objects(opener, name):
        cells = {key: text for key, value in found.items() if (text := clean(_text(value)))}
        if cells:
            yield number, cells


def _objects(
    opener: Callable[[], AbstractContextManager[IO[bytes]]], name: str
) -> Iterator[tuple[int, dict[str, object]]]:
    with opener() as stream:
        number = 0
        while line := stream.readline(_LONGEST_LINE):
            number += 1
            text = line.decode("utf-8-sig" if number == 1 else "utf-8", errors="replace").strip()
            if text:
                yield number, _object(text, f"{name}, line {number}")


def _object(text: str, where: str) -> dict[str, object]:
    try:
        # Numbers stay the text they were, so that no digit is lost.
        found = json.loads(text, parse_float=str, parse_int=str)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputFileError(f"{where} is not JSON; expected one object per line") from error
    if not isinstance(found, dict):
        raise InputFileError(f"{where} is not a JSON object; expected one object per line")
    return found


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "\n".join(value)
    return json.dumps(value, ensure_ascii=False)
