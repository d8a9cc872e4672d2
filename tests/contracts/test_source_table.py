"""docs/sources.md tells the terms of every source as the code holds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from parcelwright import sources

TABLE = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")
ROWS = {
    cells[1].strip("` "): cells
    for line in TABLE.splitlines()
    if line.startswith("| ") and line.count("|") == 8
    for cells in [[cell.strip() for cell in line.strip("|").split("|")]]
}


def asked(terms):
    calls = f"{terms.per_second:g} calls/s"
    if terms.per_second < 1:
        calls = f"a call in {round(1 / terms.per_second)} s"
    numbers = "1 number" if terms.batch == 1 else f"{terms.batch} numbers"
    day = "" if terms.per_day is None else f", {terms.per_day} a day"
    return f"{numbers} a call, {calls}{day}"


def watch(terms):
    told = []
    if terms.registers:
        told.append("must be registered")
    if terms.expires_after is not None:
        told.append(f"stops after {terms.expires_after.days} days without news")
    if terms.retracks:
        told.append(f"starts again {terms.retracks} ×")
    if terms.forgets_after is not None:
        told.append(f"forgets after {terms.forgets_after.days} days")
    return "; ".join(told) or "as long as the carrier tells"


@pytest.mark.parametrize("slug", sorted({*sources.push_slugs(), *sources.pull_slugs()}))
def test_the_table_says_what_the_code_does(slug):
    source = sources.by_slug(slug)
    name, _, sent, terms, keeps, wire, _ = ROWS[slug]
    assert source.NAME.startswith(name)
    assert (sent != "no") is sources.is_push(source)
    if sources.is_push(source):
        assert f"`{source.SIGNATURE_HEADER}`" in sent
        assert ("secret itself" in sent) is source.SECRET_IS_SENT
    if sources.is_pull(source):
        assert terms == asked(source.TERMS)
        assert keeps == watch(source.TERMS)
        assert wire == source.TERMS.wire
    else:
        assert wire == "high"
