"""Frozen data classes that are made by the million, made faster, and what they work out once.

A frozen data class sets each field through ``object.__setattr__``; for a record of twenty
fields that is most of the time of making it. Here they are written into the instance at once,
as a dictionary of its own: fields in one that shares its keys with others of the class are read
four times more slowly as soon as somebody asked for the dictionary, as `once` and `like` do.
Everything else stays the data class's own: what it takes, and that it is frozen, compared,
hashed, shown and replaced.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, fields
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
S = TypeVar("S")


class once(Generic[S, T]):  # noqa: N801 - used as a decorator, as property is
    """A property that is worked out once and kept beside the fields.

    As ``cached_property``, which would lock for each record.
    """

    def __init__(self, work: Callable[[S], T]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    def __get__(self, record: S, _: object = None) -> T:
        """Return what was worked out for a record."""
        kept = record.__dict__[self._name] = self._work(record)
        return kept


def quickly_made(cls: type[T]) -> type[T]:
    """Return a data class with frozen keyword-only fields, made faster.

    Raises:
        TypeError: The class keeps its fields in slots, or works on them when it is made.
    """
    if hasattr(cls, "__slots__") or hasattr(cls, "__post_init__"):
        raise TypeError(f"{cls.__name__} cannot be made quickly: it has slots or __post_init__")
    every = fields(cls)  # type: ignore[arg-type]  # data classes have no type of their own
    known: dict[str, object] = {"MISSING": MISSING, "keep": object.__setattr__}
    takes = ", ".join(_parameter(field, known) for field in every)
    values = ", ".join(f"{field.name!r}: {_value(field, known)}" for field in every)
    made: dict[str, Callable[..., None]] = {}
    source = f"def __init__(self, *, {takes}):\n    keep(self, '__dict__', {{{values}}})"
    exec(source, known, made)  # noqa: S102 - made of the names of fields only, as dataclasses do
    cls.__init__ = made["__init__"]  # type: ignore[method-assign]  # the same parameters
    return cls


def like(known: T, /, **changes: object) -> T:
    """Return a quickly made record with some fields changed, as ``dataclasses.replace`` does.

    Raises:
        TypeError: The record has no such field.
    """
    before = known.__dict__
    after = before | changes
    if len(after) != len(before):
        raise TypeError(f"{type(known).__name__} has not all of the fields {', '.join(changes)}")
    made: T = object.__new__(type(known))
    object.__setattr__(made, "__dict__", after)
    return made


def changing(cls: type[T], *names: str) -> Callable[..., T]:
    """Return what makes a record like another with these fields changed, twice as fast as `like`.

    What is returned takes the record and then the new values, in the order of the names.

    Args:
        cls: A quickly made data class.
        names: Its fields that change.

    Raises:
        TypeError: The class has no such field.
    """
    unknown = set(names) - {field.name for field in fields(cls)}  # type: ignore[arg-type]  # as above
    if unknown:
        raise TypeError(f"{cls.__name__} has no field {', '.join(sorted(unknown))}")
    sets = "".join(f"\n    d[{name!r}] = {name}" for name in names)
    known = {"cls": cls, "new": object.__new__, "keep": object.__setattr__}
    made: dict[str, Callable[..., T]] = {}
    source = (
        f"def changed(record, {', '.join(names)}):\n    d = record.__dict__.copy(){sets}\n"
        "    made = new(cls)\n    keep(made, '__dict__', d)\n    return made"
    )
    exec(source, known, made)  # noqa: S102 - made of the names of fields only, as above
    return made["changed"]


def _parameter(field: Field[object], known: dict[str, object]) -> str:
    if field.default is not MISSING:
        known[f"default_{field.name}"] = field.default
        return f"{field.name}=default_{field.name}"
    return field.name if field.default_factory is MISSING else f"{field.name}=MISSING"


def _value(field: Field[object], known: dict[str, object]) -> str:
    if field.default_factory is MISSING:
        return field.name
    known[f"make_{field.name}"] = field.default_factory
    return f"make_{field.name}() if {field.name} is MISSING else {field.name}"
