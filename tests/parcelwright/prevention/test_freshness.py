"""Reference data of checks are looked at again like rules."""

from __future__ import annotations

from datetime import date

from parcelwright.prevention.freshness import reference_findings, sources
from parcelwright.rulebook.freshness import Doubt


def test_every_file_of_reference_data_with_rules_names_its_sources() -> None:
    files = {name for name, _ in sources()}
    assert {
        "customs_rules/us",
        "recipient_ids/br",
        "zones/es",
        "goods/food",
        "packing_rules",
    } <= files
    assert all(citation.title for _, citation in sources())


def test_a_source_that_nobody_compared_and_one_compared_long_ago_are_told() -> None:
    found = {(each.payer, each.doubt) for each in reference_findings(date(2028, 1, 1))}
    assert ("checks/zones/es", Doubt.NEVER_COMPARED) in found
    assert ("checks/customs_rules/us", Doubt.OLD_COPY) in found
