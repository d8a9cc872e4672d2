"""What can be known of a carrier that the shop has never used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.prevention.choice.grants import NO_CLAIMS
from parcelwright.prevention.choice.number_samples import judge_sample
from parcelwright.prevention.choice.recoverable import Recoverable, recoverable
from parcelwright.prevention.choice.trial import Trial, plan_trial
from parcelwright.rulebook.rule import Act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.prevention.beliefs import Belief
    from parcelwright.prevention.choice.expected import Expected
    from parcelwright.prevention.choice.number_samples import NumberSample
    from parcelwright.prevention.choice.rate_table import Rate
    from parcelwright.prevention.choice.recoverable import Terms
    from parcelwright.prevention.choice.sending import Sending
    from parcelwright.prevention.scorecards.reviews import Review
    from parcelwright.rulebook.rule import Rule, Window

# A share that no trial of bearable length tells from the incumbent's is not asked for.
_CLEARLY = 1.25


@dataclass(frozen=True, kw_only=True)
class ClaimTerm:
    """One rule of the carrier: which one, its periods, its papers, and where it stands.

    Args:
        periods: Act with its window, in the rule's own days.
    """

    rule: str
    title: str
    periods: tuple[Window, ...]
    papers: tuple[str, ...]
    citation: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """The sheet of a carrier never used.

    Args:
        known: Whether the rule book has anything on it; without, enter the contract.
        cover: What it would owe for the parcel asked about.
        numbers: Samples of tracking numbers, tried.
        references: Whoever the candidate named, as written.
        reviews: Of the team, and imported ones; no figure rests on them.
        trial: How many parcels decide, and when to stop.
    """

    carrier: str
    service: str
    known: bool
    cover: Recoverable
    terms: tuple[ClaimTerm, ...]
    numbers: tuple[NumberSample, ...]
    references: tuple[str, ...]
    reviews: tuple[Review, ...]
    trial: Trial


def candidate_of(
    rate: Rate,
    sending: Sending,
    terms: Terms,
    incumbent: Belief,
    *,
    worse: float | None = None,
    numbers: Sequence[str] = (),
    references: Sequence[str] = (),
    reviews: Sequence[Review] = (),
) -> Candidate:
    """Return what the rule book, samples and people say of a carrier, and how to try it.

    Args:
        rate: Its row in the rate table.
        sending: A parcel such as the trial would send.
        terms: The rule book and the shop's own terms.
        incumbent: Losses of the carrier in use on the lane.
        worse: Loss share at which it would cost as much as the incumbent in the end.
        numbers: Tracking numbers it gave as samples.
        references: Shops it named, in words.
        reviews: All reviews at hand; those of this carrier are taken.
    """
    currency = sending.value.currency
    parcel = sending.parcel(rate.carrier, rate.service, postage=rate.price_of(sending.weight_g))
    rules = terms.book.by_payer.get(rate.carrier, ())
    return Candidate(
        carrier=rate.carrier,
        service=rate.service,
        known=bool(rules) or rate.cover is not None,
        cover=recoverable(parcel, terms, NO_CLAIMS, currency, included=rate.cover),
        terms=tuple(_term(rule) for rule in rules),
        numbers=tuple(judge_sample(each, rate.carrier) for each in numbers),
        references=tuple(references),
        reviews=tuple(each for each in reviews if each.carrier == rate.carrier),
        trial=plan_trial(incumbent, worse=worse),
    )


def as_dear(candidate: Expected, incumbent: Expected) -> float | None:
    """Return the loss share at which a candidate costs as much in the end as who is in use.

    None where that is no more than the incumbent loses itself: then prices decide, not losses.
    """
    if candidate.per_loss <= 0:
        return None
    share = (incumbent.total - candidate.price - candidate.waiting) / candidate.per_loss
    return share if incumbent.prospect.losses.mean * _CLEARLY < share < 1 else None


def _term(rule: Rule) -> ClaimTerm:
    return ClaimTerm(
        rule=rule.id,
        title=rule.title,
        periods=tuple(window for window in rule.windows if window.act in (Act.INQUIRY, Act.CLAIM)),
        papers=tuple(paper.code for paper in rule.papers),
        citation=rule.citation.title,
        url=rule.citation.url,
    )
