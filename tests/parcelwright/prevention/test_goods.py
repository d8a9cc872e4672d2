from datetime import date

import pytest

from parcelwright.parcels.draft import Draft, Line
from parcelwright.parcels.parcel import Party
from parcelwright.prevention.checks.restricted_goods import trips_of
from parcelwright.prevention.finding import Severity
from parcelwright.prevention.goods_kinds import Reach, goods_kinds, kinds_named
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
    for reach in (Reach.ABROAD, Reach.INLAND):
        rules = [rule for rule in kind.rules if rule.reach in {reach, Reach.BOTH}]
        general = [not rule.countries and not rule.carriers for rule in rules]
        assert general == sorted(general)


def told(goods, country, carrier="china-post", on="2026-09-02", origin="CN", region=""):
    draft = Draft(
        order_number="1",
        carrier=carrier,
        sender=Party(country=origin),
        recipient=Party(country=country),
        region=region,
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


def test_a_lottery_ticket_stops_on_the_way_to_the_united_states_and_a_scratch_card_does_not():
    assert told("lottery tickets, set of 10", "US") == [("a lottery ticket", "stop")]
    assert told("lottery tickets, set of 10", "US", "dhl-express")[0][1] == "stop"
    assert told("lottery tickets, set of 10", "DE") == [("a lottery ticket", "warn")]
    assert told("scratch-off tickets", "US") == [("a gambling device or scratch card", "warn")]


@pytest.mark.parametrize(
    ("origin", "kinds"), [("CN", 1), ("GB", 1), ("DE", 0), ("CH", 0), ("LI", 0)]
)
def test_seeds_to_the_union_need_a_certificate_but_from_where_plants_move_freely(origin, kinds):
    assert len(told("tomato seeds, vegetable seeds", "FR", origin=origin)) == kinds


def test_cheese_is_doubted_at_the_border_of_the_union_and_not_within_it():
    assert told("Gouda cheese, 500 g", "FR", origin="GB") == [("food", "warn")]
    assert told("Gouda cheese, 500 g", "FR", origin="NL") == []


@pytest.mark.parametrize(
    ("goods", "country", "severity"),
    [
        ("Eau de Parfum 50 ml", "US", "warn"),
        ("Eau de Parfum 50 ml", "GB", "warn"),
        ("fireworks, box of 12", "US", "stop"),
        ("fireworks, box of 12", "GB", "stop"),
        ("disposable vape", "US", "stop"),
        ("Cigarettes, 1 carton", "US", "stop"),
        ("Red wine 750 ml", "US", "stop"),
        ("lottery tickets", "US", "stop"),
        ("hair spray 200 ml", "US", "warn"),
    ],
)
def test_what_the_post_of_a_country_bars_at_home_is_told_within_it(goods, country, severity):
    ((_, found),) = told(goods, country, carrier="", origin=country)
    assert found == severity


@pytest.mark.parametrize("goods", ["vegetable seeds", "kitchen knife", "honey", "Rolex watch"])
def test_what_only_a_border_asks_is_not_told_within_a_country(goods):
    assert told(goods, "US", origin="US") == []


@pytest.mark.parametrize(
    ("goods", "severity"),
    [
        # At home perfume goes by road; to the military it flies, where it is barred.
        ("Eau de Parfum 50 ml", "stop"),
        ("nail polish, red", "stop"),
        ("disposable vape", "stop"),
        ("kitchen knife", "warn"),
        ("antibiotics", "stop"),
    ],
)
def test_military_mail_is_asked_as_mail_at_home_and_as_mail_abroad(goods, severity):
    ((_, found),) = told(goods, "US", carrier="", origin="US", region="AE")
    assert found == severity


def test_military_mail_is_not_asked_what_the_home_country_asks_of_imports():
    trips = trips_of(
        Draft(
            order_number="1",
            sender=Party(country="US"),
            recipient=Party(country="US"),
            region="AP",
        ),
        date(2026, 9, 2),
    )
    (plants,) = kinds_named("vegetable seeds")
    found = plants.rule_for(trips)
    assert found is not None
    assert found.why == "plants and seeds need a phytosanitary certificate in most countries"


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
