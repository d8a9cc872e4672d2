"""Whether scanners will read a barcode, by how it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.finding import Found, Severity
from parcelwright.prevention.labels.quality import Measure, label_quality
from parcelwright.prevention.labels.resolution import mm, own_pixels_per_module, paper_size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.prevention.labels.label_reading import Barcode, LabelReading, Print
    from parcelwright.prevention.labels.resolution import PaperSize

_FIELD = "tracking_number"


def print_findings(label: LabelReading, barcode: Barcode) -> Iterator[Found]:
    """Yield what keeps scanners from a barcode, also from one that nothing decodes.

    Of a photograph only what does not depend on camera and light is judged: whether the bars
    are light on dark, and the clear space beside them.
    """
    if barcode.inverted:
        yield Found(code="label_inverted", field=_FIELD, figures=(("label", label.place),))
        return
    drawn = barcode.print
    if drawn is None:
        return
    if drawn.cut_off:
        yield Found(code="label_cut_off", field=_FIELD, figures=(("label", label.place),))
        return
    yield from _quiet_zone(label, drawn)
    if label.is_photo:
        return
    yield from _below(label, "label_contrast", Measure.SYMBOL_CONTRAST, drawn.contrast)
    coarse = tuple(_resolution(label, barcode))
    yield from coarse
    # With too few dots neighbors run into each other as in a blurred picture: one reason is enough.
    if not coarse:
        yield from _below(label, "label_blurred", Measure.MODULATION, drawn.modulation)
    if barcode.text:
        yield from _size(label, drawn)


def _quiet_zone(label: LabelReading, drawn: Print) -> Iterator[Found]:
    sides = {"left": drawn.quiet_left, "right": drawn.quiet_right}
    known = {side: width for side, width in sides.items() if width is not None}
    if known:
        narrowest = min(known.values())
        yield from _below(label, "label_quiet_zone", Measure.QUIET_ZONE_MODULES, narrowest)


def _resolution(label: LabelReading, barcode: Barcode) -> Iterator[Found]:
    """Yield at most one finding: too few pixels in a bar, or too few dots on an inch."""
    pixels = own_pixels_per_module(label, barcode)
    limits = label_quality().limit
    if pixels is None:
        return
    # The width of bars that nothing decodes is a guess from those that are left.
    if barcode.text and pixels < limits[Measure.PIXELS_PER_MODULE].warn:
        yield from _below(label, "label_few_pixels", Measure.PIXELS_PER_MODULE, pixels)
        return
    size = paper_size(label, label_quality().usual_sizes)
    dpi = barcode.picture_dpi or (None if size is None else size.dpi)
    if dpi is not None and dpi < limits[Measure.DOTS_PER_INCH].warn:
        severity = Severity.WARN if barcode.text else None
        yield from _below(label, "label_resolution", Measure.DOTS_PER_INCH, dpi, severity)


def _size(label: LabelReading, drawn: Print) -> Iterator[Found]:
    share = drawn.height_px / drawn.length_px
    yield from _below(label, "label_bars_low", Measure.BAR_HEIGHT_SHARE, share)
    size = paper_size(label, label_quality().usual_sizes)
    if size is None:
        yield Found(code="label_size_unknown", field=_FIELD, figures=(("label", label.place),))
        return
    yield from _on_paper(label, drawn, size)


def _on_paper(label: LabelReading, drawn: Print, size: PaperSize) -> Iterator[Found]:
    for code, measure, pixels in (
        ("label_bars_narrow", Measure.MODULE_MM, drawn.module_px),
        ("label_bars_short", Measure.BAR_HEIGHT_MM, drawn.height_px),
    ):
        yield from _below(label, code, measure, mm(pixels, size))


def _below(
    label: LabelReading,
    code: str,
    measure: Measure,
    value: float,
    severity: Severity | None = None,
) -> Iterator[Found]:
    """Yield a finding when a value is below its limit: to stop below ``refuse``, else a warning."""
    limit = label_quality().limit[measure]
    if value >= limit.warn:
        return
    grave = Severity.STOP if value < limit.refuse else Severity.WARN
    yield Found(
        code=code,
        field=_FIELD,
        figures=(("label", label.place), ("value", _figure(value)), ("least", _figure(limit.warn))),
        severity=severity or grave,
        citation=label_quality().citation(measure),
    )


def _figure(value: float) -> str:
    return f"{value:.0f}" if value >= 20 else f"{value:.2f}".rstrip("0").rstrip(".")  # noqa: PLR2004 - two places below, none above
