import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.parcels.draft import Draft
from parcelwright.parcels.parcel import Party
from parcelwright.prevention.answered_address import address_in
from parcelwright.prevention.answers import proposed_cells
from parcelwright.prevention.finding import Question


def proposed(words, country="BR", asked=tuple(Question), name=""):
    draft = Draft(order_number="1", recipient=Party(country=country, name=name))
    return proposed_cells(words, asked, draft)


def test_a_number_and_a_phone_in_one_answer_are_told_apart():
    assert proposed("CPF 390.533.447-05 e telefone 11 91234-5678, obrigada") == {
        "recipient_id": "390.533.447-05",
        "recipient_id_kind": "cpf",
        "buyer_phone": "+5511912345678",
    }


@pytest.mark.parametrize(
    ("country", "words", "number"),
    [
        ("BR", "39053344705", "39053344705"),
        ("KR", "제 번호는 P123456789012 입니다", "P123456789012"),
        ("BR", "my number: 390 533 447 05.", "390 533 447 05"),
    ],
)
def test_a_recipients_number_is_found_as_it_was_written(country, words, number):
    found = proposed(words, country, [Question.RECIPIENT_ID])
    assert found["recipient_id"] == number


@pytest.mark.parametrize(
    "words",
    [
        "390.533.447-06",  # its check digit does not fit
        "390.533.447-05 or 111.444.777-35, you choose",
        "I do not have one",
    ],
)
def test_a_number_in_doubt_is_not_proposed(words):
    assert proposed(words, asked=[Question.RECIPIENT_ID]) == {}


def test_the_same_number_written_twice_is_one():
    found = proposed("390.533.447-05, again: 39053344705", asked=[Question.RECIPIENT_ID])
    assert found["recipient_id_kind"] == "cpf"


def test_only_what_was_asked_is_proposed():
    words = "390.533.447-05, +55 11 91234-5678, ana@example.com"
    assert proposed(words, asked=[Question.EMAIL]) == {"buyer_email": "ana@example.com"}


@pytest.mark.parametrize(
    ("country", "text", "street", "code", "city", "region"),
    [
        ("US", "Hi,\n\naddress: 12 Main Street Apt 4, Reno, NV 89501\nthanks",
         "12 Main Street Apt 4", "89501", "Reno", "NV"),
        ("US", "Bob Roe\n12 Main Street\nApt 4\nReno, NV 89501\nUSA",
         "12 Main Street\nApt 4", "89501", "Reno", "NV"),
        ("FR", "C'est ici :\n12 rue de la Paix\n75002 Paris\nFrance",
         "12 rue de la Paix", "75002", "Paris", ""),
        ("GB", "27 Marylebone High Street\nLondon W1U 4PL",
         "27 Marylebone High Street", "W1U 4PL", "London", ""),
        ("NL", "Keizersgracht 12\n1015 AB Amsterdam",
         "Keizersgracht 12", "1015 AB", "Amsterdam", ""),
        ("BR", "Rua das Flores, 12, São Paulo, SP, 01310-100, Brasil",
         "Rua das Flores, 12", "01310-100", "São Paulo", "SP"),
    ],
)  # fmt: skip
def test_an_address_is_read_as_people_write_it(country, text, street, code, city, region):
    cells = address_in(text, country, "Bob Roe")
    assert cells == {
        name: cell
        for name, cell in (
            ("address_lines", street),
            ("destination_postal_code", code),
            ("city", city),
            ("destination_region", region),
        )
        if cell
    }


@pytest.mark.parametrize(
    ("country", "text"),
    [
        ("DE", "either 10115 or 10117 Berlin"),
        ("DE", "Hauptstraße\n10115 Berlin"),
        ("DE", "10115"),
        ("DE", "the door is green"),
        ("HK", "12 Queen's Road, Central"),
        ("", "12 Main St, Reno, NV 89501"),
    ],
)
def test_an_address_in_doubt_is_not_proposed(country, text):
    assert address_in(text, country, "") == {}


@given(st.text(max_size=300), st.sampled_from(["BR", "US", "JP", "KR", "ZZ", ""]))
def test_no_words_raise_and_nothing_is_proposed_that_they_do_not_hold(words, country):
    cells = proposed(words, country)
    for column in ("recipient_id", "buyer_email", "destination_postal_code"):
        assert cells.get(column, "") in words
