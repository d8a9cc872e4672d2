"""The limits that a label is held against, with their sources."""

from __future__ import annotations

import tomllib
from datetime import date  # noqa: TC003 - msgspec reads the types of fields
from enum import StrEnum
from functools import cache
from importlib import resources

import msgspec

from parcelwright.rulebook.rule import Citation, Confidence

_FILE = "label_quality.toml"


class Measure(StrEnum):
    """What is measured; the names of the limits in the file."""

    QUIET_ZONE_MODULES = "quiet_zone_modules"
    SYMBOL_CONTRAST = "symbol_contrast"
    MODULATION = "modulation"
    PIXELS_PER_MODULE = "pixels_per_module"
    DOTS_PER_INCH = "dots_per_inch"
    MODULE_MM = "module_mm"
    BAR_HEIGHT_MM = "bar_height_mm"
    BAR_HEIGHT_SHARE = "bar_height_share"
    TEXT_HEIGHT_MM = "text_height_mm"


class _Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    url: str
    checked: date
    confidence: Confidence
    section: str = ""
    seen: date | None = None


class Limit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure in two steps: below ``refuse`` scanners fail, below ``warn`` they begin to."""

    refuse: float
    warn: float
    source: str


class UsualSize(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A size that labels are printed in."""

    name: str
    width_mm: float
    height_mm: float


class LabelQuality(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All limits of labels."""

    source: dict[str, _Source]
    limit: dict[Measure, Limit]
    usual_size: tuple[UsualSize, ...]

    def citation(self, measure: Measure) -> Citation:
        """Return where a limit comes from."""
        source = self.source[self.limit[measure].source]
        return Citation(
            title=source.title,
            section=source.section,
            url=source.url,
            seen=source.seen,
            checked=source.checked,
            confidence=source.confidence,
        )


@cache
def label_quality() -> LabelQuality:
    """Return the limits of ``reference/label_quality.toml``."""
    text = resources.files("parcelwright.prevention.reference").joinpath(_FILE)
    return msgspec.convert(tomllib.loads(text.read_text(encoding="utf-8")), LabelQuality)
