"""The numbers of the simulated world, read from ``parameters.toml`` with their sources."""

from __future__ import annotations

import tomllib
from datetime import date  # noqa: TC003 - msgspec reads it at run time
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

_HERE = "parcelwright.simulate"


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of a data file; unknown keys are an error."""


class World(Record, frozen=True):
    """How many parcels are sent when, and how they are bagged; days and shares."""

    span_days: int
    peak_order_factor: float
    handover_median: float
    handover_sigma: float
    bag_size: int
    never_handed_over: float


class Speed(Record, frozen=True):
    """Network speed per country-day; 1 is an ordinary day."""

    weekday: float
    saturday: float
    sunday: float
    peak: float
    january: float
    new_year_cn: float
    log_sd: float
    memory_days: float
    strikes_per_year: float
    strike_days: tuple[int, int]
    strike_speed: tuple[float, float]
    new_year_dates: tuple[date, ...]


class Risks(Record, frozen=True):
    """What goes wrong beside plain loss in a stage; shares, and days for durations."""

    peak_loss_factor: float
    missort: float
    missort_lost: float
    missort_median: float
    missort_sigma: float
    bag_accident: float
    missed_connection: float
    missed_connection_median: float
    customs_hold_log_days: float
    customs_hold_sigma: float
    customs_return: float
    attempt_return: float
    return_median: float
    return_sigma: float
    delivered_unscanned: float
    false_delivered_of_thefts: float
    address_problem: float
    address_problem_median: float
    address_problem_sigma: float
    address_problem_return: float
    unpaid_duty: float
    unpaid_duty_median: float
    unpaid_duty_sigma: float
    unpaid_duty_return: float


class FeedNoise(Record, frozen=True):
    """How the feed differs from the truth; shares, and days unless the name says hours."""

    duplicate: float
    after_delivered: float
    wrong_place: float
    ends_only: float
    lag_median_hours: float
    lag_sigma: float
    late: float
    late_days: float
    misdated: float
    misdated_hours: float
    outages_per_year: float
    outage_days: tuple[int, int]
    carrier_outages_per_year: float
    carrier_outage_days: tuple[int, int]
    complaint_after_delivered: float
    complaint_of_false_delivered: float
    complaint_of_lost: float
    complaint_of_lost_after: float
    complaint_unfounded: float


class StageNumbers(Record, frozen=True):
    """Dwell (operational days) and risk of one stage of travel."""

    name: str
    median: float
    sigma: float
    slow_share: float
    slow_factor: float
    risk: float
    missing: float
    source: str


class NumberFormat(Record, frozen=True):
    """How the tracking numbers of a route look; prefixes and country for S10 only."""

    format: Literal["s10", "4px", "yun", "dhl-express"]
    prefixes: tuple[str, ...] = ()
    country: str = ""


class Route(Record, frozen=True):
    """One service of one carrier from one country to several, by weight.

    ``postage`` is a base and a price per kilogram, in USD.
    """

    carrier: str
    service: str
    origin: str
    number: NumberFormat
    to: dict[str, float]
    pace: float
    danger: float
    hold: float
    attempt: float
    dispatch_days: int
    postage: tuple[float, float]
    codes: Literal["emsevt", "words"]
    language: str
    source: str
    contract_party: Literal["self", "consolidator", "platform"] = "self"
    account: str = ""


class Placed(Record, frozen=True):
    """A loss placed by hand: handed over so many months and days before now."""

    carrier: str
    months: int
    days: int
    stage: str


class SampleShopNumbers(Record, frozen=True):
    """What differs in the sample shop."""

    bag_accident: float
    lost_bag_days: tuple[int, int]
    address_problem: float
    unpaid_duty: float
    misdated: float
    carrier_outages_per_year: float
    webhooks_since_days: int
    snapshots: int
    webhook_repeated: float
    webhook_delayed: float
    placed: tuple[Placed, ...]


class Parameters(Record, frozen=True):
    """The whole world."""

    sources: dict[str, str]
    world: World
    speed: Speed
    risks: Risks
    feed: FeedNoise
    stages: tuple[StageNumbers, ...]
    routes: tuple[Route, ...]
    sample_shop: SampleShopNumbers

    def stage_index(self, name: str) -> int:
        """Return the position of a stage in the order of travel.

        Raises:
            ValueError: No stage has that name.
        """
        return [stage.name for stage in self.stages].index(name)


@cache
def parameters() -> Parameters:
    """Return the shipped parameters. Each figure's source is checked to exist."""
    raw = read_data("parameters.toml")
    return msgspec.convert(_plain(raw, frozenset(raw["sources"])), Parameters)  # type: ignore[call-overload]  # TOML is untyped until msgspec checks it here


def read_data(name: str) -> dict[str, object]:
    """Return a TOML data file of this package."""
    return tomllib.loads(resources.files(_HERE).joinpath(name).read_text(encoding="utf-8"))


def _plain(node: object, sources: frozenset[str]) -> object:
    """Replace ``{value, source}`` by the value, refusing a source that nobody described."""
    if isinstance(node, list):
        return [_plain(item, sources) for item in node]
    if not isinstance(node, dict):
        return node
    source = node.get("source")
    if source is not None and source not in sources:
        msg = f'parameters.toml names the source "{source}", which [sources] does not describe'
        raise ValueError(msg)
    if node.keys() == {"value", "source"}:
        return node["value"]
    return {key: _plain(value, sources) for key, value in node.items()}
