"""Every sentence of a check, and every word of its data, has a place for translators."""

from __future__ import annotations

from parcelwright.prevention import unread
from parcelwright.prevention.customs import _tables
from parcelwright.prevention.goods_kinds import goods_kinds
from parcelwright.prevention.id_numbers import _countries
from parcelwright.prevention.packing import adviser as packing
from parcelwright.prevention.run import checks
from parcelwright.prevention.scripts import _BY_NAME, NAMES
from parcelwright.prevention.zones_by_code import _zones
from parcelwright_web.core_check_texts import SENTENCES, WORDS
from parcelwright_web.pages.check_names import _NAMES


def test_every_sentence_of_a_check_is_offered_to_translators() -> None:
    modules = {**checks(), unread.CHECK: unread}
    said = {
        text
        for module in modules.values()
        for says in module.SAYS.values()
        for text in (says.reason, says.fix)
        if text
    }
    said |= {*packing.SAYS.values(), *packing.PHOTOS.values()}
    assert said == set(SENTENCES)


def test_every_word_of_reference_data_is_offered_to_translators() -> None:
    words = {name.name for ids in _countries().values() for name in ids.kinds}
    words |= {
        text
        for ids in _countries().values()
        for need in ids.needs
        for text in (need.names, need.why)
    }
    countries, everywhere, _ = _tables()
    for rules in (*countries.values(), everywhere):
        words |= {entry.why for entry in (*rules.tariff_codes, *rules.origins)}
        words |= {text for entry in rules.tax_numbers for text in (entry.name, entry.why)}
        words |= {entry.text for entry in rules.duty_notes}
        words |= {entry.name for entry in rules.sales_taxes}
        words |= {text for entry in rules.company_numbers for text in (entry.name, entry.why)}
    words |= {
        text for kind in goods_kinds() for text in (kind.name, *(rule.why for rule in kind.rules))
    }
    words |= {NAMES.get(script, script) for script in _BY_NAME.values()}
    words |= {zone.name for zones in _zones().values() for zone, _ in zones}
    assert words <= set(WORDS)


def test_every_check_has_a_name_for_people() -> None:
    assert set(checks()) <= set(_NAMES)
