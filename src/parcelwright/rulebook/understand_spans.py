"""Turns the typed shape of a period into a span, or says which field is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from parcelwright.rulebook.faults import FieldError
from parcelwright.rulebook.spans import (
    After,
    Count,
    EarliestKnown,
    EarliestOf,
    FirstKnown,
    LatestOf,
    Span,
)

if TYPE_CHECKING:
    from parcelwright.rulebook.shapes import SpanShape

_Lists: TypeAlias = type[EarliestOf] | type[LatestOf] | type[FirstKnown] | type[EarliestKnown]
_LISTS: dict[str, _Lists] = {
    "earliest_of": EarliestOf,
    "latest_of": LatestOf,
    "first_known_of": FirstKnown,
    "earliest_known_of": EarliestKnown,
}
_WANTED = f"needs n, unit and since, or n, unit and after, or one of {', '.join(_LISTS)}"


def span(field: str, shape: SpanShape) -> Span:
    """Return the period that a shape describes.

    Raises:
        FieldError: A part of it is missing or out of range, or two kinds are mixed.
    """
    lists = [name for name in _LISTS if getattr(shape, name) is not None]
    counted = shape.n is not None or shape.since is not None or shape.after is not None
    if len(lists) + counted != 1:
        raise FieldError(field, _WANTED)
    if lists:
        return _listed(field, lists[0], shape)
    if shape.n is None or shape.unit is None or (shape.since is None) == (shape.after is None):
        raise FieldError(field, _WANTED)
    if shape.n < 0:
        raise FieldError(f"{field}.n", f"is {shape.n}; expected 0 or more")
    if shape.after is not None:
        inner = span(f"{field}.after", shape.after)
        return After(span=inner, n=shape.n, unit=shape.unit, calendar=shape.calendar)
    assert shape.since is not None
    return Count(
        n=shape.n,
        unit=shape.unit,
        since=shape.since,
        inclusive=shape.inclusive,
        calendar=shape.calendar,
    )


def _listed(field: str, name: str, shape: SpanShape) -> Span:
    parts: tuple[SpanShape, ...] = getattr(shape, name)
    if not parts:
        raise FieldError(f"{field}.{name}", "is empty")
    return _LISTS[name](spans=tuple(span(f"{field}.{name}[{at}]", p) for at, p in enumerate(parts)))
