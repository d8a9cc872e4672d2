from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parcelwright.simulate.world import Simulated, simulate

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(scope="session")
def world() -> Simulated:
    return simulate(20_000, 7, NOW)


@pytest.fixture(scope="session")
def small() -> Simulated:
    return simulate(400, 5, NOW)
