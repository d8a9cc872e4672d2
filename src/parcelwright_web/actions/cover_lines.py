"""Writes, for each troubled parcel, what a claim under each policy of the shop lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.claims.readiness import readiness_of
from parcelwright_web.models.covers import CoverLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parcelwright_web.actions.situation import Situation


def write_cover_lines(tenant_id: int, found: Sequence[Situation]) -> None:
    """Replace the lines of these parcels by what holds now."""
    rows = CoverLine.objects.for_tenant(tenant_id)
    rows.filter(parcel__in=[one.row.pk for one in found]).delete()
    in_trouble = (one for one in found if one.covers and one.trouble is not None)
    rows.bulk_create([line for one in in_trouble for line in _lines(one)])


def _lines(one: Situation) -> Iterator[CoverLine]:
    for remedy in one.entitlement.remedies:
        if not remedy.policy:
            continue
        is_filed = one.case is not None and remedy.rule in one.case.claimed_rules
        ready = readiness_of(remedy, one.today, one.known.moments, is_filed=is_filed)
        money = remedy.amount
        yield CoverLine(
            tenant_id=one.row.tenant_id,
            parcel=one.row,
            policy_number=remedy.policy,
            rule=remedy.rule,
            is_ready=ready.is_ready,
            is_lost=ready.is_lost,
            lacks=[
                [lack.kind.value, lack.what, lack.day.isoformat() if lack.day else None]
                for lack in ready.lacks
            ],
            claim_by=ready.claim_by,
            amount=None if money is None else money.amount,
            currency="" if money is None else money.currency,
            on=one.today,
        )
