"""The limits that a label is held against, with their sources."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from parcelwright.prevention.dated import Dated, reference_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parcelwright.rulebook.rule import Citation


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


class Limit(Dated, frozen=True, kw_only=True):
    """A figure in two steps: below ``refuse`` scanners fail, below ``warn`` they begin to."""

    measure: Measure
    refuse: float
    warn: float


class UsualSize(Dated, frozen=True, kw_only=True):
    """A size that labels are printed in."""

    name: str
    width_mm: float
    height_mm: float


@dataclass(frozen=True, kw_only=True)
class LabelQuality:
    """All limits of labels."""

    limit: Mapping[Measure, Limit]
    usual_sizes: tuple[UsualSize, ...]
    sources: Mapping[str, Citation]

    def citation(self, measure: Measure) -> Citation:
        """Return where a limit comes from."""
        return self.sources[self.limit[measure].source]


@cache
def label_quality() -> LabelQuality:
    """Return the limits of ``reference/label_quality.toml``.

    Raises:
        ValueError: The file has a wrong field, or a limit without a source.
    """
    file = reference_files("parcelwright.prevention.reference")["label_quality"]
    return LabelQuality(
        limit={each.measure: each for each in file.many("limit", Limit)},
        usual_sizes=file.many("usual_size", UsualSize),
        sources=file.sources,
    )
