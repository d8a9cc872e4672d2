"""Recognizing a million tracking numbers of all formats."""

from __future__ import annotations

import random
import re

from benchmarks.figure import Figure, compare
from parcelwright.parcels.check_digits import s10_check_digit
from parcelwright.parcels.number_formats import number_formats
from parcelwright.parcels.recognize import recognize

DATABASE = False
_NUMBERS = 1_000_000
_SEED = 11
_POSTS = 0.5
_SERIALS = 100_000_000
_S10 = "[A-Z]{2}[0-9]{9}[A-Z]{2}"


def run(database: str) -> list[Figure]:
    """Return the rate at which candidates are found, right and wrong check digits mixed."""
    del database
    numbers = _numbers()
    shapes = _all_shapes()
    recognize(numbers[0])
    return [
        compare(
            "numbers",
            unit="numbers/s",
            count=_NUMBERS,
            work=lambda _: _assert_whole(sum(1 for one in numbers if recognize(one))),
            against="one re.fullmatch of all shapes each",
            floor=lambda _: _assert_whole(sum(1 for one in numbers if shapes.fullmatch(one))),
        )
    ]


def _all_shapes() -> re.Pattern[str]:
    """Return one expression for every shape: it tells whether a number fits any, not which."""
    shapes = [_S10, *(form.pattern.pattern for form in number_formats().values())]
    return re.compile("|".join(re.sub(r"\?P<\w+>", "?:", shape) for shape in shapes))


def _numbers() -> list[str]:
    """Return half numbers of posts, half of couriers with other digits at their ends."""
    chance = random.Random(_SEED)  # noqa: S311  # no secret
    examples = [number for form in number_formats().values() for number in form.valid]
    return [
        _of_a_post(chance) if chance.random() < _POSTS else _of_a_courier(chance, examples)
        for _ in range(_NUMBERS)
    ]


def _of_a_post(chance: random.Random) -> str:
    serial = f"{chance.randrange(_SERIALS):08d}"
    letters = chance.choice("CELRUV") + chance.choice("ABCDEFGHIJKLMNOPQRSTUVWXY")
    return f"{letters}{serial}{s10_check_digit(serial)}{chance.choice(('CN', 'DE', 'HK', 'US'))}"


def _of_a_courier(chance: random.Random, examples: list[str]) -> str:
    """Return an example whose longest run of digits is another, so check digits vary."""
    example = chance.choice(examples).replace("-", "")
    run = max(re.findall(r"[0-9]+", example), key=len)
    kept = len(run) // 2
    other = "".join(chance.choices("0123456789", k=len(run) - kept))
    return example.replace(run, run[:kept] + other)


def _assert_whole(found: int) -> None:
    if found < _NUMBERS * 0.95:
        raise RuntimeError(f"only {found} of {_NUMBERS} were recognized")
