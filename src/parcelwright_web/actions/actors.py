"""Who acts: an opaque id in logs and evidence, a name where people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from parcelwright_web.models.accounts import User

if TYPE_CHECKING:
    from collections.abc import Iterable

SYSTEM = "system"
_PERSON = "user:"


def actor_of(user: User) -> str:
    """Return the opaque id under which a person's acts are kept, such as ``user:42``."""
    return f"{_PERSON}{user.pk}"


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """Return a name to show for each actor; jobs and rules are called Parcelwright."""
    wanted = set(actors)
    keys = {int(actor.removeprefix(_PERSON)) for actor in wanted if _is_person(actor)}
    people = {f"{_PERSON}{user.pk}": str(user) for user in User.objects.filter(pk__in=keys)}
    return {actor: people.get(actor) or _unnamed(actor) for actor in wanted}


def name_of(actor: str) -> str:
    """Return a name to show for one actor."""
    return names_of([actor])[actor]


def _is_person(actor: str) -> bool:
    return actor.startswith(_PERSON) and actor.removeprefix(_PERSON).isdigit()


def _unnamed(actor: str) -> str:
    return _("Somebody who has left") if _is_person(actor) else "Parcelwright"
