"""Connections that are asked, and watches over parcels, for the tests of pages."""

from datetime import UTC, datetime, timedelta

import posting

from parcelwright import sources
from parcelwright_web.actions import watching
from parcelwright_web.models.watches import Watch

NOW = datetime.now(UTC)
ASKED = "17track"


def asked(tenant, shop, **fields):
    """Return a connection to a source that is asked, checked already."""
    connection = posting.connect(tenant, shop, source=ASKED)
    values = {each.name: "a key" for each in sources.pull_by_slug(ASKED).TERMS.credentials}
    watching.set_access(connection, values, NOW)
    connection.check_due_at = None
    for name, value in fields.items():
        setattr(connection, name, value)
    connection.save()
    return connection


def watch(parcel, connection=None, standing="told", **fields):
    given = {
        "parcel": parcel, "number": parcel.tracking_number, "connection": connection,
        "standing": standing, "started_at": NOW, "run_at": NOW + timedelta(hours=3), **fields,
    }  # fmt: skip
    return Watch.objects.for_tenant(parcel.tenant_id).create(**given)
