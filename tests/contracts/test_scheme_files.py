import re

import pytest

from parcelwright.claims.clock_examples import run_clock_examples
from parcelwright.rulebook.clocks import Forces, SchemeKind
from parcelwright.rulebook.load_clocks import shipped_schemes
from parcelwright.rulebook.rule import Confidence

SCHEMES = shipped_schemes()
every_scheme = pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.slug)
CLOCKS = [clock for scheme in SCHEMES for clock in scheme.clocks]
every_clock = pytest.mark.parametrize("clock", CLOCKS, ids=lambda clock: clock.id)


@every_scheme
def test_every_example_comes_out(scheme):
    assert run_clock_examples(scheme) == []


@every_clock
def test_every_clock_has_an_example_and_an_address(clock):
    assert clock.examples
    assert re.match(r"https?://", clock.citation.url)
    assert clock.opens or clock.closes


@every_scheme
def test_every_scheme_says_whom_it_reaches(scheme):
    reached = {
        SchemeKind.CONSUMER_LAW: scheme.destinations,
        SchemeKind.CARD: scheme.payments,
        SchemeKind.WALLET: scheme.payments,
        SchemeKind.MARKETPLACE: scheme.channels,
    }
    assert reached[scheme.kind]
    assert scheme.clocks or scheme.notes


@every_clock
def test_a_refund_is_forced_within_days_that_are_stated_or_after_a_last_one(clock):
    ends = {Forces.WITHIN: clock.opens or clock.closes, Forces.AFTER: clock.closes}
    assert ends.get(clock.forces, clock)


@pytest.mark.parametrize(
    "clock", [c for c in CLOCKS if c.confidence is Confidence.HIGH], ids=lambda clock: clock.id
)
def test_a_clock_that_is_sure_was_compared_with_its_source(clock):
    assert clock.citation.checked is not None


def test_no_two_schemes_or_clocks_share_a_name():
    slugs = [scheme.slug for scheme in SCHEMES]
    ids = [clock.id for clock in CLOCKS]
    assert len(set(slugs)) == len(slugs)
    assert len(set(ids)) == len(ids)
