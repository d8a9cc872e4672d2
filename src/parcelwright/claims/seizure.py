"""What a rule says of a parcel that an authority seized.

Posts and carriers do not answer for acts of an authority (Universal Postal Convention, Doha
2012, articles 24.2.5 and 24.3; Montreal Convention, article 18(2)(d)). Cover that was bought
pays by its own terms: many exclude seizure, as clause 6.2 of the Institute Cargo Clauses (A) of
2009 does, and some say nothing of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parcelwright.rulebook.rule import PayerKind

if TYPE_CHECKING:
    from parcelwright.rulebook.rule import Rule

NOT_BY_CARRIERS = "The parcel was seized; carriers do not answer for seizure by law."
LEFT_OUT = "The parcel was seized, and the terms exclude seizure."
ASK = (
    "The parcel was seized. What is known of these terms does not exclude that, but cargo cover "
    "often does: ask the payer before you count on it."
)
# The seller writes the exclusions of own policies, in English or Chinese.
_SEIZURE = re.compile(r"seiz|confiscat|detain|扣押|扣留|查扣|没收|罚没", re.IGNORECASE)
# What was damaged while an authority held it is another loss than what it keeps.
_DAMAGE = re.compile(r"^damage\b", re.IGNORECASE)


def closed_by_seizure(rule: Rule) -> str:
    """Return why a rule gives nothing for a seized parcel, or empty where its payer may be asked.

    Args:
        rule: Of any payer; only insurers, platforms and marketplaces may pay.
    """
    if rule.kind is PayerKind.CARRIER:
        return NOT_BY_CARRIERS
    named = any(_SEIZURE.search(text) and not _DAMAGE.match(text) for text in rule.exclusions)
    return LEFT_OUT if named else ""
