from claim_factories import entitled, money, parcel

ASKED_WHY = "The payer may ask why, pay no more than the declaration, or refuse."


def warnings(**more):
    (remedy,) = entitled(parcel(**more)).remedies
    return remedy.warnings


def test_a_claim_above_the_customs_declaration_shows_both_sums():
    assert warnings(declared="40 USD") == (
        f"The claim for the goods is 66.99 USD, the customs declaration 40.00 USD. {ASKED_WHY}",
    )


def test_a_declaration_in_another_currency_shows_rate_and_day():
    assert warnings(declared="40 EUR") == (
        "The claim for the goods is 66.99 USD, the customs declaration "
        "40.00 EUR x 1.17450281 USD per EUR (22 Dec 2025) = 46.98 USD. " + ASKED_WHY,
    )


def test_a_claim_of_just_the_declaration_is_not_flagged():
    assert warnings(declared="66.99 USD") == ()
    assert warnings(declared="58 EUR") == ()
    assert warnings() == ()


def test_postage_is_no_part_of_what_was_declared():
    assert warnings(declared="66.99 USD", postage=money("9 USD")) == ()


def test_a_declaration_without_a_rate_is_left_to_the_reader():
    assert warnings(declared="40 AAA") == (
        (
            "The claim for the goods is 66.99 USD, the customs declaration 40.00 AAA; compare them "
            "yourself: no rate from AAA to USD is known on or before 2025-12-23."
        ),
    )
