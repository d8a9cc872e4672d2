"""Picks, of a rule's figures for several kinds of parcel, those that hold for one parcel."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from parcelwright.rulebook.rule import RANK, Amount, Confidence, Window
from parcelwright.rulebook.scope import EVERYWHERE
from parcelwright.rulebook.spans import EarliestOf, LatestOf
from parcelwright.rulebook.terms import Lowest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from parcelwright.rulebook.key import Key
    from parcelwright.rulebook.rule import Rule
    from parcelwright.rulebook.scope import Scope
    from parcelwright.rulebook.spans import Span

    _Answers: TypeAlias = tuple[bool | None, ...]
    _Holding: TypeAlias = Mapping[Scope, bool | None]

T = TypeVar("T")
_UNSURE = "it is not known which of several cases holds, so the safe one for you is taken"


def narrowed(rule: Rule, key: Key) -> Rule:
    """Return the rule with at most one window for each act and one amount.

    Of several windows or amounts the first whose scope holds counts. Where the parcel does
    not tell which does, the last day is the earliest of them, the first day the latest, the
    sum the lowest, and a note says so. An exclusion of some parcels that holds for this one
    takes the rule away, on its own source; one of which nobody can tell may bite.
    """
    if not rule.has_cases:
        return rule
    notes = rule.notes_for
    # A postal number names the country it was posted in where the parcel itself does not.
    posted = key._replace(origin=key.origin or key.s10_country) if notes else key
    return _narrowed(
        rule,
        tuple([scope.holds(key) for scope in rule.scopes_inside]),
        tuple([note.text for note in notes if note.only.holds(posted)]),
    )


@lru_cache(maxsize=8192)
def _narrowed(rule: Rule, answers: _Answers, notes: tuple[str, ...]) -> Rule:
    """Return one and the same rule for all parcels of which the same scopes hold.

    Args:
        rule: With cases.
        answers: Whether each of the scopes inside it holds.
        notes: Those for some parcels only that hold.
    """
    holds = {**dict(zip(rule.scopes_inside, answers, strict=True)), EVERYWHERE: True}
    groups: dict[tuple[str, int], list[Window]] = {}
    for window in rule.windows:
        groups.setdefault((window.act.value, window.level), []).append(window)
    windows = [found for group in groups.values() if (found := _window(group, holds))]
    left = replace(
        rule,
        windows=tuple(windows),
        amount=_amount(rule, holds),
        amounts=(),
        notes=(*rule.notes, *notes),
        notes_for=(),
    )
    return _excluded(left, holds) if rule.excluded_for else left


def _excluded(rule: Rule, holds: _Holding) -> Rule:
    may = tuple(each.text for each in rule.excluded_for if holds[each.only] is None)
    certain = next((each for each in rule.excluded_for if holds[each.only]), None)
    rule = replace(rule, exclusions=(*rule.exclusions, *may), excluded_for=())
    if certain is None:
        return rule
    weakest = min(rule.confidence, certain.confidence, key=lambda each: RANK[each])
    return replace(rule, excluded=certain.text, confidence=weakest, citation=certain.citation)


def _window(group: Sequence[Window], holds: _Holding) -> Window | None:
    if len(group) == 1 and holds[group[0].only] is not False:
        return group[0]
    found = _candidates([(window, holds[window.only]) for window in group])
    if len(found) <= 1:
        return found[0] if found else None
    # Of windows with and without a last day the one with it is the safe reading.
    latest = list(dict.fromkeys(window.latest for window in found if window.latest is not None))
    earliest = list(
        dict.fromkeys(window.earliest for window in found if window.earliest is not None)
    )
    weakest = min(found, key=lambda window: RANK[window.confidence])
    return replace(
        weakest,
        latest=_one(latest, EarliestOf),
        earliest=_one(earliest, LatestOf),
        note=_noted(weakest.note),
    )


def _one(spans: Sequence[Span], of: type[EarliestOf | LatestOf]) -> Span | None:
    if len(spans) > 1:
        return of(spans=tuple(spans))
    return spans[0] if spans else None


def _amount(rule: Rule, holds: _Holding) -> Amount | None:
    answers = [(amount, holds[amount.only]) for amount in rule.amounts]
    if rule.amount is not None:
        answers.append((rule.amount, holds[rule.amount.only]))
    found = _candidates(answers)
    if len(found) <= 1:
        return found[0] if found else None
    weakest = min(found, key=lambda amount: RANK[amount.confidence])
    terms = [amount.term for amount in found]
    known = [term for term in terms if term is not None]
    if len(known) < len(terms):
        return replace(weakest, term=None, confidence=Confidence.LOW, note=_noted(weakest.note))
    return replace(weakest, term=Lowest(parts=tuple(known)), note=_noted(weakest.note))


def _candidates(answers: Iterable[tuple[T, bool | None]]) -> list[T]:
    """Return the first that holds, and those before it of which nobody can tell."""
    found = []
    for each, holds in answers:
        if holds is not False:
            found.append(each)
        if holds:
            break
    return found


def _noted(note: str) -> str:
    return f"{note}; {_UNSURE}" if note else _UNSURE
