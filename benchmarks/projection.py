"""Tracking events per second from stored bodies to parcels with a journey."""

from __future__ import annotations

from benchmarks._installation import NOW, BareTable, bodies, connection
from benchmarks.figure import Figure, compare

DATABASE = True
_BODIES = 2000


def run(database: str) -> list[Figure]:
    """Return the rate at which the worker's job reads stored bodies until none is left."""
    connected = connection()
    from parcelwright import sources  # noqa: PLC0415  # Django starts late
    from parcelwright_web.actions import inbound  # noqa: PLC0415
    from parcelwright_web.jobs import project  # noqa: PLC0415
    from parcelwright_web.models.intake import InboundBody  # noqa: PLC0415

    # Who sent a body is measured by the benchmark of intake; here its address is enough.
    connected.secret = ""
    connected.save()
    found = bodies(_BODIES)
    for one in found:
        inbound.receive(connected, one.body, {}, NOW)
    parse = sources.by_slug(connected.source).parse
    bare = BareTable()

    def drain(_: int) -> None:
        while project.run(NOW):
            pass

    figure = compare(
        f"projection, {database}",
        unit="events/s",
        count=sum(len(parse(one.body, NOW).events) for one in found),
        work=drain,
        against="bare durable insert of the same bytes",
        floor=lambda _: bare.insert(found),
        rounds=1,
    )
    left = InboundBody.across_tenants.exclude(verdict="projected").count()
    if left:
        raise RuntimeError(f"{left} bodies were not projected")
    return [figure]
