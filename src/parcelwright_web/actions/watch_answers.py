"""What answers and troubles change on a connection: its pace, its token, its last answer."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from parcelwright.asking.calls import Purpose
from parcelwright.asking.replies import TroubleKind
from parcelwright.watch import sentences
from parcelwright.watch.patience import quiet_until
from parcelwright_web.actions.watch_release import release
from parcelwright_web.models.intake import SourceConnection

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright_web.actions.watch_errands import Errand, Outcome, Told

# A source that refuses our credentials is looked at again each day.
_LOOK_AGAIN = timedelta(days=1)
# A token is given up a little before it ends.
_MARGIN = timedelta(minutes=1)
_LINE = 300
_FAILING = frozenset({TroubleKind.DOWN, TroubleKind.UNREACHABLE, TroubleKind.NONSENSE})
_SETTLED = (
    "held_until", "calls_made", "last_asked_at", "last_answer", "last_answer_ok", "quiet_until",
    "failing_since", "troubles", "access_refused_at", "check_due_at", "bearer", "bearer_until",
)  # fmt: skip
_QUIETING = _FAILING | {TroubleKind.THROTTLED, TroubleKind.BUDGET_SPENT}


def settle_connection(errand: Errand, outcome: Outcome, now: datetime) -> None:
    """Store on a connection what an errand says of it, and let others ask it again."""
    rows = SourceConnection.objects.for_tenant(errand.connection.tenant_id)
    row = rows.select_for_update().get(pk=errand.connection.pk)
    row.held_until = None
    _give_back_calls(row, errand, outcome, now)
    if outcome.told:
        _answered(row, errand, outcome)
    if outcome.token is not None and outcome.token_at is not None:
        _keep_token(row, outcome, outcome.token_at)
    row.save(update_fields=_SETTLED)


def settle_defect(errand: Errand, now: datetime) -> None:
    """Store that an answer broke our own code; the connection rests a quarter of an hour."""
    rows = SourceConnection.objects.for_tenant(errand.connection.tenant_id)
    rows.filter(pk=errand.connection.pk).update(
        held_until=None,
        check_due_at=None,
        last_asked_at=now,
        last_answer=sentences.DEFECT,
        last_answer_ok=False,
        quiet_until=now + timedelta(minutes=15),
    )


def _give_back_calls(
    row: SourceConnection, errand: Errand, outcome: Outcome, now: datetime
) -> None:
    unused = errand.calls - sum(told.call.purpose is not Purpose.TOKEN for told in outcome.told)
    if row.calls_on == now.astimezone(UTC).date():
        row.calls_made = max(row.calls_made - max(unused, 0), 0)


def _answered(row: SourceConnection, errand: Errand, outcome: Outcome) -> None:
    last = outcome.told[-1]
    row.last_asked_at = last.at
    is_check = not errand.questions
    if is_check:
        row.check_due_at = None
    trouble = last.reply.trouble
    if trouble is None:
        row.last_answer, row.last_answer_ok = _line(errand, outcome)[:_LINE], True
        _is_well(row, last.at)
        return
    row.last_answer, row.last_answer_ok = _sentence(trouble.what)[:_LINE], False
    if trouble.kind is TroubleKind.BAD_ACCESS:
        _refused(row, outcome, last.at)
    elif trouble.kind in _QUIETING and not _is_about_registering(last, is_check=is_check):
        row.troubles += 1
        row.quiet_until = quiet_until(trouble, row.troubles, last.at)
        if trouble.kind in _FAILING:
            row.failing_since = row.failing_since or last.at


def _is_about_registering(told: Told, *, is_check: bool) -> bool:
    """Return whether only new numbers are refused: those that are watched can be read."""
    trouble = told.reply.trouble
    is_spent = trouble is not None and trouble.kind is TroubleKind.BUDGET_SPENT
    return is_spent and (is_check or told.call.purpose is Purpose.REGISTER)


def _is_well(row: SourceConnection, now: datetime) -> None:
    was_refused = row.access_refused_at is not None
    row.quiet_until = row.failing_since = row.access_refused_at = None
    row.troubles = 0
    if was_refused:
        release(row, now)


def _refused(row: SourceConnection, outcome: Outcome, now: datetime) -> None:
    row.bearer = row.bearer_until = None
    if outcome.used_old_token:
        # The token may have been withdrawn before its time; a new one tells.
        return
    row.access_refused_at = row.access_refused_at or now
    row.check_due_at = row.check_due_at or now + _LOOK_AGAIN


def _keep_token(row: SourceConnection, outcome: Outcome, bought_at: datetime) -> None:
    token = outcome.token
    if token is None or row.access_refused_at is not None:
        return
    row.bearer = token.value
    row.bearer_until = (
        None if token.seconds is None else bought_at + timedelta(seconds=token.seconds) - _MARGIN
    )


def _line(errand: Errand, outcome: Outcome) -> str:
    if not errand.questions:
        return sentences.ANSWERS
    replies = [reply for told in outcome.told for reply in told.reply.numbers.values()]
    asked = sum(len(told.call.asked) for told in outcome.told)
    return sentences.answered([reply.standing for reply in replies], asked)


def _sentence(what: str) -> str:
    return what[:1].upper() + what[1:]
