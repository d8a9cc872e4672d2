"""Every check keeps what ``parcelwright.prevention.run`` expects of its folder."""

from __future__ import annotations

import re
from datetime import date

import pytest

from parcelwright.parcels.draft import Draft
from parcelwright.parcels.parcel import Party
from parcelwright.prevention.finding import Says
from parcelwright.prevention.known import Known
from parcelwright.prevention.run import checks, findings_of

_NAME = re.compile(r"[a-z][a-z0-9_]*")


@pytest.mark.parametrize("name", checks())
def test_a_check_says_what_its_codes_mean_and_proves_itself_by_doctest(name: str) -> None:
    module = checks()[name]
    assert module.SAYS
    for code, says in module.SAYS.items():
        assert _NAME.fullmatch(code)
        assert isinstance(says, Says)
        assert says.reason.endswith((".", "?", "}"))
        assert not says.fix or says.fix.endswith((".", "?"))
    assert (module.check.__doc__ or "").count(">>>") >= 2


def test_no_code_means_two_things() -> None:
    codes = [code for module in checks().values() for code in module.SAYS]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    "draft",
    [
        Draft(order_number="1"),
        Draft(
            order_number="1",
            recipient=Party(name="\u202e🙂", address_lines=("", "🙂"), country="ZZ"),
        ),
    ],
)
def test_a_bare_or_odd_order_gets_findings_and_never_an_exception(draft: Draft) -> None:
    for finding in findings_of(draft, Known(on=date(2026, 3, 2))):
        assert finding.reason
        assert "{" not in finding.reason + finding.fix
