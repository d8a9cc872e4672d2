"""Names of the checks, as pages show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_NAMES: dict[str, StrOrPromise] = {
    "address": _("Address: what it needs"),
    "address_script": _("Address: letters that can be read"),
    "garbled_text": _("Address: letters that were damaged"),
    "announced": _("Timing: what is announced"),
    "battery": _("Goods: batteries"),
    "box": _("Packing: box and tape"),
    "buyer_history": _("Buyer: earlier parcels"),
    "company_number": _("Customs: number of a company"),
    "country": _("Address: country"),
    "cover": _("Cover: what a loss would bring"),
    "cushioning": _("Packing: cushioning and marks"),
    "customs_description": _("Customs: description of goods"),
    "customs_form": _("Customs: form and signature"),
    "customs_value": _("Customs: declared value"),
    "customs_weight": _("Customs: weights and quantities"),
    "duties": _("Customs: duties and who pays"),
    "email": _("Contact: mail address"),
    "gift": _("Customs: gifts that were sold"),
    "goods_origin": _("Customs: country of origin"),
    "house_number": _("Address: house number"),
    "hs_code": _("Customs: tariff code"),
    "import_charges": _("Customs: what the border asks for"),
    "label": _("Label: print and barcode"),
    "lost_address": _("Address: earlier losses"),
    "parcel_locker": _("Address: parcel locker"),
    "phone": _("Contact: phone number"),
    "po_box": _("Address: post office box"),
    "postal_code": _("Address: postal code"),
    "promised_date": _("Timing: promised date"),
    "proof_of_posting": _("Cover: proof of posting"),
    "recipient_id": _("Customs: number of the recipient"),
    "restricted_goods": _("Goods: restricted or barred"),
    "size": _("Packing: size and weight"),
    "special_zone": _("Address: special zones"),
    "tax_number": _("Customs: tax numbers of the seller"),
    "timing": _("Timing: holidays and peaks"),
}


def check_name(name: str) -> StrOrPromise:
    """Return the name of a check in the reader's language; its own word where none is known."""
    return _NAMES.get(name, name)
