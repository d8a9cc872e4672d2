from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from claim_factories import journey, parcel
from parcelwright.claims.audit import AuditItem, Bucket, audit
from parcelwright.claims.entitlement import Known
from parcelwright.parcels.parcel import ContractParty
from parcelwright.rulebook.contract import ContractTerms
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.spans import Since

ON = date(2026, 2, 25)


def item(number="RR123456785GB", accepted="2025-12-01", value="20 USD", *steps, troubled=True):
    what = parcel(number, accepted, value)
    return AuditItem(parcel=what, journey=journey(*steps), troubled=troubled)


def audited(*items, on=ON):
    return audit(items, shipped_book(), on, shipped_rates())


def buckets(found):
    return [row.bucket for row in found.rows]


def test_a_parcel_that_is_not_in_trouble_is_not_claimed():
    found = audited(item(troubled=False))
    assert (found.parcels, found.not_in_trouble, found.rows) == (1, 1, ())


def test_a_right_that_ends_in_seven_days_is_expiring_and_in_eight_is_not():
    # Six months from these days end on 4 and 5 March, seven and eight days after.
    found = audited(item(accepted="2025-09-04"), item(accepted="2025-09-05"))
    assert buckets(found) == [Bucket.EXPIRING, Bucket.CLAIMABLE]


def test_an_expired_right_keeps_its_sum_and_the_day_it_ended():
    (row,) = audited(item(accepted="2025-06-30")).rows
    assert (row.bucket, row.deadline, row.first_chance, str(row.amount)) == (
        Bucket.EXPIRED,
        date(2025, 12, 30),
        date(2025, 6, 30),
        "20.00 USD",
    )


def test_what_is_unknown_says_why():
    (row,) = audited(item(accepted=None)).rows
    assert (row.bucket, row.why) == (
        Bucket.UNKNOWN,
        "Check with the carrier: no proof of posting date.",
    )


def test_currencies_are_never_mixed():
    found = audited(item(value="20 USD"), item(value="7 EUR"), item(value="5 USD"))
    assert [str(money) for money in found.totals(Bucket.CLAIMABLE)] == ["7.00 EUR", "25.00 USD"]


def test_groups_are_per_payer_and_rule():
    found = audited(item(), item(), item("LX123456785GB"))
    assert [(g.bucket, g.rule, g.parcels) for g in found.groups] == [
        (Bucket.CLAIMABLE, "upu/registered", 2),
        (Bucket.NOT_COVERED, "upu/tracked-letter", 1),
    ]


def test_an_assumed_day_is_labeled_in_its_group():
    what = AuditItem(parcel=parcel("YT1", carrier="yunexpress"), journey=journey(), troubled=True)
    (group,) = audited(what).groups
    assert (group.bucket, group.assumed, group.total) == (Bucket.UNKNOWN, True, None)


VALUES = st.lists(st.tuples(st.integers(1, 3000), st.sampled_from(["USD", "EUR"])), max_size=8)


@given(VALUES, st.randoms())
def test_groups_add_up_to_rows_in_any_order_of_parcels(values, chance):
    items = [item(value=f"{Decimal(cents) / 100} {currency}") for cents, currency in values]
    found = audited(*items)
    assert sum(group.parcels for group in found.groups) == len(values)
    chance.shuffle(items)
    assert audited(*items).groups == found.groups


def test_an_inquiry_made_in_time_leaves_no_passed_day_as_the_next_deadline():
    made = Known(moments={Since.INQUIRY_OPENED: date(2026, 1, 5)})
    what = parcel(carrier="china-post", service="", carrier_account="SZ-1", value="20 USD",
                  accepted="2025-12-20", contract_party=ContractParty.CONSOLIDATOR)  # fmt: skip
    terms = ContractTerms(
        carrier_account="SZ-1", payer="4px", payer_name="4PX", counted_from=Since.ACCEPTANCE_SCAN,
        inquiry_within_days=30, claim_within_days=90,
    )  # fmt: skip
    item = AuditItem(parcel=what, journey=journey(), troubled=True, known=made)
    (row,) = audit([item], shipped_book(), ON, shipped_rates(), contracts=[terms]).rows
    assert (row.bucket, row.deadline) == (Bucket.CLAIMABLE, date(2026, 3, 20))


def test_rows_that_are_handed_on_are_not_kept_and_groups_are_the_same():
    items = [item(accepted=day) for day in ("2025-09-04", "2025-06-30", "2025-12-01")]
    told = []
    streamed = audit(iter(items), shipped_book(), ON, shipped_rates(), told=told.append)
    whole = audited(*items)
    assert streamed.rows == ()
    assert [row.deadline for row in told] == [
        date(2026, 3, 4), date(2025, 12, 30), date(2026, 6, 1),
    ]  # fmt: skip
    assert streamed.groups == whole.groups
    assert sorted(map(str, told)) == sorted(map(str, whole.rows))


@given(order=st.permutations(range(6)))
def test_the_order_of_parcels_changes_no_group(order):
    values = ["20 USD", "30 USD", "1 EUR", "7.50 USD", None, "9 EUR"]
    days = ["2025-09-04", "2025-06-30", "2025-12-01", "2025-09-04", None, "2025-09-05"]
    items = [item(accepted=days[at], value=values[at]) for at in order]
    straight = [item(accepted=day, value=value) for day, value in zip(days, values, strict=True)]
    assert audited(*items).groups == audited(*straight).groups
