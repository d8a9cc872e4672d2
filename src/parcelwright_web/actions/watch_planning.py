"""Decides what is asked in a round: claims connections, and the numbers whose time has come."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, timedelta
from math import ceil
from typing import TYPE_CHECKING

from django.db import connection as database
from django.db import transaction
from django.db.models import F, Q

from parcelwright.asking.calls import Purpose
from parcelwright.watch import sentences
from parcelwright.watch.budget import allot, made_today
from parcelwright.watch.notes import Note
from parcelwright.watch.standing import WatchStanding
from parcelwright.watch.step import StepKind, next_step
from parcelwright_web.actions import watch_bodies, watch_facts
from parcelwright_web.actions.watch_errands import Errand, Question, access_of, asked_of
from parcelwright_web.models import bulk
from parcelwright_web.models.intake import SourceConnection
from parcelwright_web.models.leases import LeaseState
from parcelwright_web.models.watches import Watch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from parcelwright.watch.step import Step
    from parcelwright_web.actions.watch_facts import Desk

LEASE = timedelta(minutes=5)
# Connections asked side by side, and how long each is asked in one round.
AT_ONCE = 8
ROUND_S = 8.0
# Few enough that nobody waits long for the one writer of SQLite.
_MOST_ROWS = 400
# How often the numbers are looked through that wait for a connection in vain.
_PASS_OVER_EVERY = timedelta(minutes=10)
# A number that waits so long for its own connection looks for another.
OVERDUE = timedelta(hours=12)
_PURPOSES = {
    StepKind.READ: Purpose.READ,
    StepKind.REGISTER: Purpose.REGISTER,
    StepKind.RETRACK: Purpose.RETRACK,
}
_STEPPED = (
    "connection", "reference", "registered_at", "stopped_at", "retracks", "state", "run_at",
    "standing", "why", "looked_at", "case", "ended_at", "ended_why",
)  # fmt: skip


def plan(now: datetime) -> tuple[list[Errand], int]:
    """Return the errands of this round, and how many numbers were settled without asking.

    Everything claimed is held for :data:`LEASE`; what nobody settles is claimed again then.
    """
    _give_back(now)
    desk = watch_facts.desk(now)
    settled = _look_for_somebody(desk)
    errands: list[Errand] = []
    for row in sorted(desk.connections.values(), key=_longest_ago):
        if len(errands) == AT_ONCE:
            break
        if row.check_due_at is not None and row.check_due_at <= now:
            errands += _check(row, desk)
        elif desk.candidate(row).is_open(now):
            if _has_rested(row, now):
                errand, count = _claim(row, desk)
                settled += count
                errands += [errand] if errand else []
        else:
            settled += _pass_over(row, desk)
    return errands, settled


def _give_back(now: datetime) -> None:
    """Put numbers whose worker died back into line, however often that happened."""
    lapsed = Watch.across_tenants.filter(state=LeaseState.RUNNING, lease_until__lt=now)
    if lapsed.exists():
        lapsed.update(state=LeaseState.READY, lease_until=None)


def _longest_ago(row: SourceConnection) -> tuple[bool, float, int]:
    asked = row.last_asked_at
    return (asked is not None, 0.0 if asked is None else asked.timestamp(), row.pk)


def _has_rested(row: SourceConnection, now: datetime) -> bool:
    pause = timedelta(seconds=1 / watch_facts.source_of(row).TERMS.per_second)
    return row.last_asked_at is None or now - row.last_asked_at >= pause


def _look_for_somebody(desk: Desk) -> int:
    """Step the numbers that nobody is asked about; return how many."""
    ids = _first_in_line(_due(desk.now).filter(connection=None), _MOST_ROWS)
    return _step_only(ids, desk) if ids else 0


def _pass_over(row: SourceConnection, desk: Desk) -> int:
    """Let numbers that wait long for a connection look for another; return how many did.

    Nobody waits for one that refuses us, or has been silent for a day.
    """
    before = desk.now - _PASS_OVER_EVERY
    if row.passed_over_at is not None and before < row.passed_over_at <= desk.now:
        return 0
    candidate = desk.candidate(row)
    is_lost = candidate.is_refused or candidate.is_silent(desk.now)
    waiting = _due(desk.now if is_lost else desk.now - OVERDUE).filter(connection=row)
    again = Q(looked_at=None) | Q(looked_at__lte=desk.now - OVERDUE)
    ids = _first_in_line(waiting.filter(again), _MOST_ROWS)
    if len(ids) < _MOST_ROWS:
        _same(row).update(passed_over_at=desk.now)
    return _step_only(ids, desk) if ids else 0


@transaction.atomic
def _step_only(ids: Sequence[int], desk: Desk) -> int:
    rows = _locked(_due(desk.now).filter(pk__in=ids))
    for each in rows:
        each.looked_at = desk.now
    _apply(rows, desk, asking=None)
    return len(rows)


@transaction.atomic
def _check(row: SourceConnection, desk: Desk) -> list[Errand]:
    """Return the errand that looks whether a connection answers; none while another asks it."""
    if not _hold(row, desk.now):
        return []
    _count(row, 1, desk.now)
    return [_errand(row, desk, [])]


def _claim(row: SourceConnection, desk: Desk) -> tuple[Errand | None, int]:
    """Claim a connection and its numbers; return what to ask, and how many were only stepped."""
    now, terms = desk.now, watch_facts.source_of(row).TERMS
    capacity = max(min(int(terms.per_second * ROUND_S), _MOST_ROWS // terms.batch), 1)
    due, most = _due(now).filter(connection=row), capacity * terms.batch
    urgent = _ids(due.filter(urgent=True), most)
    routine = _ids(due.filter(urgent=False), most)
    if not (urgent or routine):
        return None, 0
    shares = allot(
        watch_facts.budget_of(row), capacity,
        ceil(len(urgent) / terms.batch), ceil(len(routine) / terms.batch), now,
    )  # fmt: skip
    chosen = urgent[: shares.urgent * terms.batch] + routine[: shares.routine * terms.batch]
    return _claim_these(row, desk, chosen, shares.calls) if chosen else (None, 0)


@transaction.atomic
def _claim_these(
    row: SourceConnection, desk: Desk, ids: Sequence[int], calls: int
) -> tuple[Errand | None, int]:
    if not _hold(row, desk.now):
        return None, 0
    rows = _locked(_due(desk.now).filter(pk__in=ids))
    questions = _apply(rows, desk, asking=row.pk)
    if not questions:
        _let_go(row)
        return None, len(rows)
    _count(row, calls, desk.now)
    return _errand(row, desk, questions, calls), len(rows) - len(questions)


def _errand(
    row: SourceConnection, desk: Desk, questions: Sequence[Question], calls: int = 1
) -> Errand:
    return Errand(
        connection=row,
        candidate=desk.candidate(row),
        source=watch_facts.source_of(row),
        access=access_of(row, desk.now),
        questions=tuple(questions),
        calls=calls,
    )


def _due(now: datetime) -> QuerySet[Watch]:
    return Watch.across_tenants.filter(state=LeaseState.READY, run_at__lte=now)


def _first_in_line(rows: QuerySet[Watch], most: int) -> list[int]:
    urgent = _ids(rows.filter(urgent=True), most)
    return urgent + _ids(rows.filter(urgent=False), most - len(urgent))


def _ids(rows: QuerySet[Watch], most: int) -> list[int]:
    return list(rows.order_by("run_at", "pk").values_list("pk", flat=True)[:most])


def _locked(rows: QuerySet[Watch]) -> list[Watch]:
    if database.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    return list(rows.select_related("parcel").order_by("-urgent", "run_at", "pk"))


def _apply(rows: Sequence[Watch], desk: Desk, *, asking: int | None) -> list[Question]:
    """Take the next step of each row; return the questions to the connection ``asking``.

    A row that is asked about is claimed; one that goes to another connection takes its place
    in line there.
    """
    questions: list[Question] = []
    moved: list[Watch] = []
    silences: dict[int, list[Note]] = defaultdict(list)
    for row, subject in zip(rows, watch_facts.subjects_of(rows), strict=True):
        candidates = desk.of_shop(row.parcel.shop_id)
        step = next_step(subject, watch_facts.watched_of(row), candidates, desk.now)
        purpose = _PURPOSES.get(step.kind)
        if purpose is not None and asking is not None and step.key == asking:
            terms = next(each.terms for each in candidates if each.key == step.key)
            asked = asked_of(row, terms)
            questions.append(Question(watch=row, subject=subject, purpose=purpose, asked=asked))
            continue
        if row.connection_id is not None and (note := _silence(row, step, desk)):
            silences[row.connection_id].append(note)
        _take(row, step, desk.now)
        moved.append(row)
    _claim_rows([each.watch for each in questions], desk.now)
    bulk.update(moved, _STEPPED)
    for key, notes in silences.items():
        watch_bodies.keep_notes(desk.connections[key], notes, desk.now)
    return questions


def _claim_rows(rows: Sequence[Watch], now: datetime) -> None:
    claimed = Watch.across_tenants.filter(pk__in=[row.pk for row in rows])
    claimed.update(state=LeaseState.RUNNING, lease_until=now + LEASE, attempt=F("attempt") + 1)
    for row in rows:
        row.attempt += 1


def _silence(row: Watch, step: Step, desk: Desk) -> Note | None:
    """Return what the journey shall state when a number finds its source silent, once."""
    held = desk.connections.get(row.connection_id or 0)
    if held is None or row.standing == WatchStanding.SILENT or step.ended is not None:
        return None
    candidate = desk.candidate(held)
    if not candidate.is_silent(desk.now) or candidate.failing_since is None:
        return None
    why = sentences.silent(candidate.name, candidate.failing_since)
    return Note(number=row.number, code="silent", source=held.source, why=why)


def _take(row: Watch, step: Step, now: datetime) -> None:
    """Set on a row a step that asks nobody at this moment."""
    if step.key != row.connection_id:
        row.connection_id, row.reference, row.registered_at = step.key, "", None
        row.stopped_at, row.retracks, row.looked_at = None, 0, None
    row.standing, row.why = step.standing or row.standing, step.why or row.why
    row.run_at = step.at or row.run_at
    if step.ended is not None:
        row.state, row.ended_at, row.ended_why = LeaseState.DONE, now, step.ended


def _hold(row: SourceConnection, now: datetime) -> bool:
    free = Q(held_until=None) | Q(held_until__lt=now)
    return _same(row).filter(free).update(held_until=now + LEASE) == 1


def _let_go(row: SourceConnection) -> None:
    _same(row).update(held_until=None)


def _count(row: SourceConnection, calls: int, now: datetime) -> None:
    """Count calls before they are made, so that no crash makes more than a day allows."""
    today = now.astimezone(UTC).date()
    made = made_today(watch_facts.budget_of(row), now)
    made_now = F("calls_made") + calls if row.calls_on == today else made + calls
    _same(row).update(calls_on=today, calls_made=made_now)


def _same(row: SourceConnection) -> QuerySet[SourceConnection]:
    return SourceConnection.across_tenants.filter(pk=row.pk)
