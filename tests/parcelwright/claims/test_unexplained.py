"""Without explanations status and days are the same, and nothing pretends to be a sum."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from claim_factories import entitled, money, parcel
from parcelwright.claims.entitlement import Known
from parcelwright.parcels.parcel import ContractParty, Lane
from parcelwright.rulebook.contract import ContractTerms, Payout, PayoutKind
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.rule import ClaimType
from parcelwright.rulebook.spans import Since

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


def test_what_was_not_asked_for_says_so_and_is_left_out():
    brief = entitled(parcel(), explained=False)
    (remedy,) = brief.remedies
    assert not brief.explained
    assert (remedy.amount, remedy.sum_lines, remedy.documents) == (None, (), ())
    assert entitled(parcel()).explained
