"""Everything the core says of a parcel at one moment, worked out from stored rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from parcelwright.claims.entitlement import entitle
from parcelwright.detection.assess import assess
from parcelwright.diagnosis.diagnose import diagnose
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import shipped_book
from parcelwright_web.actions.journeys import journeys_of
from parcelwright_web.actions.learning import Learned, learned_of
from parcelwright_web.models.claims import Contract

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from parcelwright.claims.remedy import Entitlement
    from parcelwright.detection.assessment import Assessment
    from parcelwright.diagnosis.diagnosis import Diagnosis
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel as DomainParcel
    from parcelwright.rulebook.contract import ContractTerms
    from parcelwright_web.models.parcels import Parcel


@dataclass(frozen=True, kw_only=True)
class Situation:
    """One parcel at one moment: what happened, how it stands, where it is, what it can claim."""

    row: Parcel
    parcel: DomainParcel
    journey: Journey
    assessment: Assessment | None
    diagnosis: Diagnosis
    entitlement: Entitlement


def situation(row: Parcel, now: datetime) -> Situation:
    """Return the situation of one parcel."""
    return situations([row], now)[0]


def situations(rows: Sequence[Parcel], now: datetime) -> list[Situation]:
    """Return the situations of several parcels of one tenant, in order."""
    if not rows:
        return []
    tenant_id = rows[0].tenant_id
    learned = learned_of(tenant_id)
    contracts = contracts_of(tenant_id)
    journeys = journeys_of(rows)
    return [_situation(row, journeys[row.pk], learned, contracts, now) for row in rows]


def contracts_of(tenant_id: int) -> tuple[ContractTerms, ...]:
    """Return the contract terms that a tenant has entered."""
    rows = Contract.objects.for_tenant(tenant_id).order_by("carrier_account", "valid_from")
    return tuple(row.to_domain() for row in rows)


def _situation(
    row: Parcel,
    journey: Journey,
    learned: Learned,
    contracts: tuple[ContractTerms, ...],
    now: datetime,
) -> Situation:
    parcel = row.to_domain()
    today = now.astimezone(ZoneInfo(row.shop.timezone)).date()
    return Situation(
        row=row,
        parcel=parcel,
        journey=journey,
        assessment=assess(parcel, journey, learned.table, now, learned.clock),
        diagnosis=diagnose(parcel, journey, now),
        entitlement=entitle(
            parcel, journey, shipped_book(), today, shipped_rates(), contracts=contracts
        ),
    )
