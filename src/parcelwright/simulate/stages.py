"""The stages of a true journey in the order of travel, and why journeys go wrong."""

from __future__ import annotations

from enum import IntEnum

ACCEPTED, EXPORT_HUB, LINE_HAUL, IMPORT, CUSTOMS, DOMESTIC, OFFICE, ATTEMPT = range(8)
STAGES = 8


class Cause(IntEnum):
    """Why a journey did not go as it should; the names stand in the outcomes file."""

    NONE = 0
    NEVER_HANDED_OVER = 1
    MISSORT = 2
    THEFT = 3
    FALSE_DELIVERY = 4
    CUSTOMS_HOLD = 5
    CUSTOMS_RETURN = 6
    CUSTOMS_SEIZURE = 7
    TRANSPORT_ACCIDENT = 8
    ATTEMPT_RETURN = 9
    MISSING_SCAN = 10
    ADDRESS_PROBLEM = 11
    UNPAID_DUTY = 12
