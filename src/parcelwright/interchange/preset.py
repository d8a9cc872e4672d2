"""One known layout of a seller's export, read from its file in ``presets``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from parcelwright.interchange.dates import DateOrder  # noqa: TC001 - msgspec reads it
from parcelwright.interchange.headers import header_key
from parcelwright.plugins import data_files

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A known layout; the meaning of each field stands in the package ``presets``."""

    name: str
    kind: str
    verified: bool
    confidence: str
    source: str
    fingerprint: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]
    units: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    date_order: DateOrder | None = None
    fill_down: bool = False
    keep_rows_with: tuple[str, ...] = ()
    skip_values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    slug: str = ""

    @property
    def note(self) -> str:
        """What a page says beside the name: nothing, or that the layout is not verified."""
        return "" if self.verified else "not verified"

    def fits(self, keys: Collection[str]) -> bool:
        """Whether a file with columns of these keys shows the whole fingerprint.

        A layout without a fingerprint fits nothing by itself; a person chooses it.
        """
        wanted = [header_key(header) for header in self.fingerprint]
        return bool(wanted) and all(key in keys for key in wanted)


@cache
def presets() -> dict[str, Preset]:
    """Return all known layouts by slug.

    Raises:
        msgspec.ValidationError: A file of the folder breaks the shape.
    """
    found = {}
    for slug, entry in data_files("parcelwright.interchange.presets", ".toml").items():
        data = tomllib.loads(entry.read_text("utf-8")) | {"slug": slug}
        found[slug] = msgspec.convert(data, Preset)
    return found


def preset_for(headers: Collection[str]) -> Preset | None:
    """Return the layout whose fingerprint the headers show; the most particular of several."""
    keys = {header_key(header) for header in headers}
    fitting = [preset for preset in presets().values() if preset.fits(keys)]
    return max(fitting, key=lambda preset: (len(preset.fingerprint), preset.slug), default=None)
