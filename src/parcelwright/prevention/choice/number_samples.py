"""Tracking numbers that a candidate gave as samples, judged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from parcelwright.interchange.number_report import report_of


class Verdict(StrEnum):
    """What a sample proves of the carrier that gave it."""

    OWN = "own"
    """A number of the carrier, with the right check digit."""
    SHAPE = "shape"
    """It has the shape of the carrier's numbers, which have no check digit."""
    OTHER = "other"
    """A valid number, of other carriers: one of them may carry the parcel."""
    WRONG = "wrong"
    """It breaks the rules of every format that it resembles."""
    ROUNDED = "rounded"
    """A spreadsheet rounded it, and its digits are gone."""
    UNKNOWN = "unknown"
    """No format that we know."""


@dataclass(frozen=True, kw_only=True)
class NumberSample:
    """A tracking number that the candidate gave, and what it proves.

    Args:
        carriers: Whose it can be, best guess first; empty where it is nobody's.
        tracking_url: Where anybody can look it up, or empty.
        meant: What was likeliest meant by a wrong one, or empty.
    """

    number: str
    verdict: Verdict
    carriers: tuple[str, ...] = ()
    tracking_url: str = ""
    meant: str = ""

    @property
    def valid(self) -> bool:
        """Whether it is a number of some carrier."""
        return self.verdict in {Verdict.OWN, Verdict.SHAPE, Verdict.OTHER}


def judge_sample(number: str, carrier: str) -> NumberSample:
    """Return what a sample proves of a carrier.

    >>> judge_sample("CP123456785US", "usps").verdict
    <Verdict.OWN: 'own'>
    >>> judge_sample("CP123456785US", "yunexpress").verdict
    <Verdict.OTHER: 'other'>
    >>> judge_sample("CP123456786US", "usps").verdict
    <Verdict.WRONG: 'wrong'>

    Args:
        number: As given.
        carrier: Our slug of who gave it.
    """
    report = report_of(number)
    valid = [each for each in report.candidates if each.valid]
    own = [each for each in valid if each.carrier == carrier]
    urls = (url for each in (*own, *valid) if (url := each.tracking_url(number)))
    return NumberSample(
        number=number,
        verdict=_verdict(
            rounded=report.rounded,
            known=bool(report.candidates),
            valid=bool(valid),
            own=bool(own),
            checked=any(each.checked for each in own),
        ),
        carriers=tuple(dict.fromkeys(each.carrier for each in (*own, *valid))),
        tracking_url=next(urls, ""),
        meant=report.correction.number if report.correction else "",
    )


def _verdict(*, rounded: bool, known: bool, valid: bool, own: bool, checked: bool) -> Verdict:
    if rounded:
        return Verdict.ROUNDED
    if own:
        return Verdict.OWN if checked else Verdict.SHAPE
    if valid:
        return Verdict.OTHER
    return Verdict.WRONG if known else Verdict.UNKNOWN
