"""``parcelwright import``: brings a seller's file in, as the import page does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcelwright.errors import InputFileError
from parcelwright_web.commands._start import start

if TYPE_CHECKING:
    from parcelwright_web.blobs import Written
    from parcelwright_web.models.accounts import Shop

_PIECE = 1 << 20


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--shop", "shop_name", required=True, help="Name of the shop it belongs to.")
@click.option(
    "--kind",
    type=click.Choice(["parcels", "orders", "events", "reports"]),
    default=None,
    help="What the rows are about; by default found from the columns.",
)
def command(file: Path, shop_name: str, kind: str | None) -> None:
    """Read FILE and write what it says.

    Tables are .csv .txt .tsv .xlsx .ndjson .parquet; messages of carriers .edi .x12 .eml.
    """
    start()
    from parcelwright_web import clock  # noqa: PLC0415  # commands import late
    from parcelwright_web.actions import filing  # noqa: PLC0415 - after the set-up

    shop = _shop(shop_name)
    written = _keep(shop.tenant_id, file)
    batch = filing.file_at_once(
        shop, written, file.name, by="command", now=clock.now(), kind=kind or "", tries=False
    )
    counts = batch.summary["written"]
    click.echo(
        f"{file.name}: {counts['rows']} rows of {batch.kind}; {counts['new']} new, "
        f"{counts['changed']} changed, {counts['events']} new events, "
        f"{counts['refused']} refused"
    )
    for text in batch.preview["repairs"]:
        click.echo(f"  {text}", err=True)


def _shop(name: str) -> Shop:
    from parcelwright_web.models.accounts import Shop  # noqa: PLC0415 - after the set-up

    found = list(Shop.across_tenants.filter(name=name))
    if len(found) == 1:
        return found[0]
    names = ", ".join(sorted(Shop.across_tenants.values_list("name", flat=True))) or "none yet"
    many = "several shops are" if found else "no shop is"
    raise InputFileError(f'{many} named "{name}"; shops are: {names}')


def _keep(tenant_id: int, file: Path) -> Written:
    from parcelwright_web import blobs  # noqa: PLC0415 - after the set-up

    writer = blobs.Writer(tenant_id)
    with file.open("rb") as stream:
        while piece := stream.read(_PIECE):
            writer.write(piece)
    return writer.finish()
