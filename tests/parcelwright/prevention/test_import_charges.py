from datetime import date

import pytest

from parcelwright.errors import InputFileError
from parcelwright.money import Money
from parcelwright.parcels.draft import Draft, DutyPayer, Line, Purpose
from parcelwright.parcels.parcel import Party
from parcelwright.prevention.finding import Severity
from parcelwright.prevention.known import Known
from parcelwright.prevention.run import findings_of
from parcelwright.prevention.tariff import read_tariff
from parcelwright.rulebook.exchange import shipped_rates

ON = date(2026, 9, 2)
TARIFF = (
    "hs_prefix,destination,origin,percent,valid_from,valid_to,source\n"
    "61,US,,16.5,2026-01-01,,HTS of 2026\n"
    "6109.10,US,,16.0,2026-01-01,2026-06-30,HTS of 2026\n"
    "6109.10,US,,17.0,2026-07-01,,HTS of July 2026\n"
    "6109.10,US,CN,42.0,2026-07-01,,broker Lee\n"
    "69,EU,,12,2026-01-01,,TARIC\n"
)


@pytest.fixture
def tariff(tmp_path):
    path = tmp_path / "tariff.csv"
    path.write_text(TARIFF)
    return read_tariff(path)


def shirt(price="20", currency="USD", hs="6109100012", made="CN", quantity=2):
    return Line(
        description="cotton T-shirt", quantity=quantity, hs_code=hs, origin_country=made,
        unit_value=Money.of(price, currency),
    )  # fmt: skip


def told(country, *lines, tariff=None, origin="CN", postal_code="", **about):
    draft = Draft(
        order_number="1", sender=Party(country=origin),
        recipient=Party(country=country, postal_code=postal_code), lines=lines, **about,
    )  # fmt: skip
    known = Known(on=ON, rates=shipped_rates(), tariff=tariff)
    found = [each for each in findings_of(draft, known) if each.check == "import_charges"]
    return {each.code: each for each in found}


def figure(found, code, name="sum"):
    return dict(found[code].figures)[name]


@pytest.mark.parametrize(
    ("hs", "made", "on", "percent"),
    [
        ("6109100012", "CN", ON, "42.0"),
        ("6109100012", "VN", ON, "17.0"),
        ("6109.10", "VN", date(2026, 6, 30), "16.0"),
        ("6110200000", "CN", ON, "16.5"),
        ("6912000000", "CN", ON, None),
        ("6109100012", "CN", date(2025, 12, 31), None),
        ("", "CN", ON, None),
    ],
)
def test_the_longest_prefix_of_the_day_counts_and_the_origin_before_anywhere(
    tariff, hs, made, on, percent
):
    rate = tariff.rate_of(hs, "US", made, on)
    assert (None if rate is None else str(rate.percent)) == percent


def test_a_rate_of_the_union_holds_in_its_members_alone(tariff):
    assert tariff.rate_of("691200", "DE", "CN", ON) is not None
    assert tariff.rate_of("691200", "GB", "CN", ON) is None


def test_duty_by_the_sellers_tariff_names_rate_source_and_day(tariff):
    found = told("US", shirt(), shirt(made="VN", quantity=1), tariff=tariff)
    assert found["duty_by_tariff"].severity is Severity.HINT
    assert found["duty_by_tariff"].reason == (
        "By your tariff the goods pay about 20.20 USD of duty: 610910 42.0 % (broker Lee, "
        "2026-07-01); 610910 17.0 % (HTS of July 2026, 2026-07-01)."
    )


def test_goods_that_the_tariff_does_not_know_are_said_to_be_not_estimated(tariff):
    found = told("US", shirt(), shirt(hs="691200"), tariff=tariff)
    assert set(found) == {"tariff_gap"}
    gap = found["tariff_gap"]
    assert (gap.severity, gap.line) == (Severity.NOT_CHECKED, 1)


def test_no_tariff_is_asked_where_the_flat_duty_by_item_type_stands_in_its_place(tariff):
    mug = shirt("10", "EUR", "691200")
    assert "duty_by_tariff" not in told("DE", mug, tariff=tariff)
    dear = shirt("100", "EUR", "691200")
    assert figure(told("DE", dear, tariff=tariff), "duty_by_tariff") == "24.00 EUR"


def test_no_duty_is_told_of_goods_below_the_free_limit(tmp_path):
    path = tmp_path / "tariff.csv"
    path.write_text("hs_prefix,destination,percent,valid_from,source\n61,AU,5,2026-01-01,ABF\n")
    own = read_tariff(path)
    assert told("AU", shirt("400", "AUD"), tariff=own) == {}
    assert figure(told("AU", shirt("600", "AUD"), tariff=own), "duty_by_tariff") == "60.00 AUD"


def test_tax_falls_on_goods_postage_and_the_duty_that_is_known(tariff):
    mug = shirt("100", "EUR", "691200")
    plain = told("DE", mug)
    assert figure(plain, "tax_at_border") == "38.00 EUR"
    assert figure(told("DE", mug, tariff=tariff), "tax_at_border") == "42.56 EUR"
    posted = told("DE", mug, postage=Money.of("10", "EUR"))
    assert figure(posted, "tax_at_border") == "39.90 EUR"


def test_the_flat_duty_by_item_type_is_taxed_as_well():
    both = (shirt("10", "EUR"), shirt("10", "EUR", "691200"))
    # 40 of goods and twice 3 of duty, at 19 in a hundred.
    assert figure(told("DE", *both), "tax_at_border") == "8.74 EUR"
    assert figure(told("DE", shirt("20", "EUR", hs="")), "tax_at_border") == "7.60 EUR"


@pytest.mark.parametrize(
    ("country", "on", "percent"),
    [
        ("EE", date(2025, 6, 30), "22"),
        ("EE", date(2025, 7, 1), "24"),
        ("FI", ON, "25.5"),
        ("CH", ON, "8.1"),
        ("TH", ON, "7"),
    ],
)
def test_the_rate_of_tax_is_that_of_the_country_and_day(country, on, percent):
    found = told(country, shirt("50", "EUR"), ship_on=on)
    assert figure(found, "tax_at_border", "percent") == percent


@pytest.mark.parametrize(
    ("country", "currency", "free", "above"),
    [("GB", "GBP", "67", "68"), ("AU", "AUD", "500", "501"), ("NZ", "NZD", "500", "501")],
)
def test_up_to_the_limit_of_a_sellers_scheme_nothing_is_asked_at_the_border(
    country, currency, free, above
):
    assert "tax_at_border" not in told(country, shirt(free, currency))
    assert "tax_at_border" in told(country, shirt(above, currency))


def test_of_islands_and_territories_with_rates_of_their_own_no_tax_is_told():
    shirts = shirt("20", "EUR")
    assert "tax_at_border" in told("ES", shirts, postal_code="28001")
    for country, code in (("ES", "35001"), ("FI", "22100"), ("PT", "9500-150")):
        assert "tax_at_border" not in told(country, shirts, postal_code=code)


def test_tax_that_was_paid_under_an_ioss_number_is_not_asked_again():
    assert told("DE", shirt("20", "EUR"), ioss_number="IM0400000016") == {}
    above = told("DE", shirt("80", "EUR"), ioss_number="IM0400000016")
    assert figure(above, "tax_at_border") == "30.40 EUR"


def test_mexico_asks_one_percentage_of_goods_that_do_not_come_from_its_neighbors():
    assert figure(told("MX", shirt()), "duty_by_percent") == "13.40 USD"
    assert told("MX", shirt(), origin="US") == {}
    assert told("MX", shirt("1251")) == {}


def test_mail_to_the_united_states_above_the_informal_limit_is_a_warning():
    found = told("US", shirt("1250.01"))
    assert found["formal_entry"].severity is Severity.WARN
    assert told("US", shirt("1250")) == {}
    assert told("US", shirt("1250.01"), carrier="dhl-express") == {}
    assert told("US", shirt("1250.01"), ship_on=date(2026, 7, 23)) == {}


def test_gifts_and_parcels_within_one_customs_territory_are_not_judged():
    assert told("DE", shirt("20", "EUR"), purpose=Purpose.GIFT) == {}
    assert told("DE", shirt("20", "EUR"), origin="FR") == {}


def test_couriers_from_the_united_states_have_a_limit_of_their_own_in_korea():
    def warned(carrier, origin):
        draft = Draft(
            order_number="1", carrier=carrier, sender=Party(country=origin), lines=(shirt("90"),),
            recipient=Party(country="KR"), duty_payer=DutyPayer.RECIPIENT,
        )  # fmt: skip
        found = findings_of(draft, Known(on=ON, rates=shipped_rates()))
        return "buyer_pays_unaware" in {each.code for each in found}

    assert warned("dhl-express", "CN")
    assert warned("usps", "US")
    assert not warned("dhl-express", "US")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("6,US,5,2026-01-01,x", 'hs_prefix: "6" is no tariff code; write 2 to 10 digits'),
        ("61,Narnia,5,2026-01-01,x", 'destination: "Narnia" is no country'),
        ("61,US,,2026-01-01,x", "percent: is empty"),
        ("61,US,-5,2026-01-01,x", 'percent: "-5" is below zero'),
        ("61,US,5,,x", "valid_from: is empty"),
        ("61,US,5,2026-01-01,", "source: is empty"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_what_to_write(tmp_path, row, message):
    path = tmp_path / "tariff.csv"
    path.write_text(f"hs_prefix,destination,percent,valid_from,source\n{row}\n")
    with pytest.raises(InputFileError, match=r"tariff\.csv, row 2") as caught:
        read_tariff(path)
    assert message in str(caught.value)


def test_an_empty_tariff_says_what_to_add(tmp_path):
    path = tmp_path / "tariff.csv"
    path.write_text("hs_prefix,destination,percent,valid_from,source\n")
    with pytest.raises(InputFileError, match="has no rows"):
        read_tariff(path)
