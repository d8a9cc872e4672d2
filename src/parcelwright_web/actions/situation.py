"""Everything the core says of a parcel at one moment, worked out from stored rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from parcelwright.analytics.columns import day_number
from parcelwright.analytics.gather import columns_of, known
from parcelwright.cases.case import ClosedAs
from parcelwright.cases.opening import at_stake, should_open
from parcelwright.claims.covers import covers_of_shop
from parcelwright.claims.entitlement import NOTHING, Clerk, Known
from parcelwright.claims.gaps import Question, gaps_of
from parcelwright.claims.remedy import Act
from parcelwright.detection.assess import assess_columns
from parcelwright.diagnosis.contradict import contradictions_of
from parcelwright.diagnosis.diagnose import diagnose_all
from parcelwright.diagnosis.incidents.holding import waits_for_news, without_outage
from parcelwright.parcels.events import Milestone
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.load_clocks import shipped_schemes
from parcelwright.rulebook.spans import Since
from parcelwright_web.actions.journeys import journeys_of
from parcelwright_web.actions.known import known_of
from parcelwright_web.actions.learning import learned_of
from parcelwright_web.actions.outages import outages_of
from parcelwright_web.actions.own_causes import own_cases_of
from parcelwright_web.actions.rates import rates_of
from parcelwright_web.actions.siblings import siblings_of
from parcelwright_web.models.cases import Case
from parcelwright_web.models.claims import Contract
from parcelwright_web.models.covers import Cover

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from parcelwright.claims.gaps import Gap
    from parcelwright.claims.remedy import Entitlement
    from parcelwright.detection.assess import AssessmentColumns
    from parcelwright.detection.assessment import Assessment, Reason
    from parcelwright.diagnosis.contradiction import Contradiction
    from parcelwright.diagnosis.diagnosis import Diagnosis
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel as DomainParcel
    from parcelwright.rulebook.contract import ContractTerms
    from parcelwright.rulebook.cover import CoverTerms
    from parcelwright.rulebook.exchange import Rates
    from parcelwright.rulebook.rule import ClaimType
    from parcelwright_web.actions.learning import Learned
    from parcelwright_web.models.parcels import Parcel

_LOST_WITH_US = frozenset({ClosedAs.PAID.value, ClosedAs.WRITTEN_OFF.value})


@dataclass(frozen=True, kw_only=True)
class Situation:
    """One parcel at one moment: what happened, how it stands, where it is, what it can claim.

    Args:
        row: The stored parcel, with its shop.
        case: Its open case, if any.
        assessment: None when the journey ended, or nothing tells since when it is silent.
        contracts: The seller's own terms.
        covers: The policies of the parcel's shop.
        known: What the case file adds for the rules.
        past: The last closed case where none is open, and ``past_known`` what it adds.
        now: The moment, aware.
        rates: The tenant's exchange rates.
        clerk: Who answers for today what the parcels of the shop can claim.
        outage_since: Since when nothing is heard of it because its source or carrier is out.
        learned: What was learned of the tenant's parcels, behind the assessment.
    """

    row: Parcel
    case: Case | None
    parcel: DomainParcel
    journey: Journey
    assessment: Assessment | None
    diagnosis: Diagnosis
    contracts: tuple[ContractTerms, ...]
    covers: tuple[CoverTerms, ...]
    known: Known
    now: datetime
    went_wrong: ClaimType | None = None
    rates: Rates
    clerk: Clerk
    past: Case | None = None
    past_known: Known = NOTHING
    outage_since: datetime | None = None
    learned: Learned

    @property
    def today(self) -> date:
        """Calendar day in the shop's zone."""
        return _today(self.row, self.now)

    @cached_property
    def trouble(self) -> Reason | None:
        """Why a case should be open, or None when the parcel is in no trouble."""
        reason = should_open(self.assessment, self.diagnosis, self.journey, self.doubts)
        if reason is None or self.outage_since is None or self.case is not None:
            return reason
        return None if waits_for_news(reason, self._first_deadline, self.today) else reason

    @property
    def _first_deadline(self) -> date | None:
        """Last day of the first right to ask or to claim that closes, under any remedy.

        Asked of every parcel in the dark of an outage: sums and texts are left out.
        """
        remedies = self.clerk.remedies(
            self.parcel, self.journey, known=self.known, claim_type=self.went_wrong
        )
        days = [
            each.latest
            for remedy in remedies
            for each in remedy.deadlines
            if each.act in {Act.INQUIRY, Act.CLAIM} and each.latest is not None
        ]
        return min((day for day in days if day >= self.today), default=None)

    @cached_property
    def is_audited(self) -> bool:
        """Whether the money audit counts it: in trouble now, or a loss of closed history.

        What a person closed as arrived is no loss, whatever its scans say; what was reported
        damaged or late is one although it arrived.
        """
        ended = "" if self.past is None else self.past.closed_as
        if ended == ClosedAs.ARRIVED:
            return False
        if ended == ClosedAs.RETURNED and self.row.outcome != Milestone.RETURNED:
            return False
        if self.trouble is not None or ended in _LOST_WITH_US:
            return True
        known = self.audit_known
        reported = self.case is not None and bool(self.case.reported)
        return reported or bool(known.paid) or Since.CLAIM_FILED in known.moments

    @property
    def audit_known(self) -> Known:
        """What the open case adds, or where none is open the last closed one."""
        return self.known if self.case is not None else self.past_known

    @cached_property
    def audit_entitlement(self) -> Entitlement:
        """What can be claimed today by what closed cases tell as well."""
        known = self.audit_known
        return self.entitlement if known == self.known else self._entitled(self.parcel, known)

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """What cannot all be true of its events, the surest first."""
        return contradictions_of(self.parcel, self.journey)

    @cached_property
    def doubts(self) -> tuple[Contradiction, ...]:
        """The contradictions with money at stake."""
        return at_stake(self.parcel, self.contradictions)

    @cached_property
    def entitlement(self) -> Entitlement:
        """What can be claimed today; worked out when first asked for."""
        return self._entitled(self.parcel)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing for a sure answer, and what would follow; worked out when asked for."""
        return gaps_of(
            Question(
                found=self.entitlement,
                parcel=self.parcel,
                journey=self.journey,
                book=shipped_book(),
                contracts=self.contracts,
                ask=self._entitled,
            )
        )

    def _entitled(self, parcel: DomainParcel, known: Known | None = None) -> Entitlement:
        return self.clerk.entitle(
            parcel,
            self.journey,
            known=self.known if known is None else known,
            claim_type=self.went_wrong,
        )


def _today(row: Parcel, now: datetime) -> date:
    return now.astimezone(ZoneInfo(row.shop.timezone)).date()


def situation(row: Parcel, now: datetime) -> Situation:
    """Return the situation of one parcel, with its open case."""
    return situations([row], now)[0]


def situation_of(case: Case, now: datetime) -> Situation:
    """Return the situation of a case's parcel as this case, open or closed, knows it."""
    return situations_of([case], now)[0]


def situations_of(cases: Sequence[Case], now: datetime) -> list[Situation]:
    """Return the situation of each of several cases of one tenant, in order."""
    return _situations([case.parcel for case in cases], cases, now) if cases else []


def situations(rows: Sequence[Parcel], now: datetime) -> list[Situation]:
    """Return the situations of several parcels of one tenant, in order."""
    if not rows:
        return []
    cases = Case.objects.for_tenant(rows[0].tenant_id).filter(closed_at=None)
    return _situations(rows, list(cases.filter(parcel__in=[row.pk for row in rows])), now)


def contracts_of(tenant_id: int) -> tuple[ContractTerms, ...]:
    """Return the contract terms that a tenant has entered."""
    rows = Contract.objects.for_tenant(tenant_id).filter(ended_at=None)
    return tuple(row.to_domain() for row in rows.order_by("carrier_account", "valid_from"))


def covers_of(tenant_id: int) -> tuple[CoverTerms, ...]:
    """Return the policies that a tenant has entered, all editions."""
    rows = Cover.objects.for_tenant(tenant_id).filter(ended_at=None)
    return tuple(row.to_domain() for row in rows.order_by("policy_number", "valid_from"))


def _situations(rows: Sequence[Parcel], cases: Sequence[Case], now: datetime) -> list[Situation]:
    tenant_id = rows[0].tenant_id
    contracts, rates = contracts_of(tenant_id), rates_of(tenant_id)
    covers = covers_of(tenant_id)
    journeys = {key: known(journey, now) for key, journey in journeys_of(rows).items()}
    parcels = {row.pk: row.to_domain() for row in rows}
    dark = outages_of(tenant_id, [row.pk for row in rows])
    since = [dark.get(row.pk) for row in rows]
    pairs = [(parcels[row.pk], journeys[row.pk]) for row in rows]
    learned = learned_of(tenant_id)
    columns = assessed(learned, pairs, since, now)
    assessments = _assessments(columns, len(pairs))
    siblings, own = siblings_of(rows, journeys), own_cases_of(rows)
    diagnoses = diagnose_all(pairs, columns, now, siblings, own)
    case_of = {case.parcel_id: case for case in cases}
    past_of = _last_closed(tenant_id, [row.pk for row in rows if row.pk not in case_of])
    added = known_of(tenant_id, [*cases, *past_of.values()])

    @cache
    def clerk(on: date, shop: str) -> Clerk:
        return Clerk(
            shipped_book(),
            on,
            rates,
            contracts=contracts,
            covers=covers_of_shop(covers, shop),
            schemes=shipped_schemes(),
        )

    found = []
    for row, assessment, diagnosis in zip(rows, assessments, diagnoses, strict=True):
        case = case_of.get(row.pk)
        past = past_of.get(row.pk)
        for file in (case, past):
            if file is not None:
                file.parcel = row
        found.append(
            Situation(
                row=row,
                case=case,
                parcel=parcels[row.pk],
                journey=journeys[row.pk],
                assessment=assessment,
                diagnosis=diagnosis,
                contracts=contracts,
                covers=covers_of_shop(covers, row.shop.name),
                known=NOTHING if case is None else added[case.pk],
                now=now,
                rates=rates,
                clerk=clerk(_today(row, now), row.shop.name),
                past=past,
                past_known=NOTHING if past is None else added[past.pk],
                outage_since=dark.get(row.pk),
                learned=learned,
            )
        )
    return found


def _last_closed(tenant_id: int, parcels: Sequence[int]) -> dict[int, Case]:
    """Return the case that was closed last, by parcel."""
    rows = Case.objects.for_tenant(tenant_id).filter(parcel__in=parcels, closed_at__isnull=False)
    return {case.parcel_id: case for case in rows.order_by("closed_at", "pk")}


def assessed(
    learned: Learned,
    pairs: Sequence[tuple[DomainParcel, Journey]],
    since: Sequence[datetime | None],
    now: datetime,
) -> AssessmentColumns:
    """Return the assessments; in an outage, ``since`` its beginning, silence counts up to that."""
    dark = np.array([np.nan if at is None else day_number(at) for at in since], np.float64)
    watched = learned.beside_siblings(without_outage(columns_of(pairs, now), dark))
    return assess_columns(watched, learned.table, now, learned.clock)


def _assessments(columns: AssessmentColumns, parcels: int) -> list[Assessment | None]:
    """Return one assessment a parcel; None where the journey has ended."""
    found: list[Assessment | None] = [None] * parcels
    for entry, place in enumerate(columns.rows.tolist()):
        found[place] = columns.assessment(entry)
    return found
