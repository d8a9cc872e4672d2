"""Places, goods, buyers and words of the simulated world, read from their data files."""

from __future__ import annotations

from functools import cache

import msgspec

from parcelwright.simulate.parameters import Record, read_data


class City(msgspec.Struct, frozen=True, array_like=True):
    """A real city with region and postal code."""

    name: str
    region: str
    postal_code: str


class OffRoute(msgspec.Struct, frozen=True, array_like=True):
    """A hub that mis-sorted parcels are seen at."""

    code: str
    name: str
    country: str


class Country(Record, frozen=True):
    """What the simulator knows about a country; ``last_mile`` delivers for consolidators."""

    name: str
    iso3: str
    zone: str
    hub: str
    language: str
    last_mile: str
    cities: tuple[City, ...]


class Places(Record, frozen=True):
    """Countries by ISO 3166-1 alpha-2 code, and hubs off every route."""

    countries: dict[str, Country]
    others: tuple[OffRoute, ...]


class Good(msgspec.Struct, frozen=True, array_like=True):
    """A thing the shop sells: USD, grams, millimetres."""

    description: str
    hs_code: str
    value: float
    weight_g: int
    size_mm: tuple[int, int, int]


class People(Record, frozen=True):
    """Invented buyers of one country; ``languages`` runs parallel to ``given``, repeating."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    street: str
    phone: str
    languages: tuple[str, ...]


class Words(Record, frozen=True):
    """What a scan is called by us, the post and the three sources."""

    milestone: str
    place: str
    emsevt: str
    aftership: str
    track17: str
    easypost: tuple[str, str]
    en: str
    zh: str
    fr: str

    def text(self, language: str) -> str:
        """Return the words in ``en``, ``zh`` or ``fr``; English for any other."""
        return {"zh": self.zh, "fr": self.fr}.get(language, self.en)


@cache
def places() -> Places:
    """Return the countries and the hubs off every route."""
    return msgspec.convert(read_data("places.toml"), Places)


@cache
def goods() -> tuple[Good, ...]:
    """Return what the sample shop sells."""
    return msgspec.convert(read_data("goods.toml")["goods"], tuple[Good, ...])


@cache
def people() -> dict[str, People]:
    """Return invented buyers by country."""
    data = {key: value for key, value in read_data("buyers.toml").items() if key != "domains"}
    return msgspec.convert(data, dict[str, People])


@cache
def mail_domains() -> tuple[str, ...]:
    """Return the reserved domains that buyers' addresses end in."""
    return msgspec.convert(read_data("buyers.toml")["domains"], tuple[str, ...])


@cache
def words() -> dict[str, Words]:
    """Return the kinds of scan by name, in the order of the file."""
    return msgspec.convert(read_data("words.toml"), dict[str, Words])
