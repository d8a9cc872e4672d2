"""Firms of whom nothing is known say so, and are never counted as founded."""

from parcelwright.rulebook.load import load_book, shipped_book

SHELL = """
[carrier]
slug = "quiet"
name = "Quiet"
kind = "consolidator"
unknown = "No published terms were found."
"""


def test_every_shipped_carrier_without_rules_says_what_is_unknown():
    book = shipped_book()
    payers = {rule.payer.slug for rule in book.rules}
    silent = {carrier.slug for carrier in book.carriers if carrier.slug not in payers}
    assert silent == {carrier.slug for carrier in book.without_rules()}
    assert {"yunexpress", "yanwen"} <= silent


def test_a_sellers_own_shell_joins_them(tmp_path):
    (tmp_path / "quiet.toml").write_text(SHELL)
    (shell,) = [item for item in load_book(tmp_path).without_rules() if item.slug == "quiet"]
    assert shell.unknown == "No published terms were found."


def test_a_firm_whose_terms_were_entered_is_no_shell_any_more(tmp_path):
    terms = """
[source.contract]
title = "Contract"
url = "https://quiet.example"
confidence = "high"

[[rule]]
id = "lost"
title = "Lost"
regime = "contract"
held_by = "account"
claim_types = ["lost_in_transit"]
source = "contract"
confidence = "high"
"""
    (tmp_path / "quiet.toml").write_text(SHELL + terms)
    assert "quiet" not in {item.slug for item in load_book(tmp_path).without_rules()}
