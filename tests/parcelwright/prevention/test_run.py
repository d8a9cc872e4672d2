"""What a person and a machine read of an order's findings."""

from __future__ import annotations

from datetime import date

from parcelwright.parcels.draft import Draft
from parcelwright.parcels.parcel import Party
from parcelwright.prevention.finding import Severity
from parcelwright.prevention.known import Known
from parcelwright.prevention.plain import plain_finding, told_order
from parcelwright.prevention.run import findings_of

_KNOWN = Known(on=date(2026, 3, 2))
_BUYER = Party(
    name="Ana Lima",
    email="ana@gmial.com",
    phone="+55 11 91234-5678",
    address_lines=("Rua das Flores, 12",),
    city="São Paulo",
    country="BR",
    postal_code="1310100",
)
_ORDER = Draft(order_number="B1", recipient=_BUYER, region="SP", recipient_id="390.533.447-06")


def test_findings_come_gravest_first_with_names_of_countries() -> None:
    found = [each for each in findings_of(_ORDER, _KNOWN) if each.check != "promised_date"]
    addressed = [each for each in found if each.check in {"recipient_id", "email", "postal_code"}]
    assert [(each.check, each.severity) for each in addressed] == [
        ("recipient_id", Severity.STOP),
        ("email", Severity.WARN),
        ("postal_code", Severity.WARN),
    ]
    assert addressed[2].reason == (
        'The postal code is written "1310100"; Brazil writes it "01310-100".'
    )


def test_a_check_that_is_switched_off_says_nothing() -> None:
    found = findings_of(_ORDER, _KNOWN, switched_off={"email"})
    assert "email" not in {each.check for each in found}


def test_a_machine_reads_the_repair_and_the_question() -> None:
    by_check = {each.check: plain_finding(each) for each in findings_of(_ORDER, _KNOWN)}
    assert by_check["email"]["repair"] == {
        "field": "buyer_email",
        "value": "ana@gmail.com",
        "line": None,
    }
    assert by_check["recipient_id"]["ask"] == "recipient_id"


def test_a_terminal_shows_where_what_and_what_to_do() -> None:
    found = [each for each in findings_of(_ORDER, _KNOWN) if each.check == "email"]
    assert list(told_order("B1", 2, found)) == [
        "B1 (row 2)",
        '  warn [email] buyer_email: "gmial.com" looks like a slip of the finger for gmail.com.',
        "    Ask the buyer, or change it to ana@gmail.com.",
    ]
