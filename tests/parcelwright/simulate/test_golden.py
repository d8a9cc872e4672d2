"""Files made before stay as they are: a draw more for one purpose changes no other."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from parcelwright.simulate.sample_shop import sample_shop

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_sample_shop_of_600_parcels_has_the_bytes_it_always_had() -> None:
    shop = sample_shop(1, NOW, parcels=600)
    files = {name: getattr(shop, name) for name in ("parcels", "events", "reports", "truth")}
    assert {name: hashlib.sha256(file).hexdigest()[:16] for name, file in files.items()} == {
        "parcels": "664427b362a0fb79",
        "events": "42e5f6b168bc36da",
        "reports": "8848cf9d41ea63a4",
        "truth": "eae2a1e4371bf2ee",
    }
