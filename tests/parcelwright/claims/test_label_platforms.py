"""A label bought on a platform follows the platform's days, for the carriers they are meant for."""

from datetime import date

import pytest

from parcelwright.rulebook.key import Key
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.rule import ClaimType
from parcelwright.rulebook.select import rules_for

ACCEPTED = date(2025, 12, 2)


def ids(carrier, programme, service=""):
    key = Key(
        carrier=carrier,
        service=service,
        claim_type=ClaimType.LOST_IN_TRANSIT,
        programme=programme,
        accepted_on=ACCEPTED,
    )
    return {rule.id for rule in rules_for(shipped_book(), key)}


@pytest.mark.parametrize(
    ("carrier", "programme", "there", "absent"),
    [
        ("evri", "shippo", "shippo/evri", ""),
        ("fedex", "boxtal", "boxtal/fedex-lost", "boxtal/colissimo-lost"),
        ("colissimo", "boxtal", "boxtal/colissimo-lost", "boxtal/fedex-lost"),
        ("usps", "shipsaving", "shipsaving/usps", "shipsaving/others"),
        ("ups", "shipsaving", "shipsaving/others", "shipsaving/usps"),
        ("ups", "packlink", "packlink/lost", ""),
    ],
)
def test_a_platforms_rule_holds_for_the_carrier_it_names(carrier, programme, there, absent):
    found = ids(carrier, programme)
    assert there in found
    assert absent not in found


@pytest.mark.parametrize(
    ("carrier", "service"), [("evri", ""), ("la-poste-colissimo", "colissimo"), ("fedex", "")]
)
def test_a_parcel_that_names_no_platform_sees_no_platforms_days(carrier, service):
    shown = {rule.split("/")[0] for rule in ids(carrier, "", service)}
    assert not shown & {"shippo", "boxtal", "parcel2go", "packlink"}
    assert carrier in shown
