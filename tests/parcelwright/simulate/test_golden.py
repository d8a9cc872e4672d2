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
        "parcels": "93a41526ad770b06",
        "events": "4b1e10201af97734",
        "reports": "aa57698b507c8c59",
        "truth": "ba310ab629ae617e",
    }
