"""Own meanings as a file: one ``[[meaning]]`` a code, in TOML."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from parcelwright.errors import OwnMeaningError
from parcelwright.parcels.events import Milestone
from parcelwright.parcels.own_meanings import READINGS, OwnMeaning, code_key

if TYPE_CHECKING:
    from collections.abc import Mapping

_PARTS = ("source", "carrier", "code_table", "code", "words")


def read_meanings(text: str) -> tuple[OwnMeaning, ...]:
    """Return the meanings of a file, in its order.

    Each ``[[meaning]]`` names ``source`` and ``milestone``, then ``code`` with its
    ``code_table``, or ``words`` where the source gives no code, and ``carrier`` where the
    code is that of a carrier.

    Raises:
        OwnMeaningError: Not TOML, a part is missing, unknown or no text, or the milestone is
            nothing that a code can mean; the message names the entry.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OwnMeaningError(f"not TOML: {error}") from error
    entries = found.get("meaning")
    if not isinstance(entries, list) or set(found) != {"meaning"}:
        raise OwnMeaningError("expected [[meaning]] entries and nothing else")
    return tuple(_meaning(index, entry) for index, entry in enumerate(entries, 1))


def _meaning(index: int, entry: Mapping[str, object]) -> OwnMeaning:
    where = f"meaning {index}"
    for name, value in entry.items():
        if name not in {*_PARTS, "milestone"}:
            raise OwnMeaningError(f"{where}: {name} is no part of a meaning; remove it")
        if not isinstance(value, str):
            raise OwnMeaningError(f"{where}: {name} is not a text; put it in quotation marks")
    parts = {name: str(entry.get(name, "")) for name in _PARTS}
    if not parts["source"]:
        raise OwnMeaningError(f'{where}: source is missing; name it, such as source = "17track"')
    milestone = str(entry.get("milestone", ""))
    if milestone not in READINGS:
        expected = ", ".join(READINGS)
        raise OwnMeaningError(f'{where}: milestone is "{milestone}"; expected one of {expected}')
    try:
        return OwnMeaning(key=code_key(**parts), milestone=Milestone(milestone))
    except OwnMeaningError as error:
        raise OwnMeaningError(f"{where}: {error}") from error
