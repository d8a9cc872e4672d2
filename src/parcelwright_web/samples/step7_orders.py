# ruff: noqa: E501  # rows of a table stay whole
"""Checks some invented orders that are about to leave, as a seller would on the first day."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright.interchange.drafts import drafts_from_rows
from parcelwright_web.actions import buyer_questions, candidates, checking
from parcelwright_web.actions.actors import actor_of
from parcelwright_web.models.accounts import Membership, Role
from parcelwright_web.models.drafts import DraftOrigin

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright_web.models.accounts import Shop

_ASKED, _RELEASED = "LH-7101", "LH-7105"
_ORDERS = """\
order_number,sales_channel,destination_country,buyer_name,address_lines,city,destination_region,destination_postal_code,buyer_email,buyer_phone,recipient_id,carrier,service,origin_country,contents,sku,quantity,unit_value,currency,hs_code,goods_origin,unit_weight_g,purpose,item_length_mm,item_width_mm,item_height_mm
LH-7101,web,BR,Ana Lima,"Rua das Flores, 12",São Paulo,SP,01310-100,ana.lima@example.com,+55 11 91234 5678,390.533.447-06,yunexpress,"Special line, tracked",CN,ceramic mug with handle,MUG-04,2,12.00,USD,691200,CN,340,sale,120,100,100
LH-7102,web,US,Bob Roe,P.O. Box 12,Reno,NV,89501,bob.roe@example.com,+1 775 555 0123,,fedex,International Priority,CN,LED desk lamp with USB plug,LAMP-11,1,38.00,USD,940521,CN,900,sale,300,200,120
LH-7103,web,DE,Anna Schmidt,Hauptstraße 5,Berlin,,10115,anna.schmidt@gmial.com,+49 30 12345678,,china-post,Registered small packet,CN,gift,SCARF-02,1,19.00,EUR,,CN,180,gift,,,
LH-7104,web,FR,Claire Petit,12 rue de la Paix,Paris,,75002,claire.petit@example.com,+33 6 12 34 56 78,,4px,Global registered line,CN,power bank 20000 mAh,BANK-20,1,29.00,EUR,850760,CN,420,sale,150,70,30
LH-7105,web,GB,Tom Baker,27 Marylebone High Street,London,,W1U 4PL,tom.baker@example.com,+44 20 7946 0123,,yunexpress,"Special line, tracked",CN,wooden picture frame,FRAME-07,1,24.00,GBP,441410,,600,sale,320,260,40
LH-7106,web,DE,Jonas Weber,Leopoldstraße 15,München,,80802,jonas.weber@example.com,+49 89 12345678,,yunexpress,"Special line, tracked",CN,men's knitted cotton T-shirt,SHIRT-01,2,12.00,EUR,6109100010,CN,180,sale,300,220,20
"""
_REFERENCES = """\
Two shops next door (invented), 300 parcels a month to Germany since spring.
"Two claims, both paid within 30 days; slow in the week before Christmas."
"""


def fill(shop: Shop, now: datetime) -> None:
    """Check the orders, ask one buyer, let one order leave, and enter what a candidate gave."""
    owner = Membership.objects.filter(tenant=shop.tenant_id, role=Role.OWNER).get().user
    actor, checked_at = actor_of(owner), now - timedelta(hours=3)
    reads = drafts_from_rows(csv.DictReader(io.StringIO(_ORDERS)))
    found = checking.check_orders(shop, reads, DraftOrigin.FILE, checked_at)
    rows = {each.row.order_number: each.row for each in found if each.row is not None}
    buyer_questions.ask_by_hand(rows[_ASKED], actor, checked_at + timedelta(hours=1))
    checking.release(
        rows[_RELEASED],
        "The buyer knows that the frame may wait at customs.",
        actor,
        checked_at + timedelta(hours=2),
    )
    candidates.save(
        shop.tenant,
        "cne",
        "Global priority",
        numbers=["LV123456785CN", "3A5V0123456789", "LV123456786CN"],
        references=_REFERENCES.strip(),
        actor=actor,
        now=checked_at,
    )
