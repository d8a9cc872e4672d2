"""Which label belongs to which order: by the name of its file, or by the number it carries."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING

from parcelwright.prevention.labels.label_numbers import is_tracking_number, key, says

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.labels.label_reading import LabelFile, LabelProblem, LabelReading


@dataclass(frozen=True, kw_only=True)
class LabelIndex:
    """The labels that were given with the orders.

    Args:
        by_name: Labels by the name of their file without its ending, as ``key`` writes it.
        by_text: Labels by each text that one of their barcodes says.
        problems: What could not be read, by the name of the file.
        orders: Order numbers by tracking number, to name the order that a label belongs to.
        names: Order and tracking numbers of all orders, as ``key`` writes them.
    """

    by_name: Mapping[str, tuple[LabelReading, ...]]
    by_text: Mapping[str, tuple[LabelReading, ...]]
    problems: Mapping[str, tuple[LabelProblem, ...]]
    orders: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    names: frozenset[str] = frozenset()

    def labels_of(self, draft: Draft) -> tuple[LabelReading, ...]:
        """Return the labels of an order: those of a file with its name, else with its number.

        Of a named file that also holds labels of others, those with the order's number count.
        """
        named = next((self.by_name[name] for name in _names(draft) if name in self.by_name), ())
        number = draft.tracking_number
        if number:
            own = tuple(each for each in named if _carries(each, number))
            return own or named or self._with_number(number)
        return named

    def problems_of(self, draft: Draft) -> tuple[LabelProblem, ...]:
        """Return what could not be read of the file with the order's name."""
        return next((self.problems[name] for name in _names(draft) if name in self.problems), ())

    def order_of(self, text: str) -> str:
        """Return the number of the order whose tracking number a barcode says, or empty."""
        return self.orders.get(key(text)) or next(
            (order for number, order in self.orders.items() if says(text, number)), ""
        )

    def strays(self) -> tuple[str, ...]:
        """Return where labels are whose tracking number no order has, with that number."""
        found: dict[str, None] = {}
        for text, labels in self.by_text.items():
            if is_tracking_number(text) and not self.order_of(text):
                found |= dict.fromkeys(f"{label.place}, {text}" for label in labels)
        return tuple(found)

    def unclaimed_problems(self) -> tuple[LabelProblem, ...]:
        """Return what could not be read of files that no order is named after."""
        return tuple(
            problem
            for name, problems in self.problems.items()
            if name not in self.names
            for problem in problems
        )

    def _with_number(self, number: str) -> tuple[LabelReading, ...]:
        found = self.by_text.get(key(number)) or next(
            (labels for text, labels in self.by_text.items() if says(text, number)), ()
        )
        # A file named after another order is that order's wrong label, not this one's right one.
        own = tuple(label for label in found if key(label.stem) not in self.names)
        return own or found


def label_index(files: Iterable[LabelFile], orders: Iterable[tuple[str, str]] = ()) -> LabelIndex:
    """Return the labels of files, ready to be looked up.

    Args:
        files: What was read of each file.
        orders: Order number and tracking number of all orders that are checked; the latter is
            empty where none is known.
    """
    by_name: dict[str, tuple[LabelReading, ...]] = {}
    by_text: dict[str, tuple[LabelReading, ...]] = {}
    problems: dict[str, tuple[LabelProblem, ...]] = {}
    for file in files:
        name = key(PurePath(file.name).stem)
        if file.labels:
            by_name[name] = (*by_name.get(name, ()), *file.labels)
        if file.problems:
            problems[name] = (*problems.get(name, ()), *file.problems)
        for label in file.labels:
            for text in dict.fromkeys(key(barcode.text) for barcode in label.decoded):
                by_text[text] = (*by_text.get(text, ()), label)
    pairs = tuple(orders)
    return LabelIndex(
        by_name=by_name,
        by_text=by_text,
        problems=problems,
        orders={key(number): order for order, number in pairs if number},
        names=frozenset(key(name) for pair in pairs for name in pair if name),
    )


def _names(draft: Draft) -> tuple[str, ...]:
    return tuple(key(name) for name in (draft.tracking_number, draft.order_number) if name)


def _carries(label: LabelReading, number: str) -> bool:
    return any(says(barcode.text, number) for barcode in label.decoded)
