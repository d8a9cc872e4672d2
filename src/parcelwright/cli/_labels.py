"""The option with which a command reads labels, and the labels of a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcelwright.interchange.drafts import each_draft
from parcelwright.prevention.labels.label_index import LabelIndex, label_index
from parcelwright.prevention.labels.limits import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.prevention.labels.label_reading import LabelFile

labels_option = click.option(
    "--labels",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of labels (PNG, JPEG, PDF), named by order or tracking number, or together.",
)
_ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".pdf"})


def labels_of(folder: Path | None, orders: Path) -> LabelIndex | None:
    """Return the labels of a folder, which also knows the numbers of all orders of the file.

    Args:
        folder: Where the labels are; None is that none were given.
        orders: File of the orders.
    """
    if folder is None:
        return None
    drafts = (read.draft for read in each_draft(orders))
    numbers = ((draft.order_number, draft.tracking_number) for draft in drafts if draft is not None)
    return label_index(_files(folder), numbers)


def told_strays(index: LabelIndex) -> Iterator[str]:
    """Yield lines about labels and files that belong to no order of the file."""
    for stray in index.strays():
        yield f"no order has the number of {stray}"
    for problem in index.unclaimed_problems():
        yield f"{problem.where} was not checked: {problem.refusal.text}"


def _files(folder: Path) -> Iterator[LabelFile]:
    # What decodes labels takes longer to load than most files of orders take to check.
    from parcelwright.prevention.labels.read import read_labels  # noqa: PLC0415 - see above

    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in _ENDINGS and path.is_file():
            with path.open("rb") as file:
                yield read_labels(path.name, file.read(MAX_BYTES + 1))
