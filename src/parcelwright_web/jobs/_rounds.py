"""One round of the watch: plan, ask several sources side by side, settle each when it is done.

The threads that wait for servers touch no database: what to ask is decided before, what came
of it is stored after.
"""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright.asking.calls import Answer, Purpose
from parcelwright.asking.replies import Reply, Trouble, TroubleKind
from parcelwright.sources import TokenSource
from parcelwright.watch.telling import digests_of
from parcelwright_web.actions import watch_planning, watch_settling
from parcelwright_web.actions.watch_errands import Outcome, Told

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from datetime import datetime

    from parcelwright.asking.calls import Call, Token
    from parcelwright_web.actions.watch_errands import Errand

# No further call is begun after so long; well within the lease of what is claimed.
_ENOUGH = timedelta(seconds=60)
# A trouble after which the next call may still do.
_PASSING = frozenset({TroubleKind.BAD_REQUEST, TroubleKind.BUDGET_SPENT})
# What a defect of ours or an unforeseen value raises; a lost database is another matter.
_DEFECTS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError)
_log = logging.getLogger("parcelwright.watch")


@dataclass(frozen=True, kw_only=True)
class Outside:
    """The world as the watch sees it: who carries a call, what time it is, how to wait."""

    carry: Callable[[Call], Answer | Trouble]
    now: Callable[[], datetime]
    pause: Callable[[float], None]


def ask_round(outside: Outside, now: datetime) -> int:
    """Plan a round, carry its calls, and settle each connection as soon as it is done."""
    errands, handled = watch_planning.plan(now)
    if not errands:
        return handled
    with ThreadPoolExecutor(len(errands), thread_name_prefix="watch") as pool:
        waiting = {pool.submit(carry_out, errand, outside): errand for errand in errands}
        for done in as_completed(waiting):
            handled += _settle(waiting[done], done, outside)
    return handled


def carry_out(errand: Errand, outside: Outside) -> Outcome:
    """Make the calls of an errand one after another, at the pace of its source.

    Ends early when the source has trouble or the round has lasted long enough.
    """
    began, pause = outside.now(), 1 / errand.source.TERMS.per_second
    bought = _token(errand, outside)
    if isinstance(bought, Told):
        return Outcome(told=(bought,))
    access = errand.access if bought is None else replace(errand.access, token=bought.value)
    told: list[Told] = []
    for call in errand.calls_with(access):
        if told:
            outside.pause(pause)
        if outside.now() - began > _ENOUGH:
            break
        told.append(_ask(errand, call, outside))
        trouble = told[-1].reply.trouble
        if trouble is not None and trouble.kind not in _PASSING:
            break
    return Outcome(
        told=tuple(told),
        token=bought,
        token_at=began,
        used_old_token=bought is None and bool(access.token),
    )


def _token(errand: Errand, outside: Outside) -> Token | Told | None:
    """Buy a token where one is wanted and none is good; return why there is none as told."""
    source = errand.source
    if not isinstance(source, TokenSource) or errand.access.token:
        return None
    call = source.token_call(errand.access)
    answer = outside.carry(call)
    found = answer if isinstance(answer, Trouble) else source.token_of(answer)
    if isinstance(found, Trouble):
        return Told(call=call, reply=Reply(trouble=found), at=outside.now())
    return found


def _ask(errand: Errand, call: Call, outside: Outside) -> Told:
    answer = outside.carry(call)
    if isinstance(answer, Trouble):
        return Told(call=call, reply=Reply(trouble=answer), at=outside.now())
    reply = errand.source.reply_of(call, answer)
    told = Told(call=call, reply=reply, at=answer.received_at, answer=answer)
    if call.purpose is not Purpose.READ or reply.trouble is not None:
        return told
    parsed = errand.source.parse_answer(answer.body, answer.received_at, call.numbers)
    return replace(told, digests=digests_of(parsed, call.numbers))


def _settle(errand: Errand, done: Future[Outcome], outside: Outside) -> int:
    """Store what an errand brought; one that breaks our code must not keep the others back."""
    now = outside.now()
    try:
        watch_settling.settle(errand, done.result(), now)
    except _DEFECTS as error:
        _log.exception("asking connection %d failed", errand.connection.pk)
        watch_settling.settle_defect(errand, f"{type(error).__name__}: {error}", now)
    return max(len(errand.questions), 1)
