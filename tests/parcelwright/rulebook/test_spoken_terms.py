"""What rules pay, in words that need no parcel."""

from decimal import Decimal

import pytest

from parcelwright.money import Money
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.rule import Addition, Amount, Citation, Confidence
from parcelwright.rulebook.spoken_terms import FORMS, spoken_amount, spoken_term
from parcelwright.rulebook.terms import (
    Basis,
    Deducted,
    Fixed,
    Highest,
    Lowest,
    PerItem,
    PerKilogram,
    Share,
    Tier,
    Tiered,
    TieredByValue,
    Total,
    ValueTier,
)

FORTY, FOUR = Money.of("40.00", "XDR"), Money.of("4.50", "XDR")
INSURED = Share(of=Basis.INSURED)


@pytest.mark.parametrize(
    ("term", "words"),
    [
        (PerKilogram(money=FOUR), "4.50 XDR per kilogram"),
        (PerKilogram(money=FOUR, started=True), "4.50 XDR for each kilogram begun"),
        (PerItem(money=FOUR), "4.50 XDR for each item"),
        (Share(of=Basis.POSTAGE, times=Decimal(3)), "3 times the postage"),
        (Share(of=Basis.COST, less="depreciation"), "cost of the goods (less depreciation)"),
        (
            Share(of=Basis.INSURED, otherwise=Total(parts=(Fixed(money=FORTY), INSURED))),
            "insured value, or 40.00 XDR plus insured value where there is none",
        ),
        (
            Deducted(term=INSURED, percent=Decimal(10)),
            "insured value, less 10 percent that you bear yourself",
        ),
        (
            Deducted(term=INSURED, money=FOUR),
            "insured value, less 4.50 XDR that you bear yourself",
        ),
        (
            Total(parts=(Highest(parts=(Fixed(money=FORTY), INSURED)), INSURED)),
            "(the highest of: 40.00 XDR; insured value) plus insured value",
        ),
        (
            Tiered(tiers=(Tier(up_to_g=499, money=FOUR), Tier(up_to_g=None, money=FORTY))),
            "4.50 XDR up to 499 g, 40.00 XDR above that",
        ),
        (
            TieredByValue(
                of=Basis.SALE,
                tiers=(ValueTier(up_to=FOUR, money=FOUR), ValueTier(up_to=None, money=FORTY)),
            ),
            "4.50 XDR up to sale value 4.50 XDR, 40.00 XDR above that",
        ),
    ],
)
def test_a_term_is_told_as_a_phrase(term, words):
    assert spoken_term(term) == words


def test_what_comes_on_top_is_told_after_the_limit():
    amount = Amount(
        term=Lowest(parts=(Share(of=Basis.LOSS), Fixed(money=FORTY))),
        adds=(Addition(of=Basis.POSTAGE, less="registration fee"),),
        confidence=Confidence.MEDIUM,
        citation=Citation(title="T"),
        note="",
    )
    assert spoken_amount(amount) == (
        "the lowest of: actual loss; 40.00 XDR, plus the postage without the registration fee"
    )


def test_every_sum_of_the_rule_book_can_be_told():
    amounts = [
        amount
        for rule in shipped_book().rules
        for amount in (*rule.amounts, rule.amount)
        if amount is not None
    ]
    assert [amount for amount in amounts if not spoken_amount(amount)] == []


def test_another_language_has_all_words_from_who_asks_for_it():
    most = Lowest(parts=(Share(of=Basis.LOSS), Deducted(term=INSURED, percent=Decimal(10))))
    amount = Amount(
        term=most,
        adds=(Addition(of=Basis.POSTAGE, less="registration fee"),),
        confidence=Confidence.HIGH,
        citation=Citation(title="T"),
    )
    assert spoken_amount(amount, {
        "the lowest of: %(parts)s": "min(%(parts)s)",
        "; ": ", ",
        "actual loss": "L",
        "insured value": "I",
        "%(sum)s, less %(less)s that you bear yourself": "%(sum)s-%(less)s",
        "%(n)s percent": "%(n)s%%",
        "%(sum)s, plus the %(name)s without the %(less)s": "%(sum)s+%(name)s-%(less)s",
        "postage": "P",
        "registration fee": "R",
    }.__getitem__) == "min(L, I-10%)+P-R"  # fmt: skip


def test_the_forms_are_all_that_is_said_beside_names():
    asked = set()

    def heard(text):
        asked.add(text)
        return text

    for rule in shipped_book().rules:
        for amount in (*rule.amounts, rule.amount):
            if amount is not None:
                spoken_amount(amount, heard)
    shown = {form for form in asked if "%(" in form or not form.strip().isalpha()}
    names = {basis.spoken for basis in Basis} | lessened()
    assert shown - names <= set(FORMS)


def lessened():
    """What payers take off, in all terms of the book."""
    found = set()

    def walk(part):
        found.add(getattr(part, "less", ""))
        for inner in (getattr(part, "term", None), getattr(part, "otherwise", None)):
            if inner is not None:
                walk(inner)
        for inner in (*getattr(part, "parts", ()), *getattr(part, "adds", ())):
            walk(inner)

    for rule in shipped_book().rules:
        for amount in (*rule.amounts, rule.amount):
            if amount is not None:
                walk(amount)
    return found
