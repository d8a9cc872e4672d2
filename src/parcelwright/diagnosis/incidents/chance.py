"""How often a group would be as silent by chance, when its members move together.

Members of a bag do not move one by one: their silences are nearly one silence. So the number
of silent members follows a beta-binomial law with the correlation that such groups showed.
"""

from __future__ import annotations

from math import exp, lgamma

import numpy as np

# Beyond these the sums run out of digits.
_LEAST, _MOST = 1e-12, 1 - 1e-12
# A struck group loses most of its members, rarely all but a few: mean four in five.
STRUCK = (4.0, 1.0)


def tail(silent: int, members: int, share: float, alike: float) -> float:
    """Return the chance that at least so many of the members are silent.

    Args:
        silent: How many are.
        members: How many there are.
        share: Chance of one to be silent by now.
        alike: Correlation between members, 0 (each on its own) to 1 (all as one).
    """
    share, alike = min(max(share, _LEAST), _MOST), min(max(alike, 1e-6), 1 - 1e-6)
    worth = (1 - alike) / alike
    return beta_binomial_tail(silent, members, share * worth, (1 - share) * worth)


def beta_binomial_tail(silent: int, members: int, a: float, b: float) -> float:
    """Return the chance of at least ``silent`` of ``members``, whose chance is Beta(a, b)."""
    if silent <= 0:
        return 1.0
    start = lgamma(a + b) - lgamma(a) - lgamma(b) - lgamma(members + a + b) + lgamma(members + 1)
    logs = [
        start + lgamma(k + a) + lgamma(members - k + b) - lgamma(k + 1) - lgamma(members - k + 1)
        for k in range(silent, members + 1)
    ]
    return min(float(np.exp(logs).sum()), 1.0)


def struck_tail(silent: int, members: int) -> float:
    """Return the chance of at least so many silent members in a group that was struck."""
    return beta_binomial_tail(silent, members, *STRUCK)


def odds_to_chance(log_odds: float) -> float:
    """Return the chance that belongs to a logarithm of odds.

    >>> odds_to_chance(log(3.0))
    0.75
    """
    return 1 / (1 + exp(-min(max(log_odds, -700.0), 700.0)))
