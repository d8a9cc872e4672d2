"""Countries as sources and files write them, read as ISO 3166-1 alpha-2."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources

import msgspec


def alpha2(code: str) -> str:
    """Return the ISO 3166-1 alpha-2 code for an alpha-2 or alpha-3 code, else empty text.

    >>> alpha2("CHN"), alpha2("cn"), alpha2("China")
    ('CN', 'CN', '')
    """
    return _codes().get(code.strip().upper(), "")


# A file can hold any text, so what is kept is bounded.
@lru_cache(maxsize=4096)
def country_code(text: str) -> str:
    """Return the alpha-2 code of a country by its code or its English or Chinese name, or empty.

    >>> country_code("usa"), country_code("德国"), country_code("DEU"), country_code("Atlantis")
    ('US', 'DE', 'DE', '')
    >>> country_code("AND"), country_code("?"), country_code("")
    ('AD', '', '')
    """
    return _names().get(_key(text), "")


def english_name(code: str) -> str:
    """Return the English name of a country by its alpha-2 code, else the code itself.

    >>> english_name("DE"), english_name("ZZ")
    ('Germany', 'ZZ')
    """
    found = _countries().get(code)
    return code if found is None else found.names[0]


def with_article(name: str) -> str:
    """Return an English name of a country as a sentence says it.

    >>> with_article("United States"), with_article("Cayman Islands"), with_article("Germany")
    ('the United States', 'the Cayman Islands', 'Germany')
    """
    return f"the {name}" if _WITH_ARTICLE.match(name) else name


_WITH_ARTICLE = re.compile(
    r"United |.* Islands|.* Republic$|(Netherlands|Philippines|Bahamas|Maldives|Gambia|Comoros"
    r"|Seychelles|Isle of Man|U\.S\. |US |Vatican City|Congo\b|British Indian|French Southern)"
)


def _key(text: str) -> str:
    plain = re.sub(r"\band\b", "", text.casefold())
    # The three letters of Andorra are that word, and all there is.
    return re.sub(r"[\W_]+", "", plain).removesuffix("站") or text.strip().casefold()


class _Country(msgspec.Struct, frozen=True):
    alpha3: str
    names: tuple[str, ...]


@cache
def _codes() -> dict[str, str]:
    countries = _countries()
    return {code: code for code in countries} | {
        country.alpha3: code for code, country in countries.items()
    }


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for code, country in _countries().items():
        for name in (code, country.alpha3, *country.names):
            names.setdefault(_key(name), code)
    further = msgspec.convert(tomllib.loads(_text("country_names.toml")), dict[str, list[str]])
    for code, more in further.items():
        for name in more:
            names.setdefault(_key(name), code)
    return names


@cache
def _countries() -> dict[str, _Country]:
    return msgspec.convert(tomllib.loads(_text("countries.toml")), dict[str, _Country])


def _text(name: str) -> str:
    return resources.files("parcelwright.parcels").joinpath(name).read_text(encoding="utf-8")
