import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from parcelwright_web.actions.opening import open_by_hand
from parcelwright_web.jobs import assess, project
from parcelwright_web.models.cases import EvidenceEntry
from parcelwright_web.models.intake import InboundBody, SourceConnection
from parcelwright_web.models.parcels import Parcel

pytestmark = pytest.mark.django_db
BODIES = Path(__file__).parents[2] / "payloads" / "17track"


@pytest.fixture
def post(tenant, letter_shop, now):
    """Post a body as a source does, and let the job read it."""
    connection = SourceConnection.objects.for_tenant(tenant).create(
        shop=letter_shop, source="17track", token="t", token_digest="d" * 64, created_at=now
    )

    def run(*bodies):
        for place, body in enumerate(bodies):
            digest = hashlib.sha256(body).hexdigest()
            InboundBody.objects.for_tenant(tenant).create(
                connection=connection, source="17track", dedupe_key=digest, digest=digest,
                body=body, received_at=now + timedelta(seconds=place), run_at=now, auth="signature",
            )  # fmt: skip
        project.run(now + timedelta(minutes=1))

    return run


def kept(tenant):
    rows = EvidenceEntry.objects.for_tenant(tenant).filter(kind="raw_payload").order_by("seq")
    return [row.payload for row in rows]


def test_every_body_that_comes_while_a_case_is_open_is_kept_once(tenant, post, actor, now):
    body = (BODIES / "lost.json").read_bytes()
    post(body)
    parcel = Parcel.objects.for_tenant(tenant).get()
    open_by_hand(parcel, actor, now + timedelta(minutes=2))
    later = [body + b"\n", body + b" \n"]
    post(*later)
    assert kept(tenant) == [body, *later]
    Parcel.objects.for_tenant(tenant).update(assess_due=True)
    assess.run(now + timedelta(hours=1))
    assert kept(tenant) == [body, *later]


def test_a_body_about_another_parcel_is_not_kept(tenant, post, case):
    post((BODIES / "lost.json").read_bytes())
    assert kept(tenant) == []
