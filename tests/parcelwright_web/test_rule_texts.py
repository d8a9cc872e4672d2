"""Every text of the rule book that a page shows can be said in the reader's language."""

import re
from itertools import chain

import pytest

from parcelwright.rulebook.bound import shipped_members
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.load_clocks import shipped_schemes
from parcelwright.rulebook.rule import EarlyFiling, RefundOrder
from parcelwright_web.core_names import NAMES
from parcelwright_web.pages.labels import PAPERS, SUPPLIERS
from parcelwright_web.pages.rule_words import (
    ACTS,
    CLAIMANTS,
    CONFIDENCES,
    EARLY,
    HOLDERS,
    KINDS,
    OCCASIONS,
    OTHER_COVER,
    REFUNDS,
    TRANSFERS,
    TRANSPORTS,
)
from parcelwright_web.pages.service_names import PROGRAMMES, SERVICES
from parcelwright_web.pages.words import NEEDS

RULES = shipped_book().rules
# An address of the net, a telephone number and a code read the same in every language.
_SAME = re.compile(r"https?://\S+|[\d -]+|[A-Z\d]+|(faq|a_id )\d+")


def windows():
    return [window for rule in RULES for window in rule.windows]


def amounts():
    return [each for rule in RULES for each in (*rule.amounts, rule.amount) if each is not None]


def scopes():
    figures = (figure.only for figure in (*windows(), *amounts()))
    notes = (note.only for rule in RULES for note in (*rule.notes_for, *rule.excluded_for))
    return [*(rule.only for rule in RULES), *figures, *notes]


def papers():
    return [paper for rule in RULES for paper in rule.papers]


def citations():
    clocks = (clock for scheme in shipped_schemes() for clock in scheme.clocks)
    lists = (source for each in shipped_members().values() for source in each.sources)
    return [*shipped_book().citations(), *(clock.citation for clock in clocks), *lists]


def less_of(part):
    """What payers take off, from a term and all its parts."""
    inner = [getattr(part, "term", None), *getattr(part, "parts", ()), *getattr(part, "adds", ())]
    return {getattr(part, "less", "")}.union(*(less_of(each) for each in inner if each))


SENTENCES = {
    "titles": [rule.title for rule in RULES],
    "payers": [carrier.name for carrier in shipped_book().carriers],
    "unknowns": [carrier.unknown for carrier in shipped_book().carriers],
    "editions": [rule.edition for rule in RULES],
    "notes": chain.from_iterable(rule.notes for rule in RULES),
    "notes for some parcels": [note.text for rule in RULES for note in rule.notes_for],
    "exclusions": chain.from_iterable(rule.exclusions for rule in RULES),
    "what pays nothing": [rule.excluded for rule in RULES],
    "what pays nothing to some": [each.text for rule in RULES for each in rule.excluded_for],
    "channels": [rule.channel for rule in RULES],
    "conflicts": chain.from_iterable(rule.conflicts for rule in RULES),
    "notes of windows": [window.note for window in windows()],
    "recipients": [window.to for window in windows()],
    "moments": [reply.since.spoken for rule in RULES for reply in rule.replies],
    "what silence means": [reply.means for rule in RULES for reply in rule.replies],
    "notes of sums": [amount.note for amount in amounts()],
    "what is taken off": chain.from_iterable(less_of(amount) for amount in amounts()),
    "sources": [cited.title for cited in citations()],
    "places in sources": [cited.section for cited in citations()],
    "claim types": [kind.spoken for rule in RULES for kind in rule.claim_types],
    "customers": [customer.value for scope in scopes() for customer in scope.customers],
    "what stands on papers": chain.from_iterable(paper.must_show for paper in papers()),
    "occasions of papers": [each.when for each in papers() if each.when not in OCCASIONS],
    "dates of papers": [each.dated_after.spoken for each in papers() if each.dated_after],
}  # fmt: skip
SAID = [
    (kind, sorted({each for each in texts if each and not _SAME.fullmatch(each)}))
    for kind, texts in SENTENCES.items()
]
CODES = {
    "kinds of carriers": (KINDS, chain.from_iterable(rule.carrier_kinds for rule in RULES)),
    "transports": (TRANSPORTS, chain.from_iterable(scope.transports for scope in scopes())),
    "acts": (ACTS, [window.act for window in windows()]),
    "early filing": (EARLY, EarlyFiling),
    "refund orders": (REFUNDS, set(RefundOrder) - {RefundOrder.EITHER}),
    "claimants": (CLAIMANTS, [rule.claimant for rule in RULES]),
    "holders": (HOLDERS, [rule.held_by for rule in RULES]),
    "transfers": (TRANSFERS, [rule.transferable_by for rule in RULES if rule.transferable_by]),
    "other cover": (OTHER_COVER, chain.from_iterable(rule.excess_of for rule in RULES)),
    "needs": (NEEDS, chain(
        chain.from_iterable(rule.needs for rule in RULES),
        chain.from_iterable(group for rule in RULES for group in rule.needs_any),
    )),
    "papers": (PAPERS, [paper.code for paper in papers()]),
    "suppliers": (SUPPLIERS, [paper.who for paper in papers()]),
    "confidences": (CONFIDENCES, [amount.confidence for amount in amounts()]),
    "services": (SERVICES, chain(
        chain.from_iterable(rule.services for rule in RULES),
        chain.from_iterable(scope.services for scope in scopes()),
    )),
    "programmes": (PROGRAMMES, chain.from_iterable(
        scope.programmes | scope.not_programmes for scope in scopes()
    )),
}  # fmt: skip
NAMED = [(kind, names, sorted(set(codes))) for kind, (names, codes) in CODES.items()]


@pytest.mark.parametrize(("kind", "texts"), SAID, ids=SENTENCES)
def test_every_sentence_of_the_rule_book_has_a_form(kind, texts):
    assert [text for text in texts if not known(text)] == [], kind


@pytest.mark.parametrize(("kind", "names", "codes"), NAMED, ids=CODES)
def test_every_code_of_the_rule_book_has_a_name(kind, names, codes):
    assert [code for code in codes if code not in names] == [], kind


def known(text):
    """As :func:`spoken` looks a text up: as it is, or with a small first letter."""
    return text in NAMES or f"{text[:1].lower()}{text[1:]}" in NAMES
