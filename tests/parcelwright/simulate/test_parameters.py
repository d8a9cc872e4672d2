from __future__ import annotations

import pytest

from parcelwright.parcels.events import Milestone
from parcelwright.simulate.catalog import words
from parcelwright.simulate.feed import kinds
from parcelwright.simulate.parameters import _plain, parameters, read_data
from parcelwright.simulate.stages import STAGES


def test_every_figure_outside_lists_names_a_described_source() -> None:
    raw = read_data("parameters.toml")
    for table in ("world", "speed", "risks", "feed"):
        for name, figure in raw[table].items():
            assert figure.keys() == {"value", "source"}, f"{table}.{name}"
            assert figure["source"] in raw["sources"], f"{table}.{name}"
    for entry in (*raw["stages"], *raw["routes"]):
        assert entry["source"] in raw["sources"]


def test_source_that_nobody_described_is_refused() -> None:
    with pytest.raises(ValueError, match='the source "hearsay"'):
        _plain({"risk": {"value": 1, "source": "hearsay"}}, frozenset({"assumed"}))


def test_stages_of_the_file_are_those_of_the_code() -> None:
    assert len(parameters().stages) == STAGES
    assert parameters().stage_index("line_haul") == 2


def test_each_route_goes_to_places_and_people_that_are_described() -> None:
    countries, people = read_data("places.toml")["countries"], read_data("buyers.toml")
    for route in parameters().routes:
        assert route.origin in countries
        assert set(route.to) <= set(countries) & set(people), route.service


def test_kinds_of_scan_use_milestones_of_the_vocabulary() -> None:
    assert {words()[kind].milestone for kind in kinds()} <= {str(m) for m in Milestone}
