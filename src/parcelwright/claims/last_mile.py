"""What the carrier of the last mile owes a seller whose own account bought its label."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parcelwright.claims.assumed import no_rule_remedy
from parcelwright.claims.holder import HOLDER_NEEDS, last_mile_facts, last_mile_key
from parcelwright.claims.offices import office_zone
from parcelwright.claims.remedies import remedy_of
from parcelwright.parcels.parcel import ContractParty
from parcelwright.rulebook.select import carrier_of, rules_for

if TYPE_CHECKING:
    from parcelwright.claims.remedies import Case
    from parcelwright.claims.remedy import Remedy
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.key import Key


def last_mile_remedies(
    parcel: Parcel, journey: Journey, key: Key, case: Case, book: RuleBook
) -> list[Remedy]:
    """Return the remedies against the last-mile carrier; none where another bought the label."""
    if parcel.contract_party is not ContractParty.LAST_MILE:
        return []
    facts = last_mile_facts(case.facts, journey)
    own = last_mile_key(parcel, key, facts)
    if own is None:
        return []
    here = office_zone(key.destination)
    mine = case._replace(facts=facts, met=case.met | HOLDER_NEEDS, office=here)
    rules = [rule for rule in rules_for(book, own) if rule.payer.kind != "law"]
    if rules:
        return [remedy_of(rule, mine) for rule in rules]
    named = replace(parcel, carrier=own.carrier)
    return [no_rule_remedy(named, carrier_of(book, own), own.claim_type, mine)]
