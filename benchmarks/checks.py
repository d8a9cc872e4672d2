"""Checks before shipping: orders of a file on one core, against reading the file alone."""

from __future__ import annotations

import csv
import random
import resource
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks._scale import CHECKED
from benchmarks.figure import Figure, rated
from parcelwright.interchange.drafts import each_draft
from parcelwright.prevention.known import Known
from parcelwright.prevention.run import findings_of
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import shipped_book

if TYPE_CHECKING:
    from collections.abc import Callable

    from parcelwright.parcels.draft import Draft

DATABASE = False
_KB_IN_MB = 1024
_PLACES = (
    ("DE", "", "Berlin", "10115", "Hauptstraße", "+49 30 9018"),
    ("US", "NV", "Reno", "89501", "Main Street", "+1 775 334 4"),
    ("FR", "", "Paris", "75007", "rue Cler", "+33 1 44 55 6"),
    ("BR", "SP", "São Paulo", "01310-100", "Rua das Flores", "+55 11 91234-"),
    ("JP", "Tokyo", "Chuo-ku", "104-0061", "Ginza", "+81 3 1234 5"),
    ("GB", "", "London", "SW1A 1AA", "High Street", "+44 20 7946 0"),
)
_GOODS = ("cotton T-shirt", "ceramic mug", "wireless earbuds", "gift", "glass vase", "power bank")
_CARRIERS = ("china-post", "yunexpress", "dhl-express", "ups", "4px", "usps")


def run(database: str) -> list[Figure]:
    """Return orders for each second of one core, and the most memory against that early on."""
    del database
    known = Known(on=date(2026, 9, 2), book=shipped_book(), rates=shipped_rates())
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "orders.csv"
        _write(file, CHECKED)
        floor, _ = _measured(file, lambda _: None)
        checked, early = _measured(file, lambda draft: findings_of(draft, known))
    return [
        rated("checks", unit="orders/s", rate=checked, against="reading the same file",
              floor_rate=floor),
        rated("checks, memory", unit="MB", rate=_most_memory(),
              against="after a tenth of the orders", floor_rate=early),
    ]  # fmt: skip


def _measured(file: Path, work: Callable[[Draft], object]) -> tuple[float, float]:
    began, handled, early = time.process_time(), 0, 0.0
    for read in each_draft(file):
        if read.draft is not None:
            work(read.draft)
        handled += 1
        if not early and handled >= CHECKED / 10:
            early = _most_memory()
    return handled / (time.process_time() - began), early


def _most_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KB_IN_MB


def _write(file: Path, orders: int) -> None:
    """Write orders of one to three lines, drawn with a seed, some of them with faults."""
    draw = random.Random(11)  # noqa: S311 - test data, not a secret
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow((
            "order_number", "destination_country", "destination_region", "city",
            "destination_postal_code", "address_lines", "buyer_name", "buyer_phone",
            "buyer_email", "carrier", "origin_country", "contents", "quantity", "unit_value",
            "currency", "hs_code", "goods_origin", "unit_weight_g", "weight_g", "declared_value",
        ))  # fmt: skip
        for number in range(orders):
            country, region, city, code, street, phone = draw.choice(_PLACES)
            for _ in range(draw.randint(1, 3)):
                writer.writerow((
                    f"A{number}", country, region, city, draw.choice((code, code, code[:-1])),
                    f"{street} {draw.randint(1, 200)}", f"Buyer {number}",
                    f"{phone}{draw.randint(100, 999)}", f"buyer{number}@example.com",
                    draw.choice(_CARRIERS), "CN", draw.choice(_GOODS), draw.randint(1, 3),
                    draw.randint(5, 80), "EUR", "691200", "CN", draw.randint(50, 500),
                    draw.randint(600, 3000), draw.randint(20, 200),
                ))  # fmt: skip
