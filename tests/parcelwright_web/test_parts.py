from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from parcelwright.money import Money

NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)


def shown(text, **values):
    return Template(text).render(Context(values))


def test_money_shows_amount_and_currency_in_the_readers_form():
    assert shown("{% money m %}", m=Money.of("1234.5", "USD")) == (
        '<bdi class="money">$1,234.50</bdi>'
    )


def test_money_that_is_not_known_is_written_unknown():
    assert "Unknown" in shown("{% money m %}", m=None)


def test_a_deadline_shows_the_day_in_its_own_zone_and_the_time_left():
    at = datetime(2026, 11, 21, 10, tzinfo=UTC)
    page = shown("{% deadline at zone now %}", at=at, zone=ZoneInfo("Asia/Shanghai"), now=NOW)
    assert "Sat 21 Nov 18:00" in page
    assert "<bdi>Shanghai</bdi>, 4 hours left" in page
    assert "deadline-now" in page


def test_a_passed_deadline_says_so():
    at = datetime(2026, 11, 20, tzinfo=UTC)
    assert "passed" in shown("{% deadline at zone now %}", at=at, zone=ZoneInfo("UTC"), now=NOW)


def test_a_chance_stands_in_words_beside_its_bar():
    page = shown("{% chance 8 5 12 %}")
    assert "8 in 100" in page
    assert "(5 to 12)" in page
    assert '<rect class="fill-now" width="8"' in page


def test_a_chance_in_chinese_reads_as_a_share():
    with translation.override("zh-hans"):
        assert "8 / 100" in shown("{% chance 8 5 12 %}")


def test_what_a_carrier_wrote_is_escaped():
    assert shown("{% code c %}", c="<b>") == '<bdi class="code" translate="no">&lt;b&gt;</bdi>'


def test_a_pill_of_an_unknown_tone_is_refused():
    with pytest.raises(TemplateSyntaxError, match="expected one of"):
        shown("{% pill 'loud' 'x' %}")


def test_a_card_has_a_heading_of_the_asked_level():
    assert "<h3>Money</h3>" in shown("{% card 'Money' level=3 %}x{% endcard %}")


def test_an_instant_says_how_long_ago_or_ahead_it_is():
    form = "{{ at|relative:now }}"
    assert shown(form, at=NOW - timedelta(hours=3), now=NOW) == "3 hours ago"
    assert shown(form, at=NOW + timedelta(days=2), now=NOW) == "in 2 days"
    with translation.override("zh-hans"):
        assert shown(form, at=NOW - timedelta(hours=3), now=NOW) == "3小时前"
    assert shown(form, at=None, now=NOW) == ""


def test_a_rule_of_the_book_is_a_link_to_its_section():
    assert shown("{% rule_link rule %}", rule="usps/ground-advantage") == (
        '<a href="/rules/usps/#usps-ground-advantage">'
        '<bdi class="code" translate="no">usps/ground-advantage</bdi></a>'
    )


def test_a_rule_of_a_contract_is_named_without_a_link():
    assert shown("{% rule_link rule title %}", rule="contract/A-1", title="Your <contract>") == (
        "Your &lt;contract&gt;"
    )


def test_what_the_carrier_declared_lost_has_no_range():
    assert "(" not in shown("{% chance 0 0 89 %}")
    assert "(0 to 89)" in shown("{% chance 1 0 89 %}")
