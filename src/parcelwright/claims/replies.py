"""By when a payer should answer, where its rule gives it a time to answer in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.calendars import shifted
from parcelwright.rulebook.rule import Act
from parcelwright.rulebook.spans import Since

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.rule import Rule

_DONE = {Act.INQUIRY: Since.INQUIRY_OPENED, Act.CLAIM: Since.CLAIM_FILED}


def reply_due(
    book: RuleBook,
    rule_id: str,
    act: Act,
    done_on: date,
    *,
    accepted_on: date | None = None,
    moments: Mapping[Since, date] | None = None,
) -> date | None:
    """Return the last day on which an inquiry or claim should be answered.

    Args:
        book: The rule book.
        rule_id: Rule it was sent under; a contract or an unknown rule gives no time.
        act: Inquiry or claim.
        done_on: Day it was sent.
        accepted_on: Day of acceptance, by which the edition of the rule is chosen.
        moments: Further known moments, for times that count from those.

    Returns:
        The day, or None when the rule says nothing or its moment is unknown.
    """
    known = dict(moments or {})
    if act in _DONE:
        known[_DONE[act]] = done_on
    rule = _edition(book, rule_id, accepted_on)
    for clock in () if rule is None else rule.replies:
        start = known.get(clock.since)
        if clock.act is act and start is not None and rule is not None:
            return shifted(start, clock.n, clock.unit, rule.payer.country)
    return None


def _edition(book: RuleBook, rule_id: str, accepted_on: date | None) -> Rule | None:
    editions = book.by_id.get(rule_id, ())
    if accepted_on is None:
        return editions[-1] if editions else None
    return next((rule for rule in reversed(editions) if rule.holds_on(accepted_on)), None)
