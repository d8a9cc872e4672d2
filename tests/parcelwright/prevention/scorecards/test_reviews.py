import io
from datetime import date

import pytest

from parcelwright.errors import InputFileError
from parcelwright.prevention.scorecards.claim_records import read_claims
from parcelwright.prevention.scorecards.reviews import Review, read_reviews


def read(text):
    return read_reviews(io.BytesIO(text.encode()), "reviews.csv")


def test_a_review_keeps_stars_words_who_when_and_where():
    found = read(
        "carrier,service,stars,words,who,said_on,source\n"
        "Yanwen,Special line,2,Slow at Chinese New Year,Mei,2026-02-20,our warehouse\n"
    )
    assert found == (
        Review(
            carrier="yanwen",
            service="Special line",
            stars=2,
            words="Slow at Chinese New Year",
            who="Mei",
            said_on=date(2026, 2, 20),
            source="our warehouse",
        ),
    )


@pytest.mark.parametrize(
    ("row", "where"),
    [
        (",2,x,", "row 2, carrier: is empty"),
        ("yanwen,6,x,", 'row 2, stars: "6" is not from 1 to 5'),
        ("yanwen,2.5,x,", 'row 2, stars: "2.5" is not from 1 to 5'),
        ("yanwen,,,", "row 2, words: says nothing"),
        ("yanwen,3,x,yesterday", 'row 2, said_on: "yesterday" is no day; write it as 2026-01-31'),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(row, where):
    with pytest.raises(InputFileError, match=f"reviews.csv, {where}"):
        read(f"carrier,stars,words,said_on\n{row}\n")


def test_a_claim_that_was_paid_was_granted(tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text(
        "tracking_number,claimed_on,decided_on,paid,currency\n"
        "RR1,2026-01-01,2026-01-10,12.50,USD\nRR2,2026-01-01,2026-01-10,0,USD\n"
    )
    assert [claim.granted for claim in read_claims(path)] == [True, False]


def test_a_table_of_claims_without_numbers_is_refused(tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text("claimed_on,paid\n2026-01-01,3\n")
    with pytest.raises(InputFileError, match=r"claims\.csv has no column tracking_number"):
        read_claims(path)
