from claim_factories import entitled, money, parcel
from parcelwright.claims.entitlement import Known
from parcelwright.claims.gaps import Choice, Gap
from parcelwright.claims.told import told_entitlement
from parcelwright.parcels.parcel import Lane
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.load_clocks import shipped_schemes

TAKEN = ("ACCEPTED", "2025-10-01")


def lines(found, gaps=()):
    return list(told_entitlement(found, gaps))


def test_the_first_lines_say_what_went_wrong_and_what_else_is_possible():
    told = lines(entitled(parcel(), TAKEN, ("DAMAGED", "2025-10-09")))
    assert told[:2] == [
        "CP123456785CN on 2025-12-23, damaged: A scan reports damage.",
        "  possible too: lost in transit. What decides: Whether it still arrives.",
    ]


def test_a_gap_is_told_with_its_choices():
    gap = Gap(
        lacks="weight", text="No weight.", choices=(Choice(supposed="With 1 g", follows="A."),)
    )
    told = lines(entitled(parcel(), TAKEN), [gap])
    at = told.index("  missing: No weight.")
    assert told[at + 1] == "    With 1 g: A."


def test_turns_and_the_limit_of_all_payers_are_told():
    what = parcel(insurer="shipsurance", insured=money("500 USD"), postage=money("9 USD"))
    told = lines(entitled(what, TAKEN))
    assert "  turn 1: at most 9.00 USD if others pay first" in told
    assert "  turn 2, after china-post: at most 433.01 USD if others pay first" in told
    assert told[-1] == "All payers together pay at most 509.00 USD, the loss with the postage."


def test_what_is_left_after_a_payment_is_told():
    known = Known(paid={"china-post": money("66.99 USD")})
    told = lines(entitled(parcel(), TAKEN, known=known))
    assert told[-1] == (
        "All payers together pay at most 500.00 USD, the loss with the postage, "
        "433.01 USD of it is left."
    )


def test_sources_that_disagree_are_named_beside_the_reading_that_was_taken():
    (rule,) = shipped_book().by_id["correos/registered"]
    told = lines(entitled(parcel("RR123456785ES"), TAKEN))
    assert [f"  sources disagree: {each}" for each in rule.conflicts] == [
        line for line in told if line.startswith("  sources disagree")
    ]
    assert rule.conflicts


def test_a_paper_says_who_has_it_and_how_it_is_got():
    told = lines(entitled(parcel(), TAKEN))
    assert (
        "  paper: carrier letter (missing, from the post abroad). The carrier's written answer "
        "to the inquiry; ask for it in writing."
    ) in told


def test_an_exclusion_that_bites_says_why_and_one_that_spares_is_left_out():
    what = parcel(
        insurer="shipsurance", insured=money("500 USD"), lane=Lane(destination_country="IR")
    )
    told = [line for line in lines(entitled(what, TAKEN)) if line.startswith("  exclusion bites")]
    assert len(told) == 1
    assert told[0].endswith(". The destination is IR.")


def test_where_it_is_not_known_which_case_holds_both_days_are_told():
    (remedy,) = entitled(parcel(), TAKEN).remedies
    told = lines(entitled(parcel(), TAKEN))
    (line,) = [each for each in told if each.startswith("  inquiry: ")]
    assert "the earlier of 180 calendar days after the posting" in line
    assert "and 6 months after the posting" in line
    assert remedy.deadlines[0].explanation in line


def test_a_buyers_country_without_a_known_law_is_told():
    lane = Lane(origin_country="CN", destination_country="BR")
    told = lines(entitled(parcel(lane=lane), TAKEN, schemes=shipped_schemes()))
    assert "  not known: what the law of BR lets the buyer ask for, and by when" in told
