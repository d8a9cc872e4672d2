"""Proposes cells of an order from what a buyer answered, where the words leave no doubt.

Nothing is guessed: a number or address is proposed only when exactly one fits what was asked, and
a person takes it over. What is not found here stands in the buyer's own words beside the order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import phonenumbers

from parcelwright.prevention.answered_address import address_in
from parcelwright.prevention.finding import Question
from parcelwright.prevention.id_numbers import Fit, ids_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parcelwright.parcels.draft import Draft

_MOST_LETTERS = 4000
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"(?<![\w+])[A-Za-z]{0,4}\d[\dA-Za-z]*(?:[ .\-/][\dA-Za-z]+)*(?!\w)")


def proposed_cells(words: str, asked: Sequence[Question], draft: Draft) -> dict[str, str]:
    """Return the cells that an answer gives, by column of the orders file; empty where in doubt.

    Args:
        words: What the buyer wrote, without the mail that is answered.
        asked: What was asked.
        draft: The order as it stands.

    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.parcels.parcel import Party
    >>> order = Draft(order_number="1", recipient=Party(country="BR"))
    >>> proposed_cells("Meu CPF: 390.533.447-05, obrigada", [Question.RECIPIENT_ID], order)
    {'recipient_id': '390.533.447-05', 'recipient_id_kind': 'cpf'}
    """
    text = words[:_MOST_LETTERS]
    cells: dict[str, str] = {}
    if Question.RECIPIENT_ID in asked and (number := _recipient_id(text, draft)):
        cells |= number
        text = text.replace(number["recipient_id"], " ")
    if Question.EMAIL in asked and len(addresses := set(_MAIL.findall(text))) == 1:
        cells["buyer_email"] = addresses.pop()
    text = _MAIL.sub(" ", text)
    if Question.PHONE in asked and (phone := _phone(text, draft.recipient.country)):
        written, number_of_it = phone
        cells["buyer_phone"] = number_of_it
        text = text.replace(written, " ")
    if Question.ADDRESS in asked:
        cells |= address_in(text, draft.recipient.country, draft.recipient.name)
    return cells


def _recipient_id(text: str, draft: Draft) -> dict[str, str]:
    asked = ids_of(draft.recipient.country)
    if asked is None:
        return {}
    found = {}
    for written in _numbers(text):
        fit, kind = asked.fitting(written, draft.recipient_id_kind)
        if fit is Fit.YES and kind is not None:
            found[re.sub(r"\W", "", written).upper()] = (written, kind.kind)
    if len(found) != 1:
        return {}
    ((written, kind_of_it),) = found.values()
    return {"recipient_id": written, "recipient_id_kind": kind_of_it}


def _numbers(text: str) -> Iterator[str]:
    """Yield texts that may be a number: with the words and blanks inside it, and without."""
    for match in _NUMBER.finditer(text):
        whole = match[0].strip(" .-/")
        yield whole
        yield from (part for part in whole.split() if part != whole)


def _phone(text: str, country: str) -> tuple[str, str] | None:
    """Return the only phone number of a text: as written, and in international form."""
    found = {
        phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164): str(
            match.raw_string
        )
        for match in phonenumbers.PhoneNumberMatcher(text, country or None)
    }
    if len(found) != 1:
        return None
    ((number, written),) = found.items()
    return written, number
