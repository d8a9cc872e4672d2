"""The sweep: assess parcels whose facts changed, and write what pages and queue show."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Q

from parcelwright.claims.audit import Bucket, audit_row
from parcelwright.claims.gaps import Question
from parcelwright.rulebook.load import shipped_book
from parcelwright_web.actions import payloads
from parcelwright_web.actions.cover_lines import write_cover_lines
from parcelwright_web.actions.deciding import first_move
from parcelwright_web.actions.opening import open_by_worker
from parcelwright_web.actions.situation import situations
from parcelwright_web.actions.stepping import set_step
from parcelwright_web.actions.watch_following import follow
from parcelwright_web.models import bulk
from parcelwright_web.models.cases import Case
from parcelwright_web.models.claims import AuditLine
from parcelwright_web.models.parcels import Parcel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from decimal import Decimal

    from parcelwright.claims.audit import AuditRow
    from parcelwright.claims.remedy import Remedy
    from parcelwright.detection.assessment import Reason
    from parcelwright.money import Money
    from parcelwright_web.actions.situation import Situation

_MOVING = (Bucket.EXPIRING, Bucket.CLAIMABLE, Bucket.TOO_EARLY, Bucket.UNKNOWN)
SWEEP_EVERY = timedelta(hours=12)
_COLUMNS = (
    "standing", "chance_arrives", "chance_low", "chance_high", "journeys", "based_on",
    "silent_days", "custodian", "cause", "cause_chance", "reasons", "act_move", "act_on",
    "assess_due", "assessed_at",
)  # fmt: skip


def mark_stale(now: datetime) -> int:
    """Have every parcel that is open, or has an open case, assessed again twice a day.

    Silence grows and deadlines near without any event, those of lost parcels as well. A parcel
    on whose case somebody acted since is assessed again at once, so that the audit follows.
    """
    waits = Q(parcel__assess_due=False)
    old = Q(parcel__assessed_at__lt=now - SWEEP_EVERY)
    cases, lines = Case.across_tenants.filter(waits), AuditLine.across_tenants.filter(waits)
    parcels = Parcel.across_tenants.filter(assess_due=False, outcome="")
    keys = set(parcels.filter(assessed_at__lt=now - SWEEP_EVERY).values_list("pk", flat=True))
    for rows in (
        cases.filter(old, closed_at=None),
        cases.filter(stepped_at__gt=F("parcel__assessed_at")),
        lines.filter(old, bucket__in=_MOVING),
    ):
        keys.update(rows.values_list("parcel_id", flat=True))
    # Asked before it is written, so that an idle worker takes no lock.
    return Parcel.across_tenants.filter(pk__among=keys).update(assess_due=True) if keys else 0


@transaction.atomic
def assess_due(limit: int, now: datetime) -> int:
    """Assess up to ``limit`` parcels of one tenant whose facts changed; return how many.

    Rows are locked in one order everywhere: parcels, their cases, the numbers of cases, the
    evidence log. So an act of a person waits, and neither waits for the other for ever.
    """
    waiting = Parcel.across_tenants.filter(assess_due=True)
    first = waiting.order_by("tenant", "pk").values_list("tenant_id", flat=True).first()
    if first is None:
        return 0
    mine = waiting.filter(tenant_id=first).select_for_update(skip_locked=True, of=("self",))
    rows = list(mine.select_related("shop").order_by("pk")[:limit])
    _assess(first, rows, now)
    return len(rows)


@transaction.atomic
def assess_these(tenant_id: int, keys: Sequence[int], now: datetime) -> None:
    """Assess certain parcels of one tenant by what was known at a moment, due or not."""
    mine = Parcel.objects.for_tenant(tenant_id).filter(pk__in=keys)
    locked = mine.select_for_update(of=("self",)).select_related("shop")
    _assess(tenant_id, list(locked.order_by("pk")), now)


def _assess(tenant_id: int, rows: Sequence[Parcel], now: datetime) -> None:
    _lock_cases(tenant_id, rows)
    found = situations(rows, now)
    for one in found:
        _write_columns(one, now)
    bulk.update(rows, _COLUMNS)
    _write_audit(tenant_id, found)
    write_cover_lines(tenant_id, found)
    _write_cases(tenant_id, found, now)
    follow(tenant_id, found, now)


def _lock_cases(tenant_id: int, rows: Sequence[Parcel]) -> None:
    cases = Case.objects.for_tenant(tenant_id).filter(parcel__in=[row.pk for row in rows])
    list(cases.select_for_update().order_by("pk").values_list("pk"))


def _write_columns(found: Situation, now: datetime) -> None:
    row, stand = found.row, found.assessment
    row.standing = "" if stand is None else stand.standing.value
    row.chance_arrives = None if stand is None else stand.chance_arrives
    row.chance_low = None if stand is None else stand.chance_low
    row.chance_high = None if stand is None else stand.chance_high
    row.journeys = None if stand is None else stand.journeys
    row.based_on = "" if stand is None else stand.based_on
    row.silent_days = None if stand is None else stand.silent_days
    row.reasons = [] if stand is None else [_stored(reason) for reason in stand.reasons]
    row.custodian = found.diagnosis.custodian
    row.cause = found.diagnosis.named.value
    row.cause_chance = found.diagnosis.named_chance
    row.act_move, row.act_on = first_move(found)
    row.assess_due, row.assessed_at = False, now


def _stored(reason: Reason) -> dict[str, object]:
    return {"code": reason.code, "figures": dict(reason.figures)}


def _write_audit(tenant_id: int, found: Sequence[Situation]) -> None:
    lines = [_line(one, _row(one)) for one in found if one.is_audited]
    rows = AuditLine.objects.for_tenant(tenant_id)
    rows.filter(parcel__in=[one.row.pk for one in found]).delete()
    rows.bulk_create(lines)


def _row(found: Situation) -> AuditRow:
    question = Question(
        found=found.audit_entitlement,
        parcel=found.parcel,
        journey=found.journey,
        book=shipped_book(),
        contracts=found.contracts,
    )
    chance = None if found.assessment is None else found.assessment.chance_arrives
    return audit_row(question, found.rates, chance, known=found.audit_known)


def _line(found: Situation, row: AuditRow) -> AuditLine:
    amount, amount_currency = _stored_money(row.amount)
    waits, waits_currency = _stored_money(row.waits)
    paid, paid_currency = _stored_money(row.paid)
    remedies = found.audit_entitlement.remedies
    best = next(each for each in remedies if (each.payer, each.rule) == (row.payer, row.rule))
    return AuditLine(
        tenant_id=found.row.tenant_id,
        parcel=found.row,
        bucket=row.bucket.value,
        payer=row.payer,
        payer_name=best.payer_name,
        rule=row.rule,
        amount=amount,
        currency=amount_currency,
        deadline=row.deadline,
        first_chance=row.first_chance,
        assumed=row.assumed,
        why=row.why,
        zone=_zone(best, row),
        lacks="" if row.want is None else row.want.lack.value,
        lacks_of="" if row.want is None else row.want.of,
        waits=waits,
        waits_currency=waits_currency,
        paid=paid,
        paid_currency=paid_currency,
        on=found.audit_entitlement.on,
    )


def _stored_money(money: Money | None) -> tuple[Decimal | None, str]:
    return (None, "") if money is None else (money.amount, money.currency)


def _zone(best: Remedy, row: AuditRow) -> str:
    return next((each.zone for each in best.deadlines if each.latest == row.deadline), "")


def _write_cases(tenant_id: int, found: Sequence[Situation], now: datetime) -> None:
    """Open cases where they are called for, and bring every open one up to date."""
    payloads.keep_new(tenant_id, [one.case for one in found if one.case is not None], now)
    closed = _closed_before(tenant_id, found)
    for one in found:
        case = one.case
        if case is None:
            if one.trouble is None or one.row.pk in closed:
                continue
            case = open_by_worker(one, one.trouble, now)
        set_step(case, one, now)


def _closed_before(tenant_id: int, found: Sequence[Situation]) -> frozenset[int]:
    """Return the parcels on which a person closed a case: only a person opens it again."""
    rows = Case.objects.for_tenant(tenant_id).exclude(closed_at=None)
    keys = rows.filter(parcel__in=[one.row.pk for one in found]).values_list("parcel_id", flat=True)
    return frozenset(keys)
