"""What the postal convention adds to a post's own rule that leaves the sum open.

A post may pay its own senders more than the convention, never less (Doha 2012, article 23.10).
Where its pages tell days and papers of the convention's inquiry and no sum, the convention's sum
is owed all the same, on the convention's own source.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parcelwright.rulebook.rule import Confidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.rulebook.key import Key
    from parcelwright.rulebook.rule import Carrier, Rule

CONVENTION = "upu"
ADDED = (
    "The sum is that of the postal convention, which a post may raise for its own senders and "
    "never lower."
)


def is_weak(rule: Rule) -> bool:
    """Return whether a rule gives neither days nor sums, so that it stands in for no other."""
    if rule.confidence is not Confidence.LOW or rule.excluded:
        return False
    ends = [window.confidence for window in rule.windows if window.latest is not None]
    sums = [each.confidence for each in (*rule.amounts, rule.amount) if each and each.term]
    return all(confidence is Confidence.LOW for confidence in ends + sums)


def completed(rule: Rule, law: Sequence[Rule], post: Carrier, key: Key) -> Rule:
    """Return a post's rule with the convention's sum where it says nothing of a sum.

    Args:
        rule: Narrowed to the parcel. One that grants nothing, is weak, restates other terms
            than the convention's, or doubts a sum of its own is left as it is.
        law: The convention's rules for the parcel, narrowed, that which names it closest last.
        post: Who pays.
        key: Of the parcel. The convention pays nothing for mail within one country.
    """
    if rule.regime != CONVENTION or rule.amount is not None or rule.excluded or is_weak(rule):
        return rule
    within = bool(post.country) and key.destination == post.country
    known = [each.amount for each in law if each.amount and each.amount.term is not None]
    if within or not known:
        return rule
    return replace(rule, amount=known[-1], notes=(*rule.notes, ADDED))
