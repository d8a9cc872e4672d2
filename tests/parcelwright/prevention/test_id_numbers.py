"""Numbers of recipients that customs asks for."""

from __future__ import annotations

import pytest

from parcelwright.parcels.countries import alpha2
from parcelwright.prevention.id_numbers import Fit, _countries, fit_of

_KINDS = [(code, kind) for code, ids in _countries().items() for kind in ids.kinds]


@pytest.mark.parametrize(("code", "kind"), _KINDS, ids=[f"{c}-{k.kind}" for c, k in _KINDS])
def test_the_example_of_a_kind_fits_and_nonsense_does_not(code: str, kind) -> None:
    assert alpha2(code) == code
    assert not kind.example or fit_of(kind.example, kind) is Fit.YES
    assert fit_of("nonsense!", kind) is Fit.NO
