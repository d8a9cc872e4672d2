"""How strong a box, how thick the cushioning, how deep a fall: from dated, cited tables."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec

from parcelwright.prevention.dated import Dated, reference_file

if TYPE_CHECKING:
    from parcelwright.parcels.draft import Line
    from parcelwright.rulebook.rule import Citation


class Board(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The least edge crush in pounds per inch for parcels up to a weight."""

    up_to_g: int
    ect: int
    double_wall: bool = False


class Cushion(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The least cushioning on every side."""

    fragile: bool
    mm: int


class Tape(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The least width of tape."""

    mm: int


class Drop(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From how high parcels up to a weight are dropped in tests."""

    up_to_g: int
    ista_1a_mm: int
    ista_2a_mm: int


class PackingRules(msgspec.Struct, frozen=True, kw_only=True):
    """All tables of packing."""

    boards: tuple[Board, ...]
    cushions: tuple[Cushion, ...]
    tapes: tuple[Tape, ...]
    drops: tuple[Drop, ...]
    fragile: re.Pattern[str]
    sources: dict[str, Citation]

    def board_for(self, weight_g: int) -> Board | None:
        """Return the board that a parcel of a weight needs, or None above what any carries."""
        return next((each for each in self.boards if weight_g <= each.up_to_g), None)

    def drop_for(self, weight_g: int) -> Drop | None:
        """Return the drop of a parcel of a weight, or None above what is tested by hand."""
        return next((each for each in self.drops if weight_g <= each.up_to_g), None)

    def cushion_for(self, *, fragile: bool) -> Cushion:
        """Return the cushioning that goods need."""
        return next(each for each in self.cushions if each.fragile is fragile)

    def is_fragile(self, line: Line) -> bool:
        """Return whether goods are fragile: as told, else by their description."""
        if line.fragile is not None:
            return line.fragile
        return _is_named(self.fragile, line.description)


# A seller's goods are the same in most orders; texts are bounded.
@lru_cache(maxsize=8192)
def _is_named(words: re.Pattern[str], description: str) -> bool:
    return words.search(description.casefold()) is not None


@cache
def packing_rules() -> PackingRules:
    """Return the tables of this release."""
    file = reference_file("packing_rules")
    words = msgspec.convert(file.tables["words"], dict[str, tuple[str, ...]])["fragile"]
    whole = (rf"\b{re.escape(w)}\b" if w.isascii() else re.escape(w) for w in words)
    return PackingRules(
        boards=file.many("board", Board),
        cushions=file.many("cushion", Cushion),
        tapes=file.many("tape", Tape),
        drops=file.many("drop", Drop),
        fragile=re.compile("|".join(whole)),
        sources=dict(file.sources),
    )
