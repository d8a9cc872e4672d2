"""One clerk answers for all parcels of a day under the same terms, and for no others."""

from dataclasses import replace
from datetime import date, timedelta

from parcelwright.prevention.choice.grants import Grants
from parcelwright.prevention.choice.recoverable import Terms
from parcelwright.rulebook.book import RuleBook
from parcelwright.rulebook.contract import ContractTerms
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.spans import Since

ON = date(2026, 6, 1)
TERMS = Terms(book=RuleBook(carriers=(), rules=()), rates=shipped_rates())
AGREED = ContractTerms(
    carrier_account="A-1", payer="4px", payer_name="4PX", counted_from=Since.POSTING
)


def test_the_parcels_of_a_day_share_a_clerk():
    assert TERMS.clerk(ON) is replace(TERMS).clerk(ON)


def test_another_day_another_book_and_other_terms_have_clerks_of_their_own():
    others = [
        TERMS.clerk(ON + timedelta(days=1)),
        replace(TERMS, contracts=(AGREED,)).clerk(ON),
        replace(TERMS, book=RuleBook(carriers=(), rules=())).clerk(ON),
        TERMS.clerk(ON),
    ]
    assert len({id(each) for each in others}) == 4


def test_only_so_many_clerks_are_remembered():
    terms = Terms(book=TERMS.book, rates=TERMS.rates)
    for days in range(100):
        terms.clerk(ON + timedelta(days=days))
    assert 0 < len(terms.clerks) <= 32


def test_odds_that_rest_on_no_claim_are_an_assumption_of_one_in_two():
    grants = Grants(decided={"a": (3, 4)})
    assert (grants.odds("b").mean, grants.count("b")) == (0.5, 0)
    assert (grants.odds("a").mean, grants.count("a")) == (5 / 8, 4)
