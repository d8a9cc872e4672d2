"""The simulated year with and without checks."""

from __future__ import annotations

import importlib.util
import sys
import tomllib
from pathlib import Path

import msgspec
import pytest

_SCRIPT = Path(__file__).parents[3] / "scripts" / "prevention_year.py"


@pytest.fixture(scope="module")
def year():
    """The script as a module, and its parameters with few orders and more faults."""
    spec = importlib.util.spec_from_file_location("prevention_year", _SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    told = msgspec.convert(
        tomllib.loads(_SCRIPT.with_suffix(".toml").read_text("utf-8")), module.Parameters
    )
    faults = tuple({**each, "share": each["share"] * 3} for each in told.fault)
    return module, msgspec.structs.replace(told, orders=600, fault=faults)


def test_every_fault_is_seen_by_its_check_and_whole_orders_are_never_stopped(year):
    module, told = year
    orders = module.orders_of(3, told)
    missed = {each.fault.name for each in orders if each.fault and not each.caught}
    assert missed == set()
    assert [each for each in orders if each.stopped and each.fault is None] == []


def test_the_same_seed_gives_the_same_year_and_checks_never_add_a_loss(year):
    module, told = year
    orders = module.orders_of(3, told)
    assert orders == module.orders_of(3, told)
    years = [module.year_of(orders, told, scale) for scale in (0.5, 1.0, 2.0)]
    assert all(each.losses_with <= each.losses_without for each in years)
    assert years[0].losses_without <= years[1].losses_without <= years[2].losses_without


def test_the_page_says_that_it_is_a_simulation(year):
    module, told = year
    orders = module.orders_of(3, told)
    years = {
        name: (module.year_of(orders, told, scale), module.with_other_luck(orders, told, scale, 3))
        for name, scale in module._SCALES.items()
    }
    page = module.page_of(3, told, years)
    assert "<b>This is a simulation</b>, seed 3: 600 invented orders" in page
    assert "assumption" in page
    for share in ("80%", "95%"):
        assert share in page


def test_losses_by_fault_and_those_without_add_up_to_all(year):
    module, told = year
    orders = module.orders_of(3, told)
    found = module.year_of(orders, told, 1.0)
    whole = sum(each.fault is None and each.luck < told.base_loss for each in orders)
    assert found.losses_without == whole + sum(each.without for each in found.by_fault.values())
    assert found.losses_with == whole + sum(each.with_checks for each in found.by_fault.values())
    assert sum(each.orders for each in found.by_fault.values()) == sum(
        each.fault is not None for each in orders
    )


def test_the_range_of_luck_holds_what_is_expected(year):
    module, told = year
    orders = module.orders_of(3, told)
    mended = {"buyer": told.answered, "seller": told.repaired}
    gain = sum(
        each.cost * each.fault.loss * mended[each.fault.by]
        for each in orders
        if each.fault and each.caught
    )
    work = sum(
        told.look_cost + (told.question_cost if each.fault and each.fault.by == "buyer" else 0)
        for each in orders
        if each.flagged
    )
    low, high = module.with_other_luck(orders, told, 1.0, 3).saved
    assert low < gain - work < high
