"""Codes that nobody has mapped yet, as the list shows them: counted, with words and parcels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, F, Min, Q, TextField, Value, When, Window
from django.db.models.functions import Concat, RowNumber

from parcelwright.parcels.events import Milestone
from parcelwright_web.models.parcels import TrackingEventRow
from parcelwright_web.pages.labels import carrier_name, source_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import QuerySet

    from parcelwright_web.models.accounts import Shop, Tenant

_EXAMPLES = 3
# One line of the list: a code of one source, of one carrier unless the list is the source's.
_LINE = ("shop", "source", "by", "code_table", "code", "told")
_OF_SOURCE = ~Q(code="") & Q(code_table__startswith=Concat(F("source"), Value(".")))


@dataclass(frozen=True, kw_only=True)
class Example:
    """Words that came with a code, how often, and a parcel of which they were said."""

    words: str
    language: str
    events: int
    parcel: int
    number: str


@dataclass(frozen=True, kw_only=True)
class CodeLine:
    """One code that nobody has mapped, for one shop.

    Args:
        event: Primary key of an event that bears it; tells the code when it is mapped.
        carriers: Names of the carriers it was said of, empty when unknown.
        code: Empty where the source gave none; its words then tell it from others.
        wordings: How many different words came with it.
    """

    event: int
    shop: Shop
    source: str
    carriers: Sequence[str]
    code_table: str
    code: str
    events: int
    parcels: int
    wordings: int
    examples: Sequence[Example]

    @property
    def can_be_read(self) -> bool:
        """Whether there is anything to read: a code or words."""
        return bool(self.code or any(each.words for each in self.examples))


def unknown_codes(tenant: Tenant) -> QuerySet[Any, dict[str, Any]]:
    """Return a row for each code that nobody has mapped, the most frequent first."""
    counted = _said(tenant).values(*_LINE).annotate(
        event=Min("pk"),
        events=Count("pk"),
        parcels=Count("parcel", distinct=True),
        wordings=Count("description", distinct=True),
    )  # fmt: skip
    found: QuerySet[Any, dict[str, Any]] = counted.order_by("-events", *_LINE)
    return found


def lines_of(
    tenant: Tenant, shops: Sequence[Shop], rows: Sequence[Mapping[str, Any]]
) -> list[CodeLine]:
    """Return what the list shows of some rows of :func:`unknown_codes`."""
    by_pk = {shop.pk: shop for shop in shops}
    examples, carriers = _examples(tenant, rows), _carriers(tenant, rows)
    return [
        CodeLine(
            event=row["event"],
            shop=by_pk[row["shop"]],
            source=source_name(row["source"]),
            carriers=carriers.get(_key(row), []),
            code_table=row["code_table"],
            code=row["code"],
            events=row["events"],
            parcels=row["parcels"],
            wordings=row["wordings"],
            examples=examples.get(_key(row), []),
        )
        for row in rows
    ]


def _said(tenant: Tenant) -> QuerySet[TrackingEventRow]:
    rows = TrackingEventRow.objects.for_tenant(tenant).filter(milestone=Milestone.UNKNOWN)
    return rows.annotate(
        shop=F("parcel__shop"),
        by=Case(When(_OF_SOURCE, then=Value("")), default=F("carrier")),
        told=Case(
            When(code="", then=F("description")), default=Value(""), output_field=TextField()
        ),
    )


def _of(tenant: Tenant, rows: Sequence[Mapping[str, Any]]) -> QuerySet[TrackingEventRow]:
    same = (Q(**{name: row[name] for name in _LINE}) for row in rows)
    return _said(tenant).filter(reduce(or_, same, Q(pk__in=())))


def _examples(
    tenant: Tenant, rows: Sequence[Mapping[str, Any]]
) -> dict[tuple[Any, ...], list[Example]]:
    """Return by line the words that came most often, each with a parcel."""
    counted = _of(tenant, rows).values(*_LINE, "description", "language").annotate(
        events=Count("pk"), first=Min("pk")
    )  # fmt: skip
    ranked = counted.annotate(
        rank=Window(RowNumber(), partition_by=_LINE, order_by=(F("events").desc(), F("first")))
    ).filter(rank__lte=_EXAMPLES)
    found = list(ranked.order_by("rank"))
    events = TrackingEventRow.objects.for_tenant(tenant).filter(pk__in=[e["first"] for e in found])
    parcels = {
        pk: (parcel, number)
        for pk, parcel, number in events.values_list("pk", "parcel", "parcel__tracking_number")
    }
    examples: dict[tuple[Any, ...], list[Example]] = {}
    for each in found:
        parcel, number = parcels[each["first"]]
        examples.setdefault(_key(each), []).append(
            Example(
                words=each["description"],
                language=each["language"],
                events=each["events"],
                parcel=parcel,
                number=number,
            )
        )
    return examples


def _carriers(
    tenant: Tenant, rows: Sequence[Mapping[str, Any]]
) -> dict[tuple[Any, ...], list[str]]:
    found: dict[tuple[Any, ...], list[str]] = {}
    said = _of(tenant, rows).exclude(carrier="").values(*_LINE, "carrier").distinct()
    for each in said.order_by("carrier"):
        found.setdefault(_key(each), []).append(carrier_name(each["carrier"]))
    return found


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in _LINE)
