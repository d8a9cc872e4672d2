from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claim_factories import journey, money, parcel
from parcelwright.claims.audit import AuditItem, Bucket, audit
from parcelwright.claims.audit_rows import Waiting, most_money_first
from parcelwright.claims.lacking import Lack, Want
from parcelwright.parcels.events import EventTime
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import shipped_book

ON = date(2026, 2, 25)
DISPUTED = (
    ("ACCEPTED", "2025-12-01"), ("DELIVERED", "2026-01-10"), ("REPORTED_NOT_RECEIVED", "2026-01-20"),
)  # fmt: skip


def audited(*parcels, steps=(), on=ON):
    items = [AuditItem(parcel=each, journey=journey(*steps), troubled=True) for each in parcels]
    return audit(items, shipped_book(), on, shipped_rates())


def row(steps=(), **facts):
    (found,) = audited(parcel(**{"accepted": "2025-12-01", **facts}), steps=steps).rows
    return found


def wanted(found):
    return found.want.lack, found.want.of, None if found.waits is None else str(found.waits)


def test_a_parcel_with_day_and_sum_waits_for_nothing():
    found = row()
    assert (found.bucket, str(found.amount)) == (Bucket.CLAIMABLE, "66.99 USD")
    assert (found.want, found.waits) == (None, None)


@pytest.mark.parametrize(
    ("facts", "lack", "of", "waits"),
    [
        ({"grams": None}, Lack.WEIGHT, "", "500.00 USD"),
        ({"value": None}, Lack.VALUE, "", None),
        ({"value": "500 KPW"}, Lack.RATE, "KPW", "500.00 KPW"),
        ({"accepted": None}, Lack.PROOF_OF_POSTING, "", "66.99 USD"),
        ({"number": "X1", "carrier": "swiftpst"}, Lack.CARRIER, "swiftpst", "500.00 USD"),
        ({"number": "X1"}, Lack.CARRIER, "", "500.00 USD"),
        (
            {"number": "X1", "carrier": "usps"},
            Lack.SERVICE,
            "United States Postal Service",
            "500.00 USD",
        ),
    ],
)
def test_the_one_thing_that_is_missing_is_named_with_what_waits(facts, lack, of, waits):
    assert wanted(row(**facts)) == (lack, of, waits)


def test_an_assumed_day_waits_for_the_contract_of_its_account():
    found = row(number="YT1", carrier="yunexpress", carrier_account="YT-7", value="30 USD")
    assert (found.assumed, found.bucket) == (True, Bucket.UNKNOWN)
    assert wanted(found) == (Lack.CONTRACT, "YT-7", "30.00 USD")


def test_without_an_account_the_account_is_asked_for_first():
    found = row(number="YT1", carrier="yunexpress", value="30 USD")
    assert wanted(found) == (Lack.ACCOUNT, "YunExpress", "30.00 USD")


def test_the_sum_of_a_denied_delivery_waits_for_the_answer_of_the_post():
    assert wanted(row(steps=DISPUTED)) == (Lack.ANSWER, "China Post", "500.00 USD")


def test_a_right_that_has_passed_waits_for_nothing():
    found = row(accepted="2025-06-01", grams=None)
    assert (found.bucket, found.amount, found.want) == (Bucket.EXPIRED, None, None)


@pytest.mark.parametrize("lack", list(Lack))
def test_every_lack_says_in_one_sentence_what_to_do(lack):
    text = Want(lack=lack, of="Any").text
    assert text.endswith(".")
    assert "{" not in text


def test_a_carrier_without_a_name_is_asked_for_without_quoting_nothing():
    assert Want(lack=Lack.CARRIER).text == "Say which carrier took them."


def test_parcels_that_wait_for_one_thing_are_counted_with_their_money():
    same = {"number": "YT1", "carrier": "yunexpress", "carrier_account": "YT-7"}
    found = audited(
        parcel(**same, accepted="2025-12-01", value="30 USD"),
        parcel(**same, accepted="2025-12-01", value="5 USD"),
        parcel(**same, accepted="2025-12-01", value="7 EUR"),
        parcel(**same, accepted="2025-12-01", value=None),
    )
    (one,) = found.waiting
    assert (one.want.text, one.parcels) == ("Enter the contract of account YT-7.", 4)
    assert [str(each) for each in one.sums] == ["7.00 EUR", "35.00 USD"]
    assert (one.without_sum, one.assumed) == (1, 4)


def waits(of, parcels, *sums):
    return Waiting(
        want=Want(lack=Lack.CONTRACT, of=of),
        parcels=parcels,
        sums=tuple(money(each) for each in sums),
        without_sum=0,
        assumed=0,
    )


def test_the_most_money_stands_first_across_currencies_and_then_the_most_parcels():
    some = [
        waits("none", 1),
        waits("yuan", 1, "200 CNY"),
        waits("many", 9),
        waits("dollars", 1, "100 USD"),
        waits("no rate", 2, "99999 KPW"),
    ]
    found = most_money_first(some, ON, shipped_rates())
    assert [each.want.of for each in found] == ["dollars", "yuan", "many", "no rate", "none"]


FACTS = st.fixed_dictionaries({
    "value": st.sampled_from(["20 USD", "7.50 EUR", "9 KPW", None]),
    "grams": st.sampled_from([None, 830]),
    "accepted": st.sampled_from([None, "2025-12-01", "2025-06-01"]),
    "number": st.sampled_from(["CP123456785CN", "X1", "RR123456785GB"]),
})  # fmt: skip


@given(st.lists(FACTS, max_size=6))
def test_exactly_the_unknown_and_the_open_without_sum_wait(several):
    found = audited(*(parcel(**facts) for facts in several))
    open_ones = {Bucket.EXPIRING, Bucket.CLAIMABLE, Bucket.TOO_EARLY}
    waiting = [
        each
        for each in found.rows
        if each.bucket is Bucket.UNKNOWN or (each.bucket in open_ones and each.amount is None)
    ]
    assert [each for each in found.rows if each.want is not None] == waiting
    assert sum(each.parcels for each in found.waiting) == len(waiting)


def test_a_parcel_that_was_handed_over_and_never_scanned_waits_for_a_proof_of_posting():
    handed = {
        "number": "RR473124829CN",
        "accepted": None,
        "handed_over_at": EventTime.parse("2026-02-01"),
    }
    found = row(**handed)
    assert (found.bucket, found.want) == (Bucket.UNKNOWN, Want(lack=Lack.PROOF_OF_POSTING))
    # With it the post answers: 30 XDR x 1.36718.
    proved = row(**{**handed, "accepted": "2026-02-01"})
    assert (proved.bucket, str(proved.amount)) == (Bucket.CLAIMABLE, "41.02 USD")


def test_a_carrier_that_answers_for_nothing_lost_is_asked_whether_it_pays():
    handed = {"number": "X1", "carrier": "sdh", "accepted": None}
    found = row(**handed, handed_over_at=EventTime.parse("2026-02-01"))
    assert found.want.lack is not Lack.PROOF_OF_POSTING
