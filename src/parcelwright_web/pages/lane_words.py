"""Scorecards in words: figures with interval and count, comparisons, names of lanes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from babel.numbers import format_decimal, format_percent
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from parcelwright.prevention.scorecards.compare import Aspect, Verdict
from parcelwright.prevention.scorecards.figure import Kind, Name, Unit
from parcelwright.prevention.scorecards.grouping import By
from parcelwright_web.pages.labels import carrier_name
from parcelwright_web.pages.words import country_name, locale
from parcelwright_web.sums import sum_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django_stubs_ext import StrOrPromise

    from parcelwright.analytics.columns import LaneKey
    from parcelwright.prevention.scorecards.cards import Scorecard
    from parcelwright.prevention.scorecards.compare import Comparison
    from parcelwright.prevention.scorecards.figure import Figure

VIEWS: Mapping[By, StrOrPromise] = {
    By.CARRIER: lazy("Carriers"),
    By.SERVICE: lazy("Services"),
    By.LANE: lazy("Lanes"),
    By.REGION: lazy("Regions"),
}
NAMES: Mapping[Name, StrOrPromise] = {
    Name.LOSS_RATE: lazy("Lost"),
    Name.COST_OF_LOSS: lazy("Value lost per 100 parcels"),
    Name.TRANSIT_50: lazy("Half arrive within"),
    Name.TRANSIT_90: lazy("90 of 100 arrive within"),
    Name.TRANSIT_95: lazy("95 of 100 arrive within"),
    Name.EVENTS_PER_LEG: lazy("Scans per leg"),
    Name.LONGEST_SILENCE: lazy("95 of 100 are never silent longer than"),
    Name.TRACKING_COVERAGE: lazy("Tracked at all"),
    Name.CUSTOMS_HOLDS: lazy("Held by customs"),
    Name.FALSE_DELIVERIES: lazy("Called delivered, and were not"),
    Name.COMPLAINTS: lazy("Complained about"),
    Name.INQUIRY_DAYS: lazy("Half of the inquiries are answered within"),
    Name.GRANT_RATE: lazy("Claims granted"),
    Name.DAYS_TO_PAY: lazy("Half of the granted claims are paid within"),
}
ASPECTS: Mapping[Aspect, StrOrPromise] = {
    Aspect.LOSSES: lazy("Losses"),
    Aspect.DAYS: lazy("Days to delivery"),
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A figure as a page writes it; ``value`` is empty where there is not enough."""

    name: StrOrPromise
    value: str
    between: str
    basis: str
    count: int
    needed: int


@dataclass(frozen=True, kw_only=True)
class Row:
    """A scorecard as a line of the list."""

    card: Scorecard
    href: str
    title: str
    way: str
    figures: Mapping[str, Shown]
    rank: int | None


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A comparison as a sentence."""

    aspect: StrOrPromise
    text: str
    figures: str
    tone: str


def shown(figure: Figure) -> Shown:
    """Return a figure in words."""
    if figure.value is None:
        return Shown(
            name=NAMES[figure.name],
            value="",
            between="",
            basis=_lacking(figure),
            count=figure.count,
            needed=figure.needed,
        )
    low, high = (_amount(figure, end) for end in (figure.low, figure.high))
    between = _("%(low)s to %(high)s") % {"low": low, "high": high}
    return Shown(
        name=NAMES[figure.name],
        value=_amount(figure, figure.value),
        between=between,
        basis=_basis(figure),
        count=figure.count,
        needed=figure.needed,
    )


def row_of(card: Scorecard, by: By, ranks: Mapping[LaneKey, int]) -> Row:
    """Return a scorecard as a line."""
    return Row(
        card=card,
        href=address_of(card.key, by),
        title=title_of(card.key),
        way=way_of(card.key),
        figures={figure.name.value: shown(figure) for figure in card.figures},
        rank=ranks.get(card.key),
    )


def address_of(key: LaneKey, by: By) -> str:
    """Return where a scorecard is shown by itself."""
    told = {name: text for name, text in key._asdict().items() if text}
    return f"{reverse('lane')}?{urlencode({'by': by.value, **told})}"


def title_of(key: LaneKey) -> str:
    """Return carrier and service."""
    carrier = carrier_name(key.carrier) if key.carrier else _("No carrier named")
    return f"{carrier} {key.service}".strip()


def way_of(key: LaneKey) -> str:
    """Return from where to where, or empty for anywhere."""
    ends = [country_name(code) for code in (key.origin_country, key.destination_country) if code]
    way = " → ".join(ends)
    return f"{way} ({key.destination_region})" if key.destination_region else way


def name_of(key: LaneKey) -> str:
    """Return carrier, service and way in one line."""
    return " · ".join(part for part in (title_of(key), way_of(key)) if part)


def told_apart(found: Sequence[Comparison]) -> tuple[list[Compared], int]:
    """Return what comparisons say, those beyond chance first, and how many say nothing."""
    enough = [each for each in found if each.verdict is not Verdict.NOT_ENOUGH]
    enough.sort(key=lambda each: each.verdict is Verdict.ALIKE)
    return [compared(each) for each in enough], len(found) - len(enough)


def compared(each: Comparison) -> Compared:
    """Return a comparison of enough journeys in words."""
    told = {"one": name_of(each.one), "other": name_of(each.other)}
    if each.verdict is Verdict.ALIKE:
        text, tone = _("%(one)s and %(other)s cannot be told apart."), "quiet"
    elif each.aspect is Aspect.LOSSES:
        text, tone = _("%(better)s loses less than %(worse)s."), "ok"
    else:
        text, tone = _("%(better)s is faster than %(worse)s."), "ok"
    first = each.verdict is Verdict.BETTER
    told |= {
        "better": told["one"] if first else told["other"],
        "worse": told["other"] if first else told["one"],
    }
    return Compared(
        aspect=ASPECTS[each.aspect], text=text % told, figures=_difference(each), tone=tone
    )


def share(value: float) -> str:
    """Return a share as a percentage with two digits."""
    return format_percent(value, format="0.00\u00a0%", locale=locale())


def whole_share(value: float) -> str:
    """Return a share as a whole percentage."""
    return format_percent(value, format="0\u00a0%", locale=locale())


def number(value: float, digits: int = 1) -> str:
    """Return a number with so many digits after the point."""
    text = str(format_decimal(value, format=f"#,##0.{'0' * digits}", locale=locale()))
    return text.replace("-", "−")


def _difference(each: Comparison) -> str:
    losses = each.aspect is Aspect.LOSSES
    found = [value for value in (each.difference, each.low, each.high) if value is not None]
    # Who is better stands in words where that is sure, and a sign beside it would say it twice.
    if max(found) < 0:
        found = [-found[0], *sorted(-value for value in found[1:])]
    ends = [number(100 * value, 2) if losses else number(value) for value in found]
    told = {
        "difference": ends[0], "low": ends[1], "high": ends[2],
        "one": each.journeys[0], "other": each.journeys[1],
    }  # fmt: skip
    if losses:
        return _("Difference %(difference)s of 100 parcels (%(low)s to %(high)s); %(one)s and "
                 "%(other)s journeys") % told  # fmt: skip
    return _("Difference %(difference)s days (%(low)s to %(high)s); %(one)s and %(other)s "
             "journeys") % told  # fmt: skip


def _amount(figure: Figure, value: float | None) -> str:
    if value is None:
        return "?"
    if figure.unit is Unit.SHARE:
        return share(value)
    if figure.unit is Unit.DAYS:
        return _("%(n)s days") % {"n": number(value)}
    if figure.unit is Unit.MONEY:
        return sum_text(value, figure.currency)
    return number(value, 2)


def _basis(figure: Figure) -> str:
    n = {"n": figure.count}
    if figure.kind is Kind.INQUIRIES:
        return _("of %(n)s inquiries") % n
    if figure.kind is Kind.CLAIMS:
        return _("of %(n)s claims") % n
    return _("of %(n)s journeys") % n


def _lacking(figure: Figure) -> str:
    told = {"n": figure.count, "needed": figure.needed}
    if figure.kind is Kind.INQUIRIES:
        return _("Not enough answered inquiries: %(n)s of %(needed)s") % told
    if figure.name is Name.DAYS_TO_PAY:
        return _("Not enough paid claims: %(n)s of %(needed)s") % told
    if figure.kind is Kind.CLAIMS:
        return _("Not enough decided claims: %(n)s of %(needed)s") % told
    return _("Not enough closed journeys: %(n)s of %(needed)s") % told
