"""Settles what an errand brought: bodies kept, watches moved on, the connection's state.

Nothing of it waits for the network or projects a body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from parcelwright.asking.calls import Purpose
from parcelwright.asking.replies import NumberReply, Standing, TroubleKind
from parcelwright.watch.hearing import Question as CoreQuestion
from parcelwright.watch.hearing import hear, hear_nothing
from parcelwright.watch.pace import again_at
from parcelwright_web.actions import inbound, watch_answers, watch_bodies
from parcelwright_web.actions.watch_facts import WATCHED, store_watched, watched_of
from parcelwright_web.models import bulk
from parcelwright_web.models.intake import Proof
from parcelwright_web.models.leases import LeaseState
from parcelwright_web.models.watches import Watch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from parcelwright.watch.notes import Note
    from parcelwright_web.actions.watch_errands import Errand, Outcome, Question, Told

_SETTLED = (
    *WATCHED, "state", "run_at", "lease_until", "error", "alone", "standing", "why", "looked_at",
)  # fmt: skip
_KEPT_HEADERS = frozenset({"content-type", "date"})
_ERROR_LENGTH = 2000
_NO_QUESTION = "a carrier that it has a name for"


def settle(errand: Errand, outcome: Outcome, now: datetime) -> None:
    """Store what came of an errand; numbers it did not come to are back in line.

    Each call is one transaction, so that nobody waits long for the one writer of SQLite.
    """
    for told in outcome.told:
        _settle_call(errand, told, now)
    _settle_unaskable(errand, now)
    with transaction.atomic():
        rows = _still_ours(errand.questions)
        for row in rows.values():
            row.state, row.lease_until = LeaseState.READY, None
        bulk.update(list(rows.values()), ("state", "lease_until"))
        watch_answers.settle_connection(errand, outcome, now)


@transaction.atomic
def _settle_unaskable(errand: Errand, now: datetime) -> None:
    """Move on the numbers that the source has no question for; it would never come to them."""
    unaskable = errand.unaskable()
    if not unaskable:
        return
    left = [each for each in errand.questions if each.asked.number in unaskable]
    rows = _still_ours(left)
    nothing = NumberReply(standing=Standing.NEEDS_MORE, why=_NO_QUESTION)
    for question in left:
        row = rows.get(question.watch.pk)
        if row is not None:
            _hear(errand, now, question, row, nothing, None)
    bulk.update(list(rows.values()), _SETTLED)


@transaction.atomic
def settle_defect(errand: Errand, error: str, now: datetime) -> None:
    """Put the numbers of an errand that broke our own code back into line, for hours later."""
    rows = _still_ours(errand.questions)
    for row in rows.values():
        row.state, row.lease_until, row.error = LeaseState.READY, None, error[:_ERROR_LENGTH]
        row.run_at = again_at(Standing.NOT_FOUND, 1, row.number, now)
    bulk.update(list(rows.values()), ("state", "lease_until", "error", "run_at"))
    watch_answers.settle_defect(errand, now)


def _still_ours(questions: Sequence[Question]) -> dict[int, Watch]:
    """Return claimed rows by key, locked; one claimed since by another is left out."""
    attempts = {each.watch.pk: each.watch.attempt for each in questions}
    rows = Watch.across_tenants.filter(pk__in=attempts, state=LeaseState.RUNNING)
    running = rows.select_for_update().order_by("pk")
    return {row.pk: row for row in running if row.attempt == attempts[row.pk]}


@transaction.atomic
def _settle_call(errand: Errand, told: Told, now: datetime) -> None:
    asked = [each for each in errand.questions if each.asked in told.call.asked]
    rows = _still_ours(asked)
    ours = [(each, rows[each.watch.pk]) for each in asked if each.watch.pk in rows]
    notes = _hear_call(errand, told, ours)
    bulk.update(list(rows.values()), _SETTLED)
    watch_bodies.keep_notes(errand.connection, notes, now)


def _hear_call(errand: Errand, told: Told, ours: Sequence[tuple[Question, Watch]]) -> list[Note]:
    trouble = told.reply.trouble
    if trouble is None:
        _keep_body(errand, told, [row for _, row in ours])
        heard = [
            _hear(
                errand,
                told.at,
                question,
                row,
                told.reply.numbers.get(row.number),
                told.digests.get(row.number),
            )
            for question, row in ours
        ]
        return [note for note in heard if note is not None]
    if trouble.kind is TroubleKind.BAD_REQUEST and len(ours) > 1:
        for _, row in ours:
            row.alone = True
    elif _is_about_numbers(told):
        refusal = NumberReply(standing=Standing.REFUSED, why=trouble.what)
        for question, row in ours:
            _hear(errand, told.at, question, row, refusal, told.digests.get(row.number))
    return []


def _is_about_numbers(told: Told) -> bool:
    """Return whether a trouble speaks of what was asked, not of the source.

    A question that is not understood for one number alone, or an allowance for new numbers
    that is used up while others can still be read.
    """
    kind = None if told.reply.trouble is None else told.reply.trouble.kind
    if kind is TroubleKind.BUDGET_SPENT:
        return told.call.purpose is not Purpose.READ
    return kind is TroubleKind.BAD_REQUEST


def _hear(
    errand: Errand,
    at: datetime,
    question: Question,
    row: Watch,
    reply: NumberReply | None,
    digest: str | None,
) -> Note | None:
    asked = CoreQuestion(
        subject=question.subject,
        candidate=errand.candidate,
        source=errand.connection.source,
        purpose=question.purpose,
        at=at,
    )
    watched = watched_of(row)
    heard = hear_nothing(asked, watched) if reply is None else hear(asked, watched, reply, digest)
    store_watched(row, heard.watched)
    row.state, row.lease_until, row.error = LeaseState.READY, None, ""
    row.standing, row.why, row.run_at = heard.standing, heard.why[:300], heard.at
    row.looked_at = None
    row.alone = row.alone and reply is not None and reply.standing is Standing.REFUSED
    return heard.note


def _keep_body(errand: Errand, told: Told, rows: Sequence[Watch]) -> None:
    """Keep a body that was read, when it says anything new of a number."""
    answer = told.answer
    news = [row.number for row in rows if told.digests.get(row.number, "") != row.last_digest]
    if answer is None or told.call.purpose is not Purpose.READ or not news:
        return
    body = watch_bodies.fetched(
        errand.connection, answer.body, answer.received_at, Proof.POLL, told.call.numbers
    )
    body.news_of = news
    body.headers = {name: text for name, text in answer.headers.items() if name in _KEPT_HEADERS}
    inbound.keep(body)
