"""What a rule pays, as a phrase."""

from decimal import Decimal

from parcelwright.money import Money
from parcelwright.rulebook.terms import Basis, Fixed, Highest, PerKilogram, Share, Total
from parcelwright_web.pages.term_words import term_words

FORTY, FOUR = Money.of("40.00", "XDR"), Money.of("4.50", "XDR")


def test_what_stands_in_for_the_insured_value_is_told_in_full():
    by_weight = Total(parts=(Fixed(money=FORTY), PerKilogram(money=FOUR)))
    told = term_words(Share(of=Basis.INSURED, otherwise=by_weight))
    assert told == ("insured value, or 40.00 XDR plus 4.50 XDR per kilogram where there is none")


def test_a_list_in_a_total_is_closed_before_the_next_part():
    most = Highest(parts=(Fixed(money=FORTY), PerKilogram(money=FOUR)))
    told = term_words(Total(parts=(most, Share(of=Basis.INSURED))))
    assert told == "(the highest of: 40.00 XDR; 4.50 XDR per kilogram) plus insured value"


def test_a_multiple_of_the_postage_is_told_as_one():
    assert term_words(Share(of=Basis.POSTAGE, times=Decimal(3))) == "3 times the postage"
