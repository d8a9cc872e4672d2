"""Enters the sample's letterhead, second member, contracts and policy, as an owner would."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright.simulate.sample_shop import FACTS, contracts, policy
from parcelwright_web.actions import own_terms, settings
from parcelwright_web.actions.actors import actor_of
from parcelwright_web.models.accounts import Membership, Role, User

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright_web.models.accounts import Shop

SECOND = "ben.sample@parcelwright.example"
_ENTERED_BEFORE = timedelta(days=79)


def fill(shop: Shop, now: datetime) -> None:
    """Save what an owner enters in the settings before the first parcel is looked at."""
    owner = Membership.objects.filter(tenant=shop.tenant_id, role=Role.OWNER).get().user
    values = {name: getattr(shop, name) for name in settings.SHOP_FIELDS}
    values |= {
        "address": "\n".join(FACTS.letterhead[1:]),
        "email": FACTS.email,
        "phone": FACTS.phone,
        "signatory": owner.name,
    }
    settings.save_shop(shop.tenant, shop.pk, values)
    shop.refresh_from_db()
    for terms in contracts(now):
        assert terms.valid_from is not None
        own_terms.save_contract(
            shop.tenant,
            shop,
            terms,
            terms.valid_from,
            actor=actor_of(owner),
            now=now - _ENTERED_BEFORE,
        )
    cover = policy(now)
    assert cover.valid_from is not None
    own_terms.save_cover(
        shop.tenant,
        cover,
        cover.valid_from,
        actor=actor_of(owner),
        now=now - _ENTERED_BEFORE,
    )
    # Without a password: nobody logs in as the second member.
    second = User.objects.create_user(SECOND, name="Ben")
    Membership.objects.create(user=second, tenant=shop.tenant, role=Role.AGENT)
