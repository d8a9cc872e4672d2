"""``parcelwright pack``: how to pack orders, with the rule behind each line."""

from __future__ import annotations

import json
from pathlib import Path

import click

from parcelwright.cli._orders import orders_in
from parcelwright.prevention.packing.adviser import PHOTOS, advise
from parcelwright.prevention.packing.boxes import read_boxes

_file = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.option("--orders", required=True, type=_file, help="Orders file, one row per line of goods.")
@click.option("--boxes", type=_file, help="Your boxes: name, length_mm, width_mm, height_mm.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object per order.")
def command(orders: Path, boxes: Path | None, *, as_json: bool) -> None:
    """Say how to pack each order: box, board, cushioning, marks and photographs."""
    own = () if boxes is None else read_boxes(boxes)
    for read in orders_in(orders):
        for problem in read.problems:
            said = f"row {problem.row}, column {problem.column}: {problem.text}"
            click.echo(said, err=True)
        if read.draft is None:
            continue
        advice = advise(read.draft, own)
        if as_json:
            told = {
                "order_number": read.draft.order_number,
                "box": advice.box and advice.box.name,
                "steps": [
                    {
                        "code": step.code,
                        "text": step.text,
                        "figures": dict(step.figures),
                        "citation": step.citation and str(step.citation),
                    }
                    for step in advice.steps
                ],
                "photos": list(advice.photos),
            }
            click.echo(json.dumps(told, ensure_ascii=False))
            continue
        click.echo(read.draft.order_number)
        for step in advice.steps:
            source = f" [{step.citation}]" if step.citation else ""
            click.echo(f"  {step.text}{source}")
        click.echo("  Photograph: " + " ".join(PHOTOS[each] for each in advice.photos))
