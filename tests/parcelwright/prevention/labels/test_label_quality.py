from __future__ import annotations

from dataclasses import replace

import pytest

from parcelwright.prevention.finding import Severity
from parcelwright.prevention.labels.label_reading import (
    Barcode,
    LabelReading,
    PhotoSign,
    Print,
)
from parcelwright.prevention.labels.print_findings import print_findings
from parcelwright.prevention.labels.quality import Measure, label_quality

GOOD = Print(
    module_px=3, height_px=200, length_px=534, contrast=0.95, modulation=0.9,
    quiet_left=20, quiet_right=20,
)  # fmt: skip
BARS = Barcode(
    text="RB123456785GB",
    format="Code 128",
    corners=((90, 420), (624, 420), (624, 620), (90, 620)),
    angle_deg=0,
    print=GOOD,
)
LABEL = LabelReading(
    file="l.png", page=1, width_px=812, height_px=1218, dpi=203.0, barcodes=(BARS,)
)


def found(*, label=LABEL, **changes):
    barcode = replace(BARS, print=replace(GOOD, **changes))
    return [(each.code, each.severity) for each in print_findings(label, barcode)]


def test_good_print_has_nothing_to_tell():
    assert found() == []


@pytest.mark.parametrize(
    ("changes", "code", "severity"),
    [
        ({"quiet_left": 9.4}, "label_quiet_zone", Severity.WARN),
        ({"quiet_right": 4.9}, "label_quiet_zone", Severity.STOP),
        ({"contrast": 0.54}, "label_contrast", Severity.WARN),
        ({"contrast": 0.39}, "label_contrast", Severity.STOP),
        ({"modulation": 0.49}, "label_blurred", Severity.WARN),
        ({"modulation": 0.39}, "label_blurred", Severity.STOP),
        ({"height_px": 79}, "label_bars_low", Severity.WARN),
    ],
)
def test_a_measure_warns_below_its_limit_and_stops_where_scanners_fail(changes, code, severity):
    assert found(**changes) == [(code, severity)]


def test_few_pixels_are_told_and_what_follows_from_them_is_not():
    assert found(module_px=1.8, modulation=0.3) == [
        ("label_few_pixels", Severity.WARN),
        ("label_bars_narrow", Severity.WARN),
    ]


def test_drawn_bars_have_any_resolution():
    barcode = replace(BARS, from_picture=False, print=replace(GOOD, module_px=1.4))
    label = replace(LABEL, dpi=120.0)
    assert [each.code for each in print_findings(label, barcode)] == []


def test_a_coarse_picture_with_wide_bars_only_warns():
    assert found(label=replace(LABEL, dpi=140.0)) == [("label_resolution", Severity.WARN)]


def test_a_picture_of_the_shape_of_a_label_is_taken_to_be_one():
    unstated = replace(LABEL, dpi=None)
    assert found(label=unstated) == []
    assert found(label=replace(unstated, width_px=1218, height_px=812)) == []
    assert found(label=replace(unstated, height_px=900)) == [("label_size_unknown", None)]


def test_of_a_photo_only_the_clear_space_is_judged():
    photo = replace(LABEL, photo_signs=frozenset({PhotoSign.CAMERA}))
    assert found(label=photo, contrast=0.1, modulation=0.1, quiet_left=1) == [
        ("label_quiet_zone", Severity.STOP)
    ]


def test_one_weak_sign_makes_no_photo():
    assert not replace(LABEL, photo_signs=frozenset({PhotoSign.PERSPECTIVE})).is_photo
    assert not replace(LABEL, photo_signs=frozenset({PhotoSign.UNEVEN_LIGHT})).is_photo
    both = frozenset({PhotoSign.PERSPECTIVE, PhotoSign.UNEVEN_LIGHT})
    assert replace(LABEL, photo_signs=both).is_photo


@pytest.mark.parametrize("measure", Measure)
def test_every_limit_is_in_order_and_cites_a_page_that_was_looked_at(measure):
    quality = label_quality()
    limit, citation = quality.limit[measure], quality.citation(measure)
    assert 0 < limit.refuse < limit.warn
    assert citation.url.startswith("https://")
    assert citation.checked is not None
