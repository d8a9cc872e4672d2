import pytest

from parcelwright.errors import RuleFileError
from parcelwright.rulebook.load import load_book, read_book, read_file

HEAD = """
[carrier]
slug = "own-post"
name = "Own Post"
kind = "post"

[source.page]
title = "Own Post, terms"
url = "https://post.example/terms"
confidence = "high"

[source.mirror]
title = "A copy"
url = "https://mirror.example"
lead = true
confidence = "high"
"""
RULE = """
[[rule]]
id = "tracked"
title = "Tracked"
regime = "upu"
held_by = "posting_contract"
claim_types = ["lost_in_transit"]
source = "page"
confidence = "high"
"""


def faults(text):
    return read_file("carriers/own.toml", HEAD + text)[2]


def test_a_whole_file_has_no_faults():
    carrier, rules, wrong = read_file("carriers/own.toml", HEAD + RULE)
    assert (carrier.name, [rule.id for rule in rules], wrong) == ("Own Post", ["own/tracked"], [])


def test_a_wrong_currency_names_file_rule_and_field():
    amount = '[rule.amount]\nterm = { lowest = [{ of = "loss" }, { fixed = "40.00 EURO" }] }\n'
    assert faults(RULE + amount) == [
        (
            "carriers/own.toml, rule 1 (tracked): amount.term.lowest[1].fixed: "
            'currency is "EURO"; expected an ISO 4217 code such as "EUR"'
        )
    ]


def test_a_misspelled_field_is_a_fault_and_never_ignored():
    (line,) = faults(RULE + "chanel = 'x'\n")
    assert line.startswith("carriers/own.toml, rule 1 (tracked): ")
    assert "chanel" in line


def test_every_fault_is_listed_not_only_the_first():
    second = RULE.replace("tracked", "other").replace('"high"', '"sure"')
    assert len(faults(RULE.replace('"upu"', "3") + second)) == 2


def test_a_source_that_is_not_in_the_file_is_named_with_those_that_are():
    assert faults(RULE.replace('"page"', '"pgae"')) == [
        (
            'carriers/own.toml, rule 1 (tracked): source: is "pgae"; '
            "the file has these sources: page, mirror"
        )
    ]


def test_a_mirror_supports_low_confidence_only():
    assert faults(RULE.replace('"page"', '"mirror"')) == [
        (
            'carriers/own.toml, rule 1 (tracked): confidence: is "high", '
            'but "A copy" supports only "low"'
        )
    ]


def test_a_period_without_unit_is_a_fault_with_its_path():
    window = '[[rule.window]]\nact = "inquiry"\nlatest = { n = 6, since = "posting" }\n'
    assert faults(RULE + window) == [
        (
            "carriers/own.toml, rule 1 (tracked): window[0].latest: "
            "needs n, unit and since, or n, unit and after, or one of "
            "earliest_of, latest_of, first_known_of, earliest_known_of"
        )
    ]


def test_two_kinds_of_amount_in_one_term_are_a_fault():
    (line,) = faults(RULE + '[rule.amount]\nterm = { of = "loss", fixed = "1 EUR" }\n')
    assert "amount.term: has ['fixed', 'of']; expected exactly one of" in line


def test_a_sum_that_stands_in_for_a_missing_figure_is_named_with_its_path():
    told = '[rule.amount]\nterm = { of = "insured", otherwise = { per_kg = "4.50" } }\n'
    (line,) = faults(RULE + told)
    assert "amount.term.of.otherwise.per_kg: " in line


def test_text_that_is_not_toml_names_its_file():
    assert faults("[[rule")[0].startswith("carriers/own.toml: ")


def test_editions_that_hold_on_the_same_day_are_a_fault(tmp_path):
    (tmp_path / "own.toml").write_text(HEAD + RULE + RULE)
    _, problems = read_book(tmp_path)
    assert problems == (
        (
            "own/tracked: two editions hold on every day; end the older with valid_to on the day "
            "before the newer begins, or for those days both are shown and the earlier last day is "
            "the safe one"
        ),
    )


def test_editions_one_after_the_other_are_fine(tmp_path):
    older = RULE + "valid_to = 2024-12-27\n"
    newer = RULE + "valid_from = 2024-12-28\n"
    (tmp_path / "own.toml").write_text(HEAD + older + newer)
    assert len(load_book(tmp_path).by_id["own/tracked"]) == 2


def test_a_broken_folder_of_policies_raises_with_every_line(tmp_path):
    (tmp_path / "own.toml").write_text(HEAD + RULE.replace("upu", "\\q"))
    with pytest.raises(RuleFileError, match=r"own\.toml: "):
        load_book(tmp_path)


def test_a_file_of_the_sellers_own_replaces_the_published_terms_of_that_carrier(tmp_path):
    own = (HEAD + RULE).replace('"own-post"', '"dhl-express"')
    (tmp_path / "negotiated.toml").write_text(own)
    rules = [rule.id for rule in load_book(tmp_path).rules if rule.payer.slug == "dhl-express"]
    assert rules == ["negotiated/tracked"]


@pytest.mark.parametrize(("span", "what"), [
    ("{ first_known_of = [] }", "latest.first_known_of: is empty"),
    (('{ n = 1, unit = "years", since = "posting", after = { n = 1, unit = "days", since = '
     '"posting" } }'), "latest: needs n, unit and since"),
    (('{ n = 1, unit = "years", since = "posting", earliest_known_of = [{ n = 1, unit = "days", '
     'since = "posting" }] }'), "latest: needs n, unit and since"),
    ('{ after = { n = -1, unit = "days", since = "posting" }, n = 1, unit = "years" }',
     "latest.after.n: is -1; expected 0 or more"),
])  # fmt: skip
def test_a_period_of_two_kinds_or_of_none_is_a_fault(span, what):
    (line,) = faults(RULE + f'[[rule.window]]\nact = "claim"\nlatest = {span}\n')
    assert f"window[0].{what}" in line


def test_a_way_of_transport_that_nobody_knows_is_a_fault():
    (line,) = faults(RULE + 'only = { transports = ["balloon"] }\n')
    assert "balloon" in line


def test_a_note_for_a_zone_that_the_file_lacks_is_a_fault():
    note = 'note_for = [{ text = "T", only = { origin_zones = ["moon"] } }]\n'
    assert faults(RULE + note) == [
        (
            "carriers/own.toml, rule 1 (tracked): note_for[0].only.origin_zones: "
            'names "moon"; the file has these zones: none'
        )
    ]
