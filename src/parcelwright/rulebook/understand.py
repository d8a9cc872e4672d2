"""Turns the typed shape of one rule into a :class:`Rule`, or says which field is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parcelwright.rulebook.faults import FieldError
from parcelwright.rulebook.rule import (
    RANK,
    Addition,
    Amount,
    Citation,
    Confidence,
    Example,
    Paper,
    ReplyClock,
    Rule,
    ScopedExclusion,
    ScopedNote,
    Window,
)
from parcelwright.rulebook.scope import EVERYWHERE
from parcelwright.rulebook.understand_amounts import term
from parcelwright.rulebook.understand_scope import scope
from parcelwright.rulebook.understand_spans import span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from parcelwright.rulebook.rule import Carrier
    from parcelwright.rulebook.shapes import (
        AmountShape,
        ExampleShape,
        PaperShape,
        RuleShape,
    )

_RULE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def understood(
    shape: RuleShape,
    payer: Carrier,
    file: str,
    sources: Mapping[str, Citation],
    zones: Mapping[str, frozenset[str]],
) -> Rule:
    """Return the rule that a shape describes.

    Args:
        shape: As written.
        payer: Head of the file.
        file: Stem of its name.
        sources: Citations of the file by key.
        zones: Countries of the file's zones.

    Raises:
        FieldError: A field contradicts another or cannot be used.
    """
    if not _RULE_ID.fullmatch(shape.id):
        raise FieldError("id", f'is "{shape.id}"; expected small letters, digits and hyphens')
    if shape.valid_from and shape.valid_to and shape.valid_to < shape.valid_from:
        raise FieldError("valid_to", f"is {shape.valid_to}, before valid_from {shape.valid_from}")
    citation = citation_of("source", shape.source, sources)
    return Rule(
        id=f"{file}/{shape.id}",
        title=shape.title,
        payer=payer,
        kind=shape.kind,
        regime=shape.regime,
        edition=shape.edition,
        held_by=shape.held_by,
        services=shape.services,
        families=shape.families,
        s10=shape.s10,
        carriers=shape.carriers,
        carrier_kinds=shape.carrier_kinds,
        origins=shape.origins,
        destinations=shape.destinations,
        claim_types=shape.claim_types,
        valid_from=shape.valid_from,
        valid_to=shape.valid_to,
        only=scope("only", shape.only, zones),
        windows=_windows(shape, sources, zones),
        amount=None
        if shape.amount is None
        else _amount("amount", shape.amount, shape, sources, zones),
        amounts=tuple(
            _amount(f"amount_for[{at}]", amount, shape, sources, zones)
            for at, amount in enumerate(shape.amount_for)
        ),
        needs=shape.needs,
        needs_any=shape.needs_any,
        excess_of=shape.excess_of,
        exclusions=shape.exclusions,
        excluded=shape.excluded,
        excluded_for=tuple(_exclusions(shape, sources, zones)),
        papers=tuple(_paper(f"papers[{at}]", paper) for at, paper in enumerate(shape.papers)),
        claimant=shape.claimant,
        transferable_by=shape.transferable_by,
        channel=shape.channel,
        refund_before_claim=shape.refund_before_claim,
        replies=tuple(
            ReplyClock(act=r.act, n=r.n, unit=r.unit, since=r.since, means=r.means)
            for r in shape.reply
        ),
        notes=shape.notes,
        notes_for=tuple(
            ScopedNote(text=note.text, only=scope(f"note_for[{at}].only", note.only, zones))
            for at, note in enumerate(shape.note_for)
        ),
        conflicts=shape.conflicts,
        review_by=shape.review_by,
        confidence=supported("confidence", shape.confidence, citation),
        citation=citation,
        examples=tuple(example_of(each) for each in shape.example),
    )


def _paper(field: str, shape: PaperShape) -> Paper:
    within = shape.dated_within
    return Paper(
        code=shape.code,
        who=shape.who,
        when=shape.when,
        dated_after=shape.dated_after,
        dated_before=shape.dated_before,
        dated_within=None if within is None else span(f"{field}.dated_within", within),
        must_show=shape.must_show,
        signed=shape.signed,
        original=shape.original,
    )


def example_of(shape: ExampleShape) -> Example:
    """Return a worked example, its values as text."""
    return Example(given=_texts(shape.given), expect=_texts(shape.expect))


def _texts(table: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((key, str(value)) for key, value in table.items())


def citation_of(field: str, key: str, sources: Mapping[str, Citation]) -> Citation:
    """Return the citation of that key.

    Raises:
        FieldError: The file has no such source.
    """
    if key not in sources:
        known = ", ".join(sources) or "none"
        raise FieldError(field, f'is "{key}"; the file has these sources: {known}')
    return sources[key]


def supported(field: str, confidence: Confidence, citation: Citation) -> Confidence:
    """Return the confidence if the source can carry it.

    Raises:
        FieldError: The source is weaker, or is no more than a lead.
    """
    limit = Confidence.LOW if citation.lead or not citation.url else citation.confidence
    if RANK[confidence] > RANK[limit]:
        raise FieldError(
            field, f'is "{confidence}", but "{citation.title}" supports only "{limit}"'
        )
    return confidence


def _windows(
    shape: RuleShape, sources: Mapping[str, Citation], zones: Mapping[str, frozenset[str]]
) -> tuple[Window, ...]:
    windows = []
    for at, window in enumerate(shape.window):
        field = f"window[{at}]"
        if window.earliest is None and window.latest is None:
            raise FieldError(field, "has neither earliest nor latest")
        citation = citation_of(f"{field}.source", window.source or shape.source, sources)
        windows.append(
            Window(
                act=window.act,
                earliest=span(f"{field}.earliest", window.earliest) if window.earliest else None,
                latest=span(f"{field}.latest", window.latest) if window.latest else None,
                confidence=supported(
                    f"{field}.confidence", window.confidence or shape.confidence, citation
                ),
                citation=citation,
                note=window.note,
                only=scope(f"{field}.only", window.only, zones),
                early=window.early,
                level=window.level,
                to=window.to,
            )
        )
    return tuple(windows)


def _exclusions(
    shape: RuleShape, sources: Mapping[str, Citation], zones: Mapping[str, frozenset[str]]
) -> Iterator[ScopedExclusion]:
    for at, each in enumerate(shape.excluded_for):
        field = f"excluded_for[{at}]"
        only = scope(f"{field}.only", each.only, zones)
        if only == EVERYWHERE:
            raise FieldError(f"{field}.only", "has no condition; what holds always is `excluded`")
        citation = citation_of(f"{field}.source", each.source or shape.source, sources)
        stated = each.confidence or shape.confidence
        yield ScopedExclusion(
            text=each.text,
            only=only,
            confidence=supported(f"{field}.confidence", stated, citation),
            citation=citation,
        )


def _amount(
    field: str,
    amount: AmountShape,
    shape: RuleShape,
    sources: Mapping[str, Citation],
    zones: Mapping[str, frozenset[str]],
) -> Amount:
    citation = citation_of(f"{field}.source", amount.source or shape.source, sources)
    confidence = amount.confidence or shape.confidence
    if amount.term is None and confidence is not Confidence.LOW:
        raise FieldError(f"{field}.term", 'is missing; only confidence "low" may leave it out')
    return Amount(
        term=None if amount.term is None else term(f"{field}.term", amount.term),
        adds=tuple(Addition(of=add.of, less=add.less) for add in amount.adds),
        confidence=supported(f"{field}.confidence", confidence, citation),
        citation=citation,
        note=amount.note,
        only=scope(f"{field}.only", amount.only, zones),
    )
