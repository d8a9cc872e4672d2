"""Compares what a person wrote with the shape it should have, and says every fault at once.

A wrong key gets the key that was probably meant; so does a wrong word of a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import lru_cache

from msgspec import inspect

from parcelwright.rulebook.faults import Fault

MISSING = "missing; a value is needed"
_MOST_NAMED = 12


@lru_cache(maxsize=64)
def _info(shape: type) -> inspect.Type:
    return inspect.type_info(shape)


def shape_faults(raw: object, shape: type) -> tuple[Fault, ...]:
    """Return what of ``raw`` does not fit the shape, in the order of what was written.

    Args:
        raw: Tables, lists and values, as TOML or a form gives them.
        shape: A dataclass or msgspec structure.
    """
    return tuple(_faults("", raw, _info(shape)))


def unknown_word(word: str, known: Sequence[str]) -> str:
    """Return what to say of a word that is none of those known.

    >>> unknown_word("handver", ["handover", "posting"])
    '"handver" is not known here; did you mean "handover"?'
    """
    return f'"{word}" is {_not_known(word, known)}'


def _not_known(word: str, known: Sequence[str]) -> str:
    if near := get_close_matches(word, known, n=1):
        return f'not known here; did you mean "{near[0]}"?'
    shown = ", ".join(known[:_MOST_NAMED]) + (", ..." if len(known) > _MOST_NAMED else "")
    return f"not known here; expected one of {shown}"


def _faults(  # noqa: C901 - one per kind of shape
    field: str, raw: object, info: inspect.Type
) -> Iterator[Fault]:
    match info:
        case inspect.UnionType(types=types):
            yield from _faults(field, raw, next(t for t in types if not _is_none(t)))
        case inspect.StructType(fields=fields) | inspect.DataclassType(fields=fields):
            yield from _table(field, raw, fields)
        case inspect.VarTupleType(item_type=item) | inspect.ListType(item_type=item):
            if not isinstance(raw, list | tuple):
                yield _expected(field, raw, "a list in square brackets")
                return
            for at, each in enumerate(raw):
                yield from _faults(f"{field}[{at}]", each, item)
        case inspect.EnumType(cls=words):
            yield from _word(field, raw, [str(word.value) for word in words])
        case inspect.LiteralType(values=values):
            yield from _word(field, raw, [str(value) for value in values])
        case inspect.DictType(value_type=value):
            if not isinstance(raw, Mapping):
                yield _expected(field, raw, "a table")
                return
            for key, each in raw.items():
                yield from _faults(_path(field, str(key)), each, value)
        case _:
            yield from _plain(field, raw, info)


def _is_none(info: inspect.Type) -> bool:
    return isinstance(info, inspect.NoneType)


def _table(field: str, raw: object, fields: tuple[inspect.Field, ...]) -> Iterator[Fault]:
    if not isinstance(raw, Mapping):
        yield _expected(field, raw, "a table")
        return
    known = {each.encode_name: each for each in fields}
    for key, value in raw.items():
        if key in known:
            yield from _faults(_path(field, key), value, known[key].type)
        else:
            yield Fault(field=_path(field, str(key)), what=_not_known(str(key), list(known)))
    for name, each in known.items():
        if each.required and name not in raw:
            yield Fault(field=_path(field, name), what=MISSING)


def _word(field: str, raw: object, known: Sequence[str]) -> Iterator[Fault]:
    if raw not in known:
        yield Fault(field=field, what=unknown_word(str(raw), known) if raw != "" else MISSING)


def _plain(field: str, raw: object, info: inspect.Type) -> Iterator[Fault]:
    for kind, fits, what in _PLAIN:
        if isinstance(info, kind) and not fits(raw):
            yield _expected(field, raw, what)


def _is_whole(raw: object) -> bool:
    return isinstance(raw, int) and not isinstance(raw, bool)


def _is_number(raw: object) -> bool:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
        return False
    try:
        return Decimal(str(raw)).is_finite()
    except InvalidOperation:
        return False


def _is_day(raw: object) -> bool:
    if isinstance(raw, str):
        try:
            date.fromisoformat(raw)
        except ValueError:
            return False
        return True
    return isinstance(raw, date) and not isinstance(raw, datetime)


def _expected(field: str, raw: object, what: str) -> Fault:
    found = f'"{raw}"' if isinstance(raw, str) else _shown(raw)
    return Fault(field=field, what=f"expected {what}, found {found}")


def _shown(raw: object) -> str:
    if isinstance(raw, Mapping):
        return "a table"
    return "a list" if isinstance(raw, list | tuple) else str(raw)


def _path(field: str, key: str) -> str:
    return f"{field}.{key}" if field else key


_PLAIN: tuple[tuple[type[inspect.Type], Callable[[object], bool], str], ...] = (
    (inspect.StrType, lambda raw: isinstance(raw, str), "text in quotation marks"),
    (inspect.BoolType, lambda raw: isinstance(raw, bool), "true or false"),
    (inspect.IntType, _is_whole, "a whole number"),
    (inspect.DecimalType, _is_number, 'a number such as "12.50"'),
    (inspect.DateType, _is_day, "a day such as 2026-01-31"),
)
