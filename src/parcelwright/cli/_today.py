"""The day on which a command runs: the only place of the core that looks at a clock."""

from __future__ import annotations

from datetime import UTC, date, datetime


def today() -> date:
    """Return the day in UTC, for a command that was not told one."""
    return datetime.now(UTC).date()
