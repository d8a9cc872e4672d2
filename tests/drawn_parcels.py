"""Parcels drawn from the whole rule book: every payer, service, programme and destination."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from parcelwright.claims.entitlement import entitle
from parcelwright.claims.remedy import PayerKind
from parcelwright.money import Money
from parcelwright.parcels.events import EventTime, Milestone, TrackingEvent
from parcelwright.parcels.journey import journey_of
from parcelwright.parcels.parcel import Contents, ContractParty, Lane, Parcel
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.rule import ClaimType

BOOK = shipped_book()
RATES = shipped_rates()
_DAYS = st.dates(min_value=date(2009, 12, 1), max_value=date(2028, 3, 1))
_PARTIES = (None, *ContractParty)
_COUNTRIES = ("CN", "US", "DE", "GB", "FR", "ES", "IT", "ZA", "NG", "JP", "")
_CURRENCIES = ("USD", "EUR", "GBP", "CNY", "JPY")
_SCANS = (Milestone.ACCEPTED, Milestone.DEPARTED, Milestone.ARRIVED, Milestone.DELIVERED)


@dataclass(frozen=True)
class Drawn:
    """A parcel, what its scans tell and what a person says went wrong."""

    parcel: Parcel
    events: tuple[TrackingEvent, ...]
    claim_type: ClaimType | None
    on: date

    def entitled(self, *, on=None, **contents):
        parcel = replace(self.parcel, contents=replace(self.parcel.contents, **contents))
        return entitle(
            parcel, journey_of(self.events), BOOK, on or self.on, RATES, claim_type=self.claim_type
        )


def money_in(currency, *, least=0):
    cents = st.integers(min_value=least, max_value=500_000)
    return st.builds(lambda units: Money.of(units, currency).rounded(), cents)


@st.composite
def drawn_parcels(draw):
    """Return a parcel that some rule of the book is meant for, with much or little known."""
    rule = draw(st.sampled_from(BOOK.rules))
    accepted = draw(st.none() | _DAYS) if draw(st.booleans()) else draw(_DAYS)
    currency = draw(st.sampled_from(_CURRENCIES))
    parcel = Parcel(
        tracking_number=_number(draw, rule),
        lane=Lane(
            origin_country=_one_of(draw, {*rule.origins, *rule.only.origins}),
            destination_country=_one_of(draw, {*rule.destinations, *rule.only.destinations}),
        ),
        contents=Contents(
            value=draw(st.none() | money_in(currency)),
            cost=draw(st.none() | money_in(currency)),
            declared=draw(st.none() | money_in(currency)),
            weight_g=draw(st.none() | st.integers(min_value=1, max_value=40_000)),
            items=draw(st.none() | st.integers(min_value=1, max_value=9)),
        ),
        postage=draw(st.none() | money_in(currency)),
        insured=draw(st.none() | money_in(currency)),
        accepted_at=_moment(accepted),
        handed_over_at=_around(draw, accepted, -3, 0),
        label_created_at=_around(draw, accepted, -9, 0),
        ordered_at=_around(draw, accepted, -20, -1),
        promised_by=_around(draw, accepted, 1, 60),
        contract_party=draw(st.sampled_from(_PARTIES)),
        **_named(draw, rule),
    )
    return Drawn(
        parcel=parcel,
        events=_events(draw, accepted),
        claim_type=draw(st.none() | st.sampled_from(rule.claim_types or tuple(ClaimType))),
        on=(accepted or draw(_DAYS)) + timedelta(days=draw(st.integers(0, 900))),
    )


def _named(draw, rule):
    """Return how the parcel names who carries, insures or sells its label."""
    programmes = {*rule.only.programmes} | {
        name for window in rule.windows for name in window.only.programmes
    }
    named = {
        "service": draw(st.sampled_from((*rule.services, ""))),
        "programme": draw(st.sampled_from((*sorted(programmes), ""))),
    }
    if rule.kind is PayerKind.CARRIER:
        named["carrier"] = "" if rule.payer.kind == "law" else rule.payer.slug
    elif rule.kind is PayerKind.INSURER:
        named["insurer"] = rule.payer.slug
        named["carrier"] = draw(st.sampled_from([found.slug for found in BOOK.carriers] + [""]))
    elif not named["programme"]:
        named["programme"] = rule.payer.slug
    return named


def _number(draw, rule):
    letters = draw(st.sampled_from((*rule.s10, "RR", "CP", "EE", "LX", "Q")))
    country = rule.payer.s10_country or draw(st.sampled_from(("LV", "CN", "US", "GB")))
    return f"{letters:X<2}123456785{country}" if draw(st.booleans()) else "1234567890"


def _one_of(draw, countries):
    return draw(st.sampled_from((*sorted(countries), *_COUNTRIES)))


def _moment(day):
    return None if day is None else EventTime.parse(day.isoformat())


def _around(draw, day, first, last):
    if day is None or draw(st.booleans()):
        return None
    return _moment(day + timedelta(days=draw(st.integers(first, last))))


def _events(draw, accepted):
    if accepted is None or draw(st.booleans()):
        return ()
    told = draw(st.integers(1, len(_SCANS)))
    days = sorted(draw(st.lists(st.integers(0, 90), min_size=told, max_size=told)))
    events = [
        TrackingEvent(
            tracking_number="X",
            milestone=milestone,
            occurred_at=_moment(accepted + timedelta(days=after)),
        )
        for milestone, after in zip(_SCANS, days, strict=False)
    ]
    if told == len(_SCANS) and draw(st.booleans()):
        denied = _moment(accepted + timedelta(days=days[-1] + 5))
        events.append(
            TrackingEvent(
                tracking_number="X",
                milestone=Milestone.REPORTED_NOT_RECEIVED,
                occurred_at=denied,
            )
        )
    return tuple(events)
