"""What the closed cases of a tenant's shops teach about causes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.own_cases import ClosedCase, OwnCases, learn_causes
from parcelwright_web.models.cases import Case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright_web.models.parcels import Parcel

# The newest; what was true years ago says little of today.
_MOST_CASES = 2000


def own_cases_of(rows: Sequence[Parcel]) -> list[OwnCases]:
    """Return what the shop of each of these parcels of one tenant taught, in one query."""
    told = Case.objects.for_tenant(rows[0].tenant_id).exclude(closed_cause="")
    newest = told.filter(closed_at__isnull=False).order_by("-closed_at")
    by_shop: dict[int, list[ClosedCase]] = defaultdict(list)
    wanted = ("parcel__shop", "closed_cause", "told_causes")
    for shop, cause, chances in newest.values_list(*wanted)[:_MOST_CASES]:
        known = {CauseKind(name): float(chance) for name, chance in chances.items()}
        by_shop[shop].append(ClosedCase(cause=CauseKind(cause), told=known))
    taught = {shop: learn_causes(cases) for shop, cases in by_shop.items()}
    return [taught.get(row.shop_id, OwnCases()) for row in rows]
