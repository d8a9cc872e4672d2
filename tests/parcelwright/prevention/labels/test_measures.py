"""Measures on barcodes whose true figures are known, for they were drawn with them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

import code128
from parcelwright.prevention.labels.contrast import reflectance, symbol_contrast
from parcelwright.prevention.labels.decode import find_barcodes
from parcelwright.prevention.labels.measure import measured
from parcelwright.prevention.labels.module_width import module_width
from parcelwright.prevention.labels.pictures import Picture

NUMBER = "RB123456785GB"


def drawn(*, module=3, before=60, after=90, height=120, light=255, dark=0):
    """Return a barcode on paper; its lengths are in pixels."""
    bars = np.repeat(np.array(code128.modules(NUMBER)), module)
    image = np.full((height + 120, before + len(bars) + after), light, np.uint8)
    image[60 : 60 + height, before : before + len(bars)] = np.where(bars, dark, light)
    return image


def only(image):
    (found,) = find_barcodes(image)
    barcode, _ = measured(Picture(gray=image, red=image, dpi=None), found, linear=True)
    return barcode


def turned(image, degrees):
    picture = Image.fromarray(image).rotate(
        degrees, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC
    )
    return np.asarray(picture)


def test_a_drawn_barcode_has_the_lengths_that_it_was_drawn_with():
    barcode = only(drawn(module=3, before=60, after=90, height=120))
    assert (barcode.text, barcode.format, barcode.inverted) == (NUMBER, "Code 128", False)
    assert barcode.print.module_px == pytest.approx(3, abs=0.01)
    assert barcode.print.length_px == pytest.approx(3 * 178, abs=0.5)
    assert barcode.print.height_px == pytest.approx(120, abs=1)
    assert barcode.print.quiet_left == pytest.approx(20, abs=0.2)
    assert barcode.print.quiet_right == pytest.approx(30, abs=0.2)
    assert barcode.print.contrast == pytest.approx(1)
    assert barcode.print.modulation == pytest.approx(1)


@settings(max_examples=12, deadline=None)
@given(degrees=st.integers(-179, 180))
def test_turning_a_label_changes_its_angle_and_nothing_else(degrees):
    barcode = only(turned(drawn(module=4, height=160), degrees))
    apart = (barcode.angle_deg + degrees + 180) % 360 - 180
    assert barcode.text == NUMBER
    assert apart == pytest.approx(0, abs=0.5)
    assert barcode.print.module_px == pytest.approx(4, abs=0.05)
    assert barcode.print.height_px == pytest.approx(160, abs=5)
    assert barcode.print.modulation > 0.9


@pytest.mark.parametrize("module", [1, 2, 3, 5])
def test_the_width_of_a_module_is_that_of_the_narrowest_bar(module):
    barcode = only(drawn(module=module, before=20 * module, after=20 * module))
    assert barcode.print.module_px == pytest.approx(module, abs=0.02)


def test_the_modules_of_other_symbologies_are_their_narrow_elements():
    edges = np.cumsum([0, 2, 4, 2, 2, 4, 2, 2, 2, 4, 2]).astype(float)
    assert module_width(edges, "ITF") == pytest.approx(2)


def test_a_piece_of_code_128_has_no_module():
    assert module_width(np.arange(30.0), "Code 128") is None


def test_a_line_beside_the_bars_ends_the_quiet_zone():
    image = drawn(before=90)
    image[40:200, 90 - 24 - 6 : 90 - 24] = 0
    assert only(image).print.quiet_left == pytest.approx(8, abs=0.2)


def test_bars_that_a_line_hides_from_the_decoder_are_read_with_help():
    image = drawn(before=90)
    image[40:200, 90 - 6 - 6 : 90 - 6] = 0
    barcode = only(image)
    assert (barcode.text, barcode.helped) == (NUMBER, True)
    assert barcode.print.quiet_left == pytest.approx(2, abs=0.2)


def test_light_bars_on_dark_are_inverted():
    barcode = only(255 - drawn())
    assert (barcode.text, barcode.inverted) == (NUMBER, True)
    assert barcode.print.contrast == pytest.approx(1)


def test_contrast_is_a_difference_of_light_and_not_of_pixel_values():
    # Half of the pixel value is about a fifth of the light (IEC 61966-2-1).
    assert reflectance(np.array([0.0, 128.0, 255.0])) == pytest.approx([0, 0.2159, 1], abs=1e-3)
    assert symbol_contrast(np.array([255.0, 128.0])) == pytest.approx(0.784, abs=1e-3)


def test_red_bars_have_no_contrast_in_the_red_light_of_scanners():
    gray = drawn(dark=90)
    red = np.full_like(gray, 255)
    (found,) = find_barcodes(gray)
    barcode, _ = measured(Picture(gray=gray, red=red, dpi=None), found, linear=True)
    assert barcode.print.contrast == pytest.approx(0, abs=0.01)


def test_more_blur_is_less_modulation():
    picture = Image.fromarray(drawn())
    found = [
        only(np.asarray(picture.filter(ImageFilter.GaussianBlur(radius)))).print.modulation
        for radius in (0.5, 1, 1.4)
    ]
    assert found == sorted(found, reverse=True)
    assert found[0] > 0.9
    assert found[-1] < 0.5


def test_bars_that_nothing_decodes_are_told_from_no_bars():
    blurred = np.asarray(Image.fromarray(drawn()).filter(ImageFilter.GaussianBlur(3)))
    (unread,) = find_barcodes(blurred)
    assert (unread.text, unread.format) == ("", "")
    assert find_barcodes(np.full((300, 300), 255, np.uint8)) == ()


def test_every_character_of_code_set_b_is_drawn_as_it_is_decoded():
    text = "".join(chr(code) for code in range(33, 81))
    bars = np.repeat(np.array(code128.modules(text)), 2)
    image = np.full((200, len(bars) + 100), 255, np.uint8)
    image[50:150, 50 : 50 + len(bars)] = np.where(bars, 0, 255)
    assert only(image).text == text
