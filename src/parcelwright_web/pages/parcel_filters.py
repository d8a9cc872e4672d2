"""What the list of parcels is narrowed to, read from the address and applied to rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from parcelwright.detection.assessment import Standing
from parcelwright.interchange.grouping import order_key
from parcelwright_web.models.parcels import Parcel, ParcelNumber
from parcelwright_web.pages.watch_filters import stands

if TYPE_CHECKING:
    from django.db.models.expressions import OrderBy
    from django.http import QueryDict
    from django_stubs_ext import StrOrPromise

    from parcelwright_web.models.accounts import Tenant
    from parcelwright_web.models.tenancy import TenantQuerySet

MOST_NUMBERS = 500
# A key of a row has fewer: it fits into 64 bits.
_DIGITS = 19
_BETWEEN_NUMBERS = re.compile(r"[^0-9A-Za-z_/-]+")
VIEWS: dict[str, tuple[StrOrPromise, Q]] = {
    "all": (_("All"), Q()),
    "open": (_("Open"), Q(outcome="")),
    "late": (_("Late"), Q(standing=Standing.LATE)),
    "stalled": (_("Stalled"), Q(standing=Standing.STALLED)),
    "lost": (_("Presumed lost"), Q(standing=Standing.PRESUMED_LOST)),
    "closed": (_("Closed"), ~Q(outcome="")),
    "unknown": (_("Unknown codes"), Q(unknown_count__gt=0)),
}
SORTS: dict[str, tuple[StrOrPromise, tuple[OrderBy, ...]]] = {
    "act": (
        _("First to act on"),
        (
            F("act_on").asc(nulls_last=True),
            F("currency").asc(),
            F("value").desc(nulls_last=True),
        ),
    ),
    "silence": (_("Longest silent"), (F("silent_days").desc(nulls_last=True),)),
    "scan": (_("Newest scan"), (F("last_scan_at").desc(nulls_last=True),)),
    "chance": (_("Least likely to arrive"), (F("chance_arrives").asc(nulls_last=True),)),
    "value": (_("Highest value"), (F("currency").asc(), F("value").desc(nulls_last=True))),
    "number": (_("Tracking number"), (F("tracking_number").asc(),)),
}
_COLUMNS = {
    "carrier": "carrier",
    "to": "destination_country",
    "stage": "stage",
    "shop": "shop_id",
    "account": "carrier_account",
}
# How a watch stands, and the connection that watches.
_WATCH = ("watch", "source")
_KEYS = ("shop", "source")


@dataclass(frozen=True, kw_only=True)
class Filters:
    """The view, the values that columns must have, the words sought, and the order.

    ``numbers`` is a pasted list; ``left_out`` says how many of it were beyond the limit.
    """

    view: str
    sort: str
    values: dict[str, str]
    words: str
    numbers: tuple[str, ...]
    left_out: int

    @property
    def narrowed(self) -> bool:
        """Whether anything but the view narrows the list."""
        return bool(self.values or self.words or self.numbers)

    def rows(self, tenant: Tenant) -> TenantQuerySet[Parcel]:
        """Return the parcels that all but the view admit."""
        rows = Parcel.objects.for_tenant(tenant)
        same = {_COLUMNS[name]: text for name, text in self.values.items() if name in _COLUMNS}
        rows = rows.filter(**same)
        watch, source = (self.values.get(name, "") for name in _WATCH)
        if watch or source:
            rows = rows.filter(stands(watch, source, tenant.pk))
        if self.numbers:
            rows = rows.filter(has_number(self.numbers, tenant.pk))
        return rows.filter(has_words(self.words, tenant.pk)) if self.words else rows

    def listed(self, tenant: Tenant) -> TenantQuerySet[Parcel]:
        """Return the parcels of the list, in order."""
        return self.rows(tenant).filter(VIEWS[self.view][1]).order_by(*SORTS[self.sort][1], "pk")

    def counts(self, tenant: Tenant) -> dict[str, int]:
        """Return how many parcels each view holds, in one query."""
        counted = {
            name: Count("pk", filter=condition) if condition else Count("pk")
            for name, (_label, condition) in VIEWS.items()
        }
        return self.rows(tenant).aggregate(**counted)


def filters_of(query: QueryDict) -> Filters:
    """Return the filters that an address names; what it does not know it leaves out."""
    view, sort = query.get("view", ""), query.get("sort", "")
    values = {name: query.get(name, "").strip() for name in (*_COLUMNS, *_WATCH)}
    for name in _KEYS:
        if not (
            values[name].isascii() and values[name].isdecimal() and len(values[name]) < _DIGITS
        ):
            values[name] = ""
    numbers = numbers_of(query.get("numbers", ""))
    return Filters(
        view=view if view in VIEWS else "all",
        sort=sort if sort in SORTS else "silence",
        values={name: value for name, value in values.items() if value},
        words=query.get("q", "").strip()[:200],
        numbers=numbers[:MOST_NUMBERS],
        left_out=max(0, len(numbers) - MOST_NUMBERS),
    )


def numbers_of(text: str) -> tuple[str, ...]:
    r"""Return the numbers of a pasted list, in capitals, each once, whatever separates them.

    >>> numbers_of("rv123456785cn, RV123456785CN;\n LX000000005DE")
    ('RV123456785CN', 'LX000000005DE')
    """
    found = (number.upper() for number in _BETWEEN_NUMBERS.split(text) if number)
    return tuple(dict.fromkeys(found))


def has_number(numbers: tuple[str, ...], tenant_id: int) -> Q:
    """Return the condition that a parcel bears one of the numbers, whichever of its own."""
    own = Q(tracking_number__in=numbers) | Q(last_mile_number__in=numbers)
    further = ParcelNumber.objects.for_tenant(tenant_id).filter(number__in=numbers)
    return own | Q(pk__in=further.values("parcel"))


def has_words(text: str, tenant_id: int) -> Q:
    """Return the condition that number, order or buyer fit a search.

    Numbers fit from their beginning; an order as a whole; a buyer by name or mail address
    as a whole, for buyers are found through a blind index.
    """
    number = "".join(text.split()).upper()
    further = ParcelNumber.objects.for_tenant(tenant_id).filter(number__startswith=number)
    found = Q(tracking_number__startswith=number) | Q(last_mile_number__startswith=number)
    found |= Q(pk__in=further.values("parcel"))
    key = order_key(text)
    if key:
        found |= Q(order_key=key)
    index = Parcel._meta.get_field("buyer_index").of(text, tenant_id)  # noqa: SLF001 - a BlindIndexField; Django's documented name
    return found | Q(buyer_index=index) if index else found
