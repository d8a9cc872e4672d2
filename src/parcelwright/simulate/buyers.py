"""Invented buyers: the same person number always gives the same name and address."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.simulate.catalog import City, mail_domains, people, places

if TYPE_CHECKING:
    from parcelwright.simulate.sendings import Sendings


@dataclass(frozen=True, kw_only=True)
class Buyers:
    """One entry per parcel, as written on label and order."""

    name: tuple[str, ...]
    email: tuple[str, ...]
    phone: tuple[str, ...]
    language: tuple[str, ...]
    street: tuple[str, ...]
    city: tuple[City, ...]
    country: tuple[str, ...]


def buyers(sent: Sendings) -> Buyers:
    """Return the buyer of each parcel."""
    codes = tuple(places().countries)
    rows = zip(sent.person.tolist(), sent.destination.tolist(), sent.city.tolist(), strict=True)
    made = [_buyer(person, codes[country], city) for person, country, city in rows]
    name, email, phone, language, street, city, country = zip(*made, strict=True)
    return Buyers(
        name=name,
        email=email,
        phone=phone,
        language=language,
        street=street,
        city=city,
        country=country,
    )


def _buyer(person: int, country: str, city: int) -> tuple[str, str, str, str, str, City, str]:
    own, domains = people()[country], mail_domains()
    given = person % len(own.given)
    # Names of one script go together, as they do on parcels.
    script = _script(own.given[given])
    families = [each for each in own.family if _script(each) == script] or own.family
    family = person // len(own.given) % len(families)
    name = _full_name(own.given[given], families[family])
    return (
        name,
        f"buyer{person:06d}@{domains[person % len(domains)]}",
        own.phone.format(d=person % 100),
        own.languages[given % len(own.languages)],
        own.street.format(n=1 + person % 180),
        places().countries[country].cities[city],
        country,
    )


def _full_name(given: str, family: str) -> str:
    """Join the names; Chinese ones stand together, family name first."""
    if given.isascii() or family.isascii() or not _is_chinese(given + family):
        return f"{given} {family}"
    return f"{family}{given}" if len(family) == 1 else f"{given}{family}"


def _script(name: str) -> str:
    return unicodedata.name(name[0]).partition(" ")[0]


def _is_chinese(text: str) -> bool:
    return all("\u4e00" <= letter <= "\u9fff" for letter in text)


def order_number(number: int) -> str:
    """Return an order number as the shop writes it."""
    return f"#{1001 + number}"
