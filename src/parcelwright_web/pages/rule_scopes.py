"""For which parcels a rule, or one figure of it, holds: one short line for each condition."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from babel.dates import format_skeleton
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parcelwright.parcels.parcel import Transport
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.labels import carrier_name
from parcelwright_web.pages.rule_words import KINDS, TRANSPORTS
from parcelwright_web.pages.service_names import PROGRAMMES, SERVICES
from parcelwright_web.pages.words import country_name, locale

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django_stubs_ext import StrOrPromise

    from parcelwright.rulebook.rule import Rule
    from parcelwright.rulebook.scope import Scope, Season

_MANY = 12
_LEAP_YEAR = 2000


def rule_scope(rule: Rule) -> tuple[str, ...]:
    """Return the lines that say which parcels and which losses a rule covers."""
    lines = (
        _joined(spoken(kind.spoken) for kind in rule.claim_types),
        _("edition: %(name)s") % {"name": spoken(rule.edition)} if rule.edition else "",
        _said(_("services: %(names)s"), _names(SERVICES, rule.services)),
        _said(_("postal numbers beginning with %(letters)s"), ", ".join(rule.s10)),
        _said(_("carried by: %(names)s"), _carriers(rule.carriers)),
        _said(_("kinds of carrier: %(names)s"), _names(KINDS, rule.carrier_kinds)),
        _said(_("from %(places)s"), _places(rule.origins)),
        _said(_("to %(places)s"), _places(rule.destinations)),
    )
    return (*(line for line in lines if line), *scope_lines(rule.only))


def scope_lines(scope: Scope, *, every_place: bool = False) -> tuple[str, ...]:
    """Return the conditions of a scope, one a line; empty when it has none.

    Long lists of destinations are cut short, unless every place of them is asked for.
    """
    destinations = _every_place if every_place else _places
    lines = (
        _joined(sorted(spoken(kind.spoken) for kind in scope.claim_types)),
        _said(_("services: %(names)s"), _names(SERVICES, scope.services)),
        _said(_("bought through: %(names)s"), _names(PROGRAMMES, scope.programmes)),
        _said(_("not bought through: %(names)s"), _names(PROGRAMMES, scope.not_programmes)),
        _said(_("carried by: %(names)s"), _carriers(scope.carriers)),
        _said(_("not carried by: %(names)s"), _carriers(scope.not_carriers)),
        _said(_("from %(places)s"), _places(scope.origins)),
        _said(_("to %(places)s"), destinations(scope.destinations)),
        _said(_("not to %(places)s"), _places(scope.not_destinations)),
        _said(_("from or to %(places)s"), _places(scope.touches)),
        _said(_("neither from nor to %(places)s"), _places(scope.not_touches)),
        _said(_("carried by %(names)s"), _transports(scope.transports)),
        _said(_("customers: %(names)s"), _joined(sorted(spoken(c) for c in scope.customers))),
        *(
            _("accepted from %(first)s to %(last)s of a year") % _season(season)
            for season in scope.seasons
        ),
        *(
            _("ordered from %(first)s to %(last)s of a year") % _season(season)
            for season in scope.order_seasons
        ),
        _lane(domestic=scope.domestic),
    )
    return tuple(line for line in lines if line)


def _said(words: str, names: str) -> str:
    return words % {"names": names, "places": names, "letters": names} if names else ""


def _joined(names: Iterable[str]) -> str:
    return pgettext("between listed words", ", ").join(dict.fromkeys(names))


def _names(known: Mapping[str, StrOrPromise], slugs: Iterable[str]) -> str:
    return _joined(sorted(str(known.get(slug, slug.replace("-", " "))) for slug in slugs))


def _carriers(slugs: Iterable[str]) -> str:
    return _few(sorted(carrier_name(slug) for slug in slugs))


def _places(codes: Iterable[str]) -> str:
    return _few(sorted(country_name(code) for code in codes))


def _every_place(codes: Iterable[str]) -> str:
    return _joined(sorted(country_name(code) for code in codes))


def _few(names: list[str]) -> str:
    shown = _joined(names[:_MANY])
    rest = len(names) - _MANY
    return shown if rest <= 0 else _("%(names)s and %(n)d more") % {"names": shown, "n": rest}


def _season(season: Season) -> dict[str, str]:
    days = {"first": season.first, "last": season.last}
    return {
        name: format_skeleton("MMMMd", date(_LEAP_YEAR, *day), locale=locale())
        for name, day in days.items()
    }


def _transports(named: frozenset[str]) -> str:
    return _(" or ").join(str(TRANSPORTS[way]) for way in Transport if way in named)


def _lane(*, domestic: bool | None) -> str:
    if domestic is None:
        return ""
    return _("within one country") if domestic else _("across a border")
