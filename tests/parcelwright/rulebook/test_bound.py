"""The lists of states that treaties bind: dated, cited, and the same as what rules name."""

from datetime import date

import pytest

from parcelwright.errors import RuleFileError
from parcelwright.rulebook.bound import members_of, shipped_members
from parcelwright.rulebook.freshness import findings
from parcelwright.rulebook.load import read_file, shipped_book
from parcelwright.rulebook.rule import Confidence
from parcelwright.rulebook.zones import zones_of

BOUND = shipped_members()
HEAD = """
[treaty]
regime = "montreal"

[source.list]
title = "A list"
seen = 2021-01-01
checked = 2026-01-01
confidence = "high"
"""


def test_every_list_has_its_day_its_check_and_its_address():
    assert sorted(BOUND) == [
        "cim", "cmr", "hague-visby", "montreal", "montreal-protocol-4", "smgs", "upu", "warsaw",
        "warsaw-hague",
    ]  # fmt: skip
    for treaty in BOUND.values():
        assert treaty.as_of <= treaty.citation.checked
        assert treaty.citation.url
        assert treaty.citation.confidence is not Confidence.LOW


@pytest.mark.parametrize(("regime", "count"), [
    # 136 states, for the European Union is no state, with Hong Kong and Macao.
    ("montreal", 138),
    ("warsaw", 154),
    ("cim", 47),
    ("smgs", 25),
    ("cmr", 58),
    ("warsaw-hague", 137),
    ("montreal-protocol-4", 61),
    # 22 states, with seven territories of Great Britain, China and the Netherlands.
    ("hague-visby", 29),
    # 190 states, 14 territories that are members in two groups, 33 that a member stands for.
    ("upu", 237),
])  # fmt: skip
def test_the_lists_are_as_long_as_their_sources_say(regime, count):
    assert len(BOUND[regime].since) == count


@pytest.mark.parametrize(("country", "day", "bound"), [
    ("US", date(2003, 11, 3), False),
    ("US", date(2003, 11, 4), True),
    ("CN", date(2005, 7, 30), False),
    ("CN", date(2005, 7, 31), True),
    # Deposited on 19 November 2018, in force on the sixtieth day after.
    ("LK", date(2019, 1, 17), False),
    ("LK", date(2019, 1, 18), True),
    ("BD", date(2025, 1, 1), False),
    ("BS", None, False),
    ("DE", None, True),
])  # fmt: skip
def test_a_state_is_bound_from_its_day_on(country, day, bound):
    assert BOUND["montreal"].bind(country, day) is bound


def test_the_older_air_convention_is_asked_for_exactly_its_parties_outside_the_newer():
    older = BOUND["warsaw"].since.keys() | BOUND["warsaw-hague"].since.keys()
    outside = older - BOUND["montreal"].since.keys()
    (rule,) = (each for each in shipped_book().rules if each.regime == "warsaw")
    assert rule.only.touches == outside


def test_who_joined_the_fourth_protocol_is_in_the_system_that_it_amends():
    older = BOUND["warsaw"].since.keys() | BOUND["warsaw-hague"].since.keys()
    assert BOUND["montreal-protocol-4"].since.keys() <= older


@pytest.mark.parametrize("country", ["TW", "XK", "PS", "AD", "MH", "FM", "PW", "EH"])
def test_no_member_of_the_postal_union_is_made_up(country):
    assert not BOUND["upu"].bind(country, None)


def test_a_zone_holds_the_states_of_one_list_without_those_of_another():
    table = {
        "zone": {
            "x": {"bound_by": "warsaw", "not_bound_by": "montreal"},
            "y": {"countries": ["DE"]},
        }
    }
    assert zones_of(table)["x"] == BOUND["warsaw"].since.keys() - BOUND["montreal"].since.keys()
    assert zones_of(table)["y"] == {"DE"}


def test_a_zone_of_a_list_that_is_none_is_named_with_those_there_are():
    text = '[carrier]\nslug = "x"\nname = "X"\nkind = "law"\n[zone.a]\nbound_by = "visby"'
    (fault,) = read_file("x.toml", text)[2]
    assert fault.startswith('x.toml: zone.a.bound_by: names "visby"; there are lists of these')


def test_the_rail_rules_part_where_a_country_is_in_the_eastern_agreement_alone():
    eastern = BOUND["smgs"].since.keys() - BOUND["cim"].since.keys()
    rules = {
        each.regime: each.only for each in shipped_book().rules if each.regime in {"cim", "smgs"}
    }
    assert (rules["cim"].not_touches, rules["smgs"].touches) == (eastern, eastern)


def test_a_list_that_is_older_than_a_year_wants_another_look():
    found = findings(shipped_book(), (), date(2026, 11, 23))
    old = {each.payer: each.since for each in found if each.about.startswith("ICAO, parties")}
    assert old == {"montreal": date(2021, 4, 14), "warsaw": date(2021, 4, 14)}


@pytest.mark.parametrize(("text", "said"), [
    ("[treaty", "list.toml: "),
    (HEAD + '[[bound]]\ncountries = ["DEU"]', 'list.toml: bound: "DEU" is no ISO country'),
    (HEAD + '[[bound]]\ncountries = ["DE", "DE"]', "list.toml: bound: DE stands twice"),
    (HEAD, "list.toml: bound: names no state"),
    (HEAD + '[[bound]]\ncountrys = ["DE"]', "list.toml: "),
    (HEAD + '[[bond]]\ncountries = ["DE"]', "list.toml: bond: is no table of a list of parties"),
    (HEAD.replace("seen = 2021-01-01\n", ""), "list.toml: source.list: name the list"),
])  # fmt: skip
def test_a_broken_list_names_file_and_field(text, said):
    with pytest.raises(RuleFileError) as raised:
        members_of("list.toml", text)
    assert str(raised.value).startswith(said)
