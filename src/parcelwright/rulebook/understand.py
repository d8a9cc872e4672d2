"""Turns the typed shape of one rule into a :class:`Rule`, or says which field is wrong."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from parcelwright.errors import MoneyError
from parcelwright.money import Money
from parcelwright.rulebook.rule import (
    Addition,
    Amount,
    Citation,
    Confidence,
    Example,
    Paper,
    ReplyClock,
    Rule,
    Window,
)
from parcelwright.rulebook.spans import Count, EarliestOf, LatestOf, Span
from parcelwright.rulebook.terms import (
    Fixed,
    Highest,
    Lowest,
    PerKilogram,
    Share,
    Term,
    Tier,
    Tiered,
    Total,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parcelwright.rulebook.rule import Carrier
    from parcelwright.rulebook.shapes import AmountShape, RuleShape, SpanShape, TermShape

_RANK = {Confidence.LOW: 0, Confidence.MEDIUM: 1, Confidence.HIGH: 2}
_RULE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class FieldError(ValueError):
    """A field of a rule that cannot be used: its path, and what was expected."""

    def __init__(self, field: str, what: str) -> None:
        super().__init__(f"{field}: {what}")


def understood(
    shape: RuleShape, payer: Carrier, file: str, sources: Mapping[str, Citation]
) -> Rule:
    """Return the rule that a shape describes.

    Raises:
        FieldError: A field contradicts another or cannot be used.
    """
    if not _RULE_ID.fullmatch(shape.id):
        raise FieldError("id", f'is "{shape.id}"; expected small letters, digits and hyphens')
    if shape.valid_from and shape.valid_to and shape.valid_to < shape.valid_from:
        raise FieldError("valid_to", f"is {shape.valid_to}, before valid_from {shape.valid_from}")
    citation = _citation("source", shape.source, sources)
    return Rule(
        id=f"{file}/{shape.id}",
        title=shape.title,
        payer=payer,
        kind=shape.kind,
        regime=shape.regime,
        held_by=shape.held_by,
        services=shape.services,
        s10=shape.s10,
        carriers=shape.carriers,
        origins=shape.origins,
        destinations=shape.destinations,
        claim_types=shape.claim_types,
        valid_from=shape.valid_from,
        valid_to=shape.valid_to,
        windows=_windows(shape, sources),
        amount=None if shape.amount is None else _amount(shape.amount, shape, sources),
        needs=shape.needs,
        exclusions=shape.exclusions,
        excluded=shape.excluded,
        papers=tuple(Paper(code=p.code, who=p.who, when=p.when) for p in shape.papers),
        claimant=shape.claimant,
        channel=shape.channel,
        refund_before_claim=shape.refund_before_claim,
        replies=tuple(
            ReplyClock(act=r.act, n=r.n, unit=r.unit, since=r.since) for r in shape.reply
        ),
        notes=shape.notes,
        confidence=_supported("confidence", shape.confidence, citation),
        citation=citation,
        examples=tuple(
            Example(given=_texts(e.given), expect=_texts(e.expect)) for e in shape.example
        ),
    )


def _texts(table: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((key, str(value)) for key, value in table.items())


def _citation(field: str, key: str, sources: Mapping[str, Citation]) -> Citation:
    if key not in sources:
        known = ", ".join(sources) or "none"
        raise FieldError(field, f'is "{key}"; the file has these sources: {known}')
    return sources[key]


def _supported(field: str, confidence: Confidence, citation: Citation) -> Confidence:
    """Return the confidence if the source can carry it."""
    limit = Confidence.LOW if citation.lead or not citation.url else citation.confidence
    if _RANK[confidence] > _RANK[limit]:
        raise FieldError(
            field, f'is "{confidence}", but "{citation.title}" supports only "{limit}"'
        )
    return confidence


def _windows(shape: RuleShape, sources: Mapping[str, Citation]) -> tuple[Window, ...]:
    windows = []
    for at, window in enumerate(shape.window):
        field = f"window[{at}]"
        if window.earliest is None and window.latest is None:
            raise FieldError(field, "has neither earliest nor latest")
        citation = _citation(f"{field}.source", window.source or shape.source, sources)
        windows.append(
            Window(
                act=window.act,
                earliest=_span(f"{field}.earliest", window.earliest) if window.earliest else None,
                latest=_span(f"{field}.latest", window.latest) if window.latest else None,
                confidence=_supported(
                    f"{field}.confidence", window.confidence or shape.confidence, citation
                ),
                citation=citation,
                note=window.note,
            )
        )
    return tuple(windows)


def _amount(amount: AmountShape, shape: RuleShape, sources: Mapping[str, Citation]) -> Amount:
    citation = _citation("amount.source", amount.source or shape.source, sources)
    confidence = amount.confidence or shape.confidence
    if amount.term is None and confidence is not Confidence.LOW:
        raise FieldError("amount.term", 'is missing; only confidence "low" may leave it out')
    return Amount(
        term=None if amount.term is None else _term("amount.term", amount.term),
        adds=tuple(Addition(of=add.of, less=add.less) for add in amount.adds),
        confidence=_supported("amount.confidence", confidence, citation),
        citation=citation,
        note=amount.note,
    )


def _span(field: str, shape: SpanShape) -> Span:
    if shape.earliest_of is not None:
        return EarliestOf(spans=_spans(f"{field}.earliest_of", shape.earliest_of))
    if shape.latest_of is not None:
        return LatestOf(spans=_spans(f"{field}.latest_of", shape.latest_of))
    if shape.n is None or shape.unit is None or shape.since is None:
        raise FieldError(field, "needs n, unit and since, or earliest_of, or latest_of")
    if shape.n < 1:
        raise FieldError(f"{field}.n", f"is {shape.n}; expected 1 or more")
    return Count(
        n=shape.n,
        unit=shape.unit,
        since=shape.since,
        inclusive=shape.inclusive,
        calendar=shape.calendar,
    )


def _spans(field: str, shapes: tuple[SpanShape, ...]) -> tuple[Span, ...]:
    return tuple(_span(f"{field}[{at}]", shape) for at, shape in enumerate(shapes))


def _term(field: str, shape: TermShape) -> Term:
    fields = ("fixed", "per_kg", "per_started_kg", "of", "total", "lowest", "highest", "tiers")
    given = [name for name in fields if getattr(shape, name) is not None]
    if len(given) != 1:
        raise FieldError(field, f"has {given or 'nothing'}; expected exactly one of {fields}")
    if shape.fixed is not None:
        return Fixed(money=money(f"{field}.fixed", shape.fixed))
    if shape.per_kg is not None:
        return PerKilogram(money=money(f"{field}.per_kg", shape.per_kg))
    if shape.per_started_kg is not None:
        per = money(f"{field}.per_started_kg", shape.per_started_kg)
        return PerKilogram(money=per, started=True)
    if shape.of is not None:
        fallback = shape.otherwise
        return Share(
            of=shape.of,
            times=_number(f"{field}.times", shape.times),
            otherwise=None if fallback is None else money(f"{field}.otherwise", fallback),
        )
    if shape.tiers is not None:
        return Tiered(
            tiers=tuple(
                Tier(up_to_g=tier.up_to_g, money=money(f"{field}.tiers[{at}].pay", tier.pay))
                for at, tier in enumerate(shape.tiers)
            )
        )
    parts = shape.total or shape.lowest or shape.highest or ()
    if not parts:
        raise FieldError(f"{field}.{given[0]}", "is empty")
    terms = tuple(_term(f"{field}.{given[0]}[{at}]", part) for at, part in enumerate(parts))
    kinds: dict[str, type[Total | Lowest | Highest]] = {
        "total": Total,
        "lowest": Lowest,
        "highest": Highest,
    }
    return kinds[given[0]](parts=terms)


def money(field: str, text: str) -> Money:
    """Return the money that a text such as ``"40.00 XDR"`` states.

    Raises:
        FieldError: It is not an amount, a blank and a currency.
    """
    amount, _, currency = text.partition(" ")
    try:
        return Money.of(amount, currency)
    except MoneyError as error:
        raise FieldError(field, str(error)) from error


def _number(field: str, text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise FieldError(field, f'is "{text}"; expected a number such as "2"') from error
