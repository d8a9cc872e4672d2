"""Streams of draws: one per purpose and part, so that a draw more in one changes no other."""

from __future__ import annotations

from enum import IntEnum

import numpy as np


class Purpose(IntEnum):
    """What is drawn; a number once given stays."""

    NETWORK = 0
    SENDINGS = 1
    TRUTH = 2
    FEED = 3
    CARRIERS = 4
    HALTS = 5
    SLIPS = 6
    REPORTS = 10
    REQUESTS = 20


def stream(seed: int, purpose: Purpose, part: int = 0) -> np.random.Generator:
    """Return the draws for one purpose in one part of the world of a seed."""
    key = [seed, int(purpose), part] if part else [seed, int(purpose)]
    return np.random.Generator(np.random.PCG64(key))
