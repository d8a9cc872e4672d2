"""An entitlement as lines of text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.claims.exclusions import Bite
from parcelwright.claims.explain import explained
from parcelwright.claims.stacking import shares_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from parcelwright.claims.explain import Explained
    from parcelwright.claims.gaps import Gap
    from parcelwright.claims.regime import RegimeChoice
    from parcelwright.claims.remedy import DocumentNeed, Entitlement, Remedy
    from parcelwright.claims.stacking import Share


def told_entitlement(found: Entitlement, gaps: Iterable[Gap] = ()) -> Iterator[str]:
    """Yield everything that one parcel can claim, line by line."""
    yield f"{found.tracking_number} on {found.on}, {found.claim_type.spoken}: {found.type_reason}"
    for other in found.other_types:
        yield f"  possible too: {other.claim_type.spoken}. What decides: {other.decided_by}"
    if found.regime_choice is not None:
        yield from _regime(found.regime, found.regime_choice)
    if found.holder is not None:
        yield f"whose claim: {found.holder.why}"
    for gap in gaps:
        yield f"  missing: {gap.text}"
        yield from (f"    {choice.supposed}: {choice.follows}" for choice in gap.choices)
    yield from (f"  warning: {warning}" for warning in found.warnings)
    if found.unlisted_law:
        law = f"the law of {found.unlisted_law}"
        yield f"  not known: what {law} lets the buyer ask for, and by when"
    for remedy, share in zip(found.remedies, shares_of(found), strict=True):
        yield ""
        yield from _remedy(remedy, share)
    if found.most is not None:
        left = "" if found.left == found.most else f", {found.left} of it is left"
        yield ""
        yield f"All payers together pay at most {found.most}, the loss with the postage{left}."


def _regime(name: str, choice: RegimeChoice) -> Iterator[str]:
    edition = f", {choice.edition}" if choice.edition else ""
    yield f"regime: {name}{edition}. {choice.why}"
    if choice.letters:
        yield f"  {choice.letters}"
    if choice.gap:
        yield f"  gap: {choice.gap}"
    if choice.missing:
        yield f"  not known: {', '.join(choice.missing)}"
    yield from (f"  {branch.why}" for branch in (*choice.otherwise, *choice.barred))


def _remedy(remedy: Remedy, share: Share) -> Iterator[str]:
    asked = "no sum" if remedy.amount is None else f"up to {remedy.amount}"
    status = remedy.status.value.replace("_", " ")
    yield f"{remedy.payer_name}: {status}, {asked} [{remedy.rule or 'no rule'}]"
    yield f"  {remedy.why}"
    yield from (f"  warning: {warning}" for warning in remedy.warnings if warning != remedy.why)
    if remedy.sum_lines:
        yield from _words("sum", explained(remedy))
    if share.turn is not None and share.if_others_first is not None:
        after = f", after {', '.join(share.after)}" if share.after else ""
        yield f"  turn {share.turn}{after}: at most {share.if_others_first} if others pay first"
    for deadline in remedy.deadlines:
        assumed = "assumed " if deadline.assumed else ""
        yield from _words(f"{assumed}{deadline.act.value}", explained(deadline))
    if remedy.order:
        yield f"  order: {remedy.order}"
    if remedy.needs:
        yield f"  needs: {', '.join(remedy.needs)}"
    if remedy.needs_met:
        yield f"  met: {', '.join(remedy.needs_met)}"
    yield from (_paper(need) for need in remedy.documents)
    for each in remedy.bites:
        if each.bite is not Bite.SPARES:
            yield f"  exclusion {each.bite.value}: {each.text}. {each.why}"
    if remedy.channel:
        yield f"  where: {remedy.channel}"
    yield from (f"  note: {note}" for note in remedy.notes)
    yield from (f"  sources disagree: {conflict}" for conflict in remedy.conflicts)


def _words(name: str, told: Explained) -> Iterator[str]:
    for line in told.lines:
        yield f"  {name}: {line.text}"
    source = told.source
    yield f"    {source.text}, {source.checked} {source.url}".rstrip()


def _paper(need: DocumentNeed) -> str:
    terms = " ".join((need.how, *need.terms)).strip()
    name = need.code.replace("_", " ")
    return f"  paper: {name} ({need.status}, from the {need.who}). {terms}".rstrip()
