from datetime import date

import pytest

from parcelwright.parcels.draft import Draft, Line
from parcelwright.parcels.parcel import Party
from parcelwright.prevention.finding import Severity
from parcelwright.prevention.goods_kinds import goods_kinds, kinds_named
from parcelwright.prevention.known import Known
from parcelwright.prevention.run import findings_of
from parcelwright.rulebook.rule import Confidence

RULES = [(kind, rule) for kind in goods_kinds() for rule in kind.rules]


@pytest.mark.parametrize(("kind", "rule"), RULES, ids=lambda each: getattr(each, "slug", ""))
def test_a_rule_of_low_confidence_never_stops_a_parcel(kind, rule):
    low = kind.sources[rule.source].confidence is Confidence.LOW
    assert not (low and rule.severity is Severity.STOP)


@pytest.mark.parametrize("kind", goods_kinds(), ids=lambda kind: kind.slug)
def test_a_rule_for_some_places_or_carriers_stands_before_the_general_one(kind):
    # The first that applies is told, so a general one would hide all that follow.
    general = [not rule.countries and not rule.carriers for rule in kind.rules]
    assert general == sorted(general)


def told(goods, country, carrier="china-post", on="2026-09-02"):
    draft = Draft(
        order_number="1",
        carrier=carrier,
        sender=Party(country="CN"),
        recipient=Party(country=country),
        lines=(Line(description=goods),),
    )
    found = findings_of(draft, Known(on=date.fromisoformat(on)))
    return [
        (dict(each.figures)["kind"], each.severity.value)
        for each in found
        if each.check == "restricted_goods"
    ]


@pytest.mark.parametrize(
    ("goods", "country", "carrier", "severity"),
    [
        ("Red wine 750 ml", "US", "china-post", "stop"),
        ("Red wine 750 ml", "FR", "china-post", "warn"),
        ("Red wine 750 ml", "US", "dhl-express", "warn"),
        ("Cigarettes, 1 carton", "US", "china-post", "stop"),
        ("Cigarettes, 1 carton", "DE", "china-post", "warn"),
        ("Box of cigars, 10 pieces", "US", "china-post", "warn"),
        ("disposable vape", "SG", "dhl-express", "stop"),
        ("disposable vape", "US", "china-post", "stop"),
        ("disposable vape", "US", "dhl-express", "warn"),
        ("电子烟", "TH", "china-post", "stop"),
        ("e-liquid", "AU", "china-post", "warn"),
        ("laser pointer for cats", "AU", "china-post", "warn"),
        ("scratch-off tickets", "US", "china-post", "warn"),
        ("护照", "PK", "china-post", "warn"),
        ("tomato seeds, vegetable seeds", "US", "china-post", "warn"),
    ],
)
def test_what_is_barred_is_told_as_grave_as_its_source_bears(goods, country, carrier, severity):
    ((_, found),) = told(goods, country, carrier)
    assert found == severity


def test_an_import_ban_counts_from_the_day_on_which_it_began():
    assert told("vape pen", "VN", on="2024-12-31")[0][1] == "warn"
    assert told("vape pen", "VN", on="2025-01-01")[0][1] == "stop"


@pytest.mark.parametrize(
    "goods",
    [
        "red wine glass set of 2",
        "whiskey stones, 9 pcs",
        "wine red velvet dress, red wine color",
        "cigarette case, stainless steel",
        "tobacco brown leather belt",
        "passport cover, PU leather",
        "护照套",
        "啤酒杯",
        "laser engraved wooden sign",
        "laser printer toner",
        "scratch off travel map",
        "vape lanyard",
        "cognac leather boots",
        "red wine hair dye",
        "aceites puros de coco",
        "roll of raffle tickets",
        "phone case with driver's license sleeve",
    ],
)
def test_goods_that_only_sound_like_it_are_no_restricted_goods(goods):
    assert kinds_named(goods) == ()
