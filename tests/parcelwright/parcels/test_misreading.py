from __future__ import annotations

import pytest

from parcelwright.parcels.misreading import correct


@pytest.mark.parametrize(
    "number", ["RBI23456785GB", "R8123456785GB", "RB123456785G8", "RB1234S6785GB"]
)
def test_a_look_alike_is_put_right(number):
    assert correct(number) == "RB123456785GB"


@pytest.mark.parametrize(
    "number",
    ["RB123456785GB", "RB123456786GB", "RB12345678GB", "JJD0099999999", ""],
    ids=["right", "wrong-digit", "short", "another-format", "empty"],
)
def test_nothing_is_guessed(number):
    assert correct(number) is None
