"""What buyers say: parcels that did not come, and a few who are mistaken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from parcelwright.simulate.columns import picked, times
from parcelwright.simulate.draws import Purpose, stream
from parcelwright.simulate.speed import DAY
from parcelwright.simulate.stages import Cause
from parcelwright.simulate.tables import order_cells

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.simulate.world import Simulated

_WORDS = {
    "en": "My parcel has not arrived. Can you tell me where it is?",
    "zh": "我还没有收到包裹，请帮忙查询。",
    "de": "Mein Paket ist nicht angekommen. Wo ist es?",
    "fr": "Mon colis n'est pas arrivé. Où est-il ?",
    "es": "Mi paquete no ha llegado. ¿Dónde está?",
    "pt": "Meu pacote não chegou. Onde ele está?",
}


def reports_table(world: Simulated) -> pa.Table:
    """Return the reports "not received" made by ``now``, oldest first."""
    when, rows = reported(world)
    who, sent = world.buyers, world.sent
    cells = order_cells(sent)
    offset = world.network.offset_min(sent.destination[rows], when[rows])
    parcels = rows.tolist()
    return pa.table({
        "tracking_number": pa.array([sent.numbers[i] for i in parcels], pa.string()),
        "report": picked(["not_received"], np.zeros(len(rows), dtype=np.int64)),
        **times("reported_at", when[rows], offset),
        "text": pa.array([_WORDS[who.language[i]] for i in parcels], pa.string()),
        "order_number": pa.array([cells[i] for i in parcels], pa.string()),
        "buyer_email": pa.array([who.email[i] for i in parcels], pa.string()),
        "buyer_language": pa.array([who.language[i] for i in parcels], pa.string()),
    })  # fmt: skip


def reported(world: Simulated) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return when each buyer writes, and the parcels reported by ``now``, oldest first."""
    when = _reported_at(world)
    order = np.argsort(when, kind="stable")
    return when, order[when[order] <= world.now.timestamp()]


def _reported_at(world: Simulated) -> NDArray[np.float64]:
    """Return when each buyer writes, infinite for the many who never do."""
    truth, noise = world.truth, world.numbers.feed
    rng = stream(world.seed, Purpose.REPORTS, world.part)
    count = len(truth.cause)
    chance, wait = rng.random(count), rng.lognormal(0.0, 0.4, count)
    false = truth.cause == Cause.FALSE_DELIVERY
    lost = truth.lost & ~false
    after_false = truth.lost_at + wait * noise.complaint_after_delivered * DAY
    after_sent = world.sent.label_at + wait * noise.complaint_of_lost_after * DAY
    mistaken = np.isfinite(truth.delivered_at) & (chance < noise.complaint_unfounded)
    shown = np.where(np.isfinite(truth.delivered_at), truth.delivered_at, 0.0)
    when = np.full(count, np.inf)
    when = np.where(false & (chance < noise.complaint_of_false_delivered), after_false, when)
    when = np.where(lost & (chance < noise.complaint_of_lost), after_sent, when)
    when = np.where(mistaken, shown + wait * DAY, when)
    return np.asarray(np.floor(when), dtype=np.float64)
