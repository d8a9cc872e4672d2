"""Finds the line of a TOML text on which a field stands, for people who repair it."""

from __future__ import annotations

import re

_HEAD = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?")


def place_of(text: str, table: str, at: int, field: str) -> int:
    """Return the line, from 1, of a field in one of several ``[[table]]``, or 0 if unknown.

    A field that is not there has the line of its table's head.

    Args:
        text: The file.
        table: Name of the table.
        at: Which of them, from 0.
        field: Path of the field within the table, such as ``payout.number`` or ``proof_asked[1]``.
    """
    head = -1
    keys = re.sub(r"\[\d+\]", "", field).split(".")
    found = 0
    for number, line in enumerate(text.splitlines(), start=1):
        if match := _HEAD.match(line):
            head += match[1] == table
            if head == at and match[1] in {table, f"{table}.{keys[0]}"}:
                found = found or number
            if head > at:
                break
        elif head == at:
            name = line.partition("=")[0].strip().strip('"')
            if name in keys and (name == keys[0] or name == keys[-1]):
                found = number
                if name == keys[-1]:
                    return number
    return found
