"""Without explanations status and days are the same, and nothing pretends to be a sum."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawn_parcels import BOOK, RATES, drawn_parcels

from claim_factories import entitled, journey, money, parcel
from parcelwright.calendars import Unit
from parcelwright.claims.audit import AuditItem, audit, audit_row
from parcelwright.claims.entitlement import Clerk, Known
from parcelwright.claims.gaps import Question
from parcelwright.parcels.journey import journey_of
from parcelwright.parcels.parcel import ContractParty, Lane
from parcelwright.rulebook.book import RuleBook
from parcelwright.rulebook.contract import ContractTerms, Payout, PayoutKind
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.rule import ClaimType
from parcelwright.rulebook.spans import Count, Since

CONTRACT = ContractTerms(
    carrier_account="A-1",
    payer="yunexpress",
    payer_name="YunExpress",
    counted_from=Since.POSTING,
    inquiry_within_days=30,
    claim_within_days=60,
    payout=Payout(kind=PayoutKind.FREIGHT_TIMES, number=money("3 USD").amount),
)
JOURNEYS = (
    (),
    (("ACCEPTED", "2025-10-01"), ("DEPARTED", "2025-10-04")),
    (("ACCEPTED", "2025-10-01"), ("DELIVERED", "2025-10-20")),
    (("ACCEPTED", "2025-10-01"), ("DELIVERED", "2025-10-20"), ("REPORTED_NOT_RECEIVED", "2025-10-21")),
)  # fmt: skip
KNOWN = (Known(), Known(moments={Since.INQUIRY_OPENED: date(2025, 11, 20)}))


def cases():
    carriers = sorted(
        {(rule.payer.slug, (*rule.services, "")[0]) for rule in shipped_book().rules}
        | {("", ""), ("yunexpress", "")}
    )
    parties = (None, ContractParty.SELF, ContractParty.CONSOLIDATOR)
    for at, ((carrier, service), steps, known) in enumerate(product(carriers, JOURNEYS, KNOWN)):
        what = parcel(
            number="CP123456785CN" if at % 3 else "1Z999AA10123456784",
            accepted="2025-10-01" if at % 5 else None,
            grams=700 if at % 7 else None,
            carrier=carrier,
            service=service,
            lane=Lane(origin_country="CN", destination_country=("US", "DE", "")[at % 3]),
            contract_party=parties[at % 3],
            postage=money("12 USD"),
        )
        on = date(2025, 10, 25) + timedelta(days=37 * (at % 9))
        claim_type = list(ClaimType)[at % 8] if at % 2 else None
        yield what, steps, on, {"known": known, "contracts": [CONTRACT], "claim_type": claim_type}


def outline(found):
    remedies = sorted(found.remedies, key=lambda remedy: (remedy.payer, remedy.rule))
    return [
        (
            remedy.payer,
            remedy.rule,
            remedy.status,
            [replace(each, explanation="") for each in remedy.deadlines],
        )
        for remedy in remedies
    ]


def test_status_and_days_do_not_depend_on_explanations():
    seen = set()
    for what, steps, on, more in cases():
        full = entitled(what, *steps, on=on, **more)
        brief = entitled(what, *steps, on=on, explained=False, **more)
        assert outline(brief) == outline(full)
        assert (brief.regime, brief.claim_type) == (full.regime, full.claim_type)
        seen.update(remedy.status for remedy in full.remedies)
    assert len(seen) == 5


ON = date(2026, 3, 2)
CLERK = Clerk(BOOK, ON, RATES, contracts=[CONTRACT])
DAYS = st.dates(date(2025, 1, 1), ON)
CASE_FILES = st.builds(
    Known,
    moments=st.dictionaries(
        st.sampled_from((Since.INQUIRY_OPENED, Since.INQUIRY_ANSWERED, Since.CLAIM_FILED)), DAYS
    ),
    papers=st.frozensets(st.sampled_from(("invoice", "refund_screenshot"))),
    reported=st.frozensets(st.sampled_from(ClaimType), max_size=2),
    refunded_on=st.none() | DAYS,
    noticed=st.dictionaries(st.sampled_from(sorted(BOOK.by_id)), DAYS, max_size=2),
)


@settings(max_examples=300, deadline=None)
@given(drawn=drawn_parcels(), known=CASE_FILES, account=st.sampled_from(("", "A-1")))
def test_any_parcel_has_the_same_status_and_days_with_and_without_explanations(
    drawn, known, account
):
    what = replace(drawn.parcel, carrier_account=account)
    full, brief = (
        CLERK.entitle(
            what, journey_of(drawn.events), known=known, claim_type=drawn.claim_type, explained=each
        )
        for each in (True, False)
    )
    assert outline(brief) == outline(full)
    assert all(set(each.needs) <= set(other.needs) for each, other in pairs(brief, full))
    assert (brief.regime, brief.claim_type) == (full.regime, full.claim_type)


@settings(max_examples=300, deadline=None)
@given(drawn=drawn_parcels(), known=CASE_FILES, account=st.sampled_from(("", "A-1")))
def test_the_remedies_alone_are_those_of_the_whole_answer(drawn, known, account):
    what, course = replace(drawn.parcel, carrier_account=account), journey_of(drawn.events)
    asked = {"known": known, "claim_type": drawn.claim_type}
    whole = CLERK.entitle(what, course, explained=False, **asked)
    assert CLERK.remedies(what, course, **asked) == whole.remedies


FROM_LAST_SCAN = Count(n=30, unit=Unit.DAYS, since=Since.LAST_SCAN)
SCANS = (("ACCEPTED", "2025-10-01"), ("DEPARTED", "2025-10-04"))


def counting_from_the_last_scan(payer):
    """Return the book with each last day of one payer thirty days after the last scan."""
    rules = tuple(
        replace(rule, windows=tuple(replace(each, latest=FROM_LAST_SCAN) for each in rule.windows))
        if rule.payer.slug == payer
        else rule
        for rule in BOOK.rules
        if rule.payer.slug == payer or rule.payer.kind != "consolidator"
    )
    return RuleBook(carriers=BOOK.carriers, rules=rules)


@pytest.mark.parametrize(("payer", "what"), [
    ("china-post", parcel(carrier="china-post")),
    ("4px", parcel(number="YT1", carrier="yunexpress", service="registered")),
], ids=["own terms", "comparable terms"])  # fmt: skip
def test_a_day_counted_from_a_later_scan_is_known_without_explanations(payer, what):
    clerk = Clerk(counting_from_the_last_scan(payer), ON, RATES)
    remedies = clerk.remedies(what, journey(*SCANS))
    days = {each.latest for remedy in remedies for each in remedy.deadlines}
    assert date(2025, 11, 3) in days


def covered(found):
    return sorted(
        (each.payer, each.rule, each.status, str(each.amount), str(each.in_rule_currency),
         each.needs, [one.text for one in each.bites], str(each.amount_citation))
        for each in found.remedies
    )  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(drawn=drawn_parcels(), known=CASE_FILES, account=st.sampled_from(("", "A-1")))
def test_any_parcel_has_the_same_sums_and_exclusions_with_and_without_explanations(
    drawn, known, account
):
    what = replace(drawn.parcel, carrier_account=account)
    asked = (what, journey_of(drawn.events))
    full = CLERK.entitle(*asked, known=known, claim_type=drawn.claim_type)
    brief = CLERK.cover(*asked, known=known, claim_type=drawn.claim_type)
    assert covered(brief) == covered(full)
    assert [each.rule for each in brief.remedies] == [each.rule for each in full.remedies]
    assert outline(brief) == outline(full)
    assert not any(each.sum_lines or each.documents for each in brief.remedies)


@settings(max_examples=200, deadline=None)
@given(drawn=drawn_parcels(), known=CASE_FILES, account=st.sampled_from(("", "A-1")))
def test_the_row_of_the_audit_is_the_one_of_the_whole_answer(drawn, known, account):
    what, course = replace(drawn.parcel, carrier_account=account), journey_of(drawn.events)
    item = AuditItem(parcel=what, journey=course, troubled=True, known=known)
    (row,) = audit([item], BOOK, ON, RATES, contracts=[CONTRACT]).rows
    question = Question(
        found=CLERK.entitle(what, course, known=known),
        parcel=what,
        journey=course,
        book=BOOK,
        contracts=[CONTRACT],
    )
    assert row == audit_row(question, RATES, known=known)


def test_what_all_payers_together_may_pay_is_known_without_explanations():
    paid = Known(paid={"china-post": money("10 USD")})
    full = CLERK.entitle(parcel(carrier="china-post"), journey(), known=paid)
    brief = CLERK.cover(parcel(carrier="china-post"), journey(), known=paid)
    assert (
        (brief.most, brief.left) == (full.most, full.left) == (money("500 USD"), money("490 USD"))
    )
    assert (brief.explained, brief.summed) == (False, True)


def pairs(brief, full):
    ranked = [
        sorted(each.remedies, key=lambda one: (one.payer, one.rule)) for each in (brief, full)
    ]
    return zip(*ranked, strict=True)


def test_what_was_not_asked_for_says_so_and_is_left_out():
    brief = entitled(parcel(), explained=False)
    (remedy,) = brief.remedies
    assert not brief.explained
    assert (remedy.amount, remedy.sum_lines, remedy.documents) == (None, (), ())
    assert entitled(parcel()).explained
