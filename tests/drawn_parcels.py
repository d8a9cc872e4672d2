"""Parcels drawn from the whole rule book: every payer, service, programme and destination."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from parcelwright.claims.entitlement import entitle
from parcelwright.claims.known import NOTHING
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
_SCANS = (Milestone.ACCEPTED, Milestone.DEPARTED, Milestone.ARRIVED, Milestone.DELIVERED)
_COUNTRIES = ("CN", "US", "DE", "GB", "FR", "ES", "IT", "ZA", "NG", "JP", "")
_LETTERS = ("RR", "CP", "EE", "LX", "QQ")
_POSTS = ("LV", "CN", "US", "GB")
_PICK = st.integers(min_value=0, max_value=999)
_CENTS = st.none() | st.integers(0, 6_000) | st.integers(0, 900_000)


@dataclass(frozen=True)
class Drawn:
    """A parcel, what its scans tell, what a person says went wrong, and the day asked about."""

    parcel: Parcel
    events: tuple[TrackingEvent, ...]
    claim_type: ClaimType | None
    on: date

    def entitled(self, *, on=None, known=NOTHING, **contents):
        """Return what it can claim, on another day, knowing more or with other contents."""
        parcel = replace(self.parcel, contents=replace(self.parcel.contents, **contents))
        return entitle(
            parcel, journey_of(self.events), BOOK, on or self.on, RATES,
            claim_type=self.claim_type, known=known,
        )  # fmt: skip


def _days(first, last):
    return st.none() | st.integers(first, last)


_CHOICES = st.fixed_dictionaries({
    "accepted": st.none() | st.dates(min_value=date(2009, 12, 1), max_value=date(2028, 3, 1)),
    "on": st.dates(min_value=date(2010, 1, 1), max_value=date(2030, 1, 1)),
    "waited": st.integers(0, 900),
    "handed": _days(-3, 0),
    "label": _days(-9, 0),
    "ordered": _days(-20, -1),
    "promised": _days(1, 60),
    "scans": st.lists(st.integers(0, 90), max_size=5),
    "currency": st.sampled_from(("USD", "EUR", "GBP", "CNY", "JPY")),
    "postage_in": st.sampled_from(("USD", "EUR", "GBP", "CNY", "JPY", "VND", "")),
    "value": _CENTS, "cost": _CENTS, "declared": _CENTS, "postage": _CENTS, "insured": _CENTS,
    "weight_g": st.none() | st.integers(1, 40_000),
    "items": st.none() | st.integers(1, 9),
    "party": st.sampled_from((None, *ContractParty)),
    "stated": st.booleans(), "named": st.booleans(), "numbered": st.booleans(),
    "letters": _PICK, "post": _PICK, "service": _PICK, "programme": _PICK, "carrier": _PICK,
    "origin": _PICK, "destination": _PICK, "claim_type": _PICK,
})  # fmt: skip


def drawn_parcels():
    """Return parcels that some rule of the book is meant for, with much or little known."""
    return st.builds(_drawn, st.sampled_from(BOOK.rules), _CHOICES)


def _drawn(rule, chosen):
    accepted = chosen["accepted"]
    what = tuple(rule.claim_types) or tuple(ClaimType)
    return Drawn(
        parcel=_parcel(rule, chosen),
        events=_events(chosen),
        claim_type=_pick(what, chosen["claim_type"]) if chosen["stated"] else None,
        on=chosen["on"] if accepted is None else accepted + timedelta(days=chosen["waited"]),
    )


def _parcel(rule, chosen):
    money = {
        name: None if chosen[name] is None else _cents(chosen[name], currency)
        for name, currency in {
            **dict.fromkeys(("value", "cost", "declared", "insured"), chosen["currency"]),
            "postage": chosen["postage_in"] or chosen["currency"],
        }.items()
    }
    origins = sorted({*rule.origins, *rule.only.origins}) * 9
    destinations = sorted({*rule.destinations, *rule.only.destinations}) * 9
    return Parcel(
        tracking_number=_number(rule, chosen),
        lane=Lane(
            origin_country=_pick((*origins, *_COUNTRIES), chosen["origin"]),
            destination_country=_pick((*destinations, *_COUNTRIES), chosen["destination"]),
        ),
        contents=Contents(
            value=money["value"], cost=money["cost"], declared=money["declared"],
            weight_g=chosen["weight_g"], items=chosen["items"],
        ),
        postage=money["postage"],
        insured=money["insured"],
        accepted_at=_moment(chosen["accepted"]),
        handed_over_at=_after(chosen, "handed"),
        label_created_at=_after(chosen, "label"),
        ordered_at=_after(chosen, "ordered"),
        promised_by=_after(chosen, "promised"),
        contract_party=chosen["party"],
        **_names(rule, chosen),
    )  # fmt: skip


def _names(rule, chosen):
    """Return how the parcel names who carries it, insures it or sold its label."""
    scopes = (rule.only, *(window.only for window in rule.windows))
    programmes = sorted({name for scope in scopes for name in scope.programmes})
    names = {
        "service": _pick((*rule.services, ""), chosen["service"]),
        "programme": _pick((*programmes, ""), chosen["programme"]),
    }
    if rule.kind is PayerKind.CARRIER:
        return names | {"carrier": rule.payer.slug if chosen["named"] or not rule.s10 else ""}
    names["carrier"] = _pick([found.slug for found in BOOK.carriers], chosen["carrier"])
    if rule.kind is PayerKind.INSURER:
        return names | {"insurer": rule.payer.slug}
    return names | {"programme": rule.payer.slug if chosen["named"] else names["programme"]}


def _number(rule, chosen):
    if not chosen["numbered"] and not rule.s10:
        return "1234567890"
    letters = _pick((*rule.s10, *_LETTERS), chosen["letters"])
    country = rule.payer.s10_country or _pick(_POSTS, chosen["post"])
    return f"{letters:X<2}123456785{country}"


def _events(chosen):
    if chosen["accepted"] is None:
        return ()
    told = zip((*_SCANS, Milestone.REPORTED_NOT_RECEIVED), sorted(chosen["scans"]), strict=False)
    return tuple(
        TrackingEvent(
            tracking_number="X",
            milestone=milestone,
            occurred_at=_moment(chosen["accepted"] + timedelta(days=after)),
        )
        for milestone, after in told
    )


def _pick(of, number):
    return of[number % len(of)]


def _cents(cents, currency):
    units = Money.of(cents, currency)
    return units if currency in {"JPY", "VND"} else units * _CENT


_CENT = Money.of("0.01", "USD").amount


def _moment(day):
    return None if day is None else EventTime.parse(day.isoformat())


def _after(chosen, name):
    day, days = chosen["accepted"], chosen[name]
    return None if day is None or days is None else _moment(day + timedelta(days=days))
