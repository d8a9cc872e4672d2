"""The columns of our own files, in the order in which they are written."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What one row of a table is about."""

    PARCELS = "parcels"
    ORDERS = "orders"
    EVENTS = "events"
    OUTCOMES = "outcomes"
    REPORTS = "reports"
    DRAFTS = "drafts"


PARCEL_COLUMNS = (
    "tracking_number", "carrier", "service", "label_created_at", "handed_over_at", "accepted_at",
    "origin_country", "origin_region", "destination_country", "destination_region",
    "destination_postal_code", "order_number", "ordered_at", "promised_by", "contents", "hs_code",
    "value", "currency", "cost", "cost_currency", "postage", "postage_currency", "weight_g",
    "items", "length_mm", "width_mm", "height_mm", "insurer", "insured_value", "insured_currency",
    "buyer_name", "buyer_email", "buyer_phone", "buyer_language", "address_lines", "city",
    "buyer_country", "buyer_postal_code", "shop", "sales_channel", "marketplace_order_id",
    "payment_method", "paid_at", "latest_delivery_estimate", "carrier_account", "programme",
    "contract_party", "transport", "reference_number", "waybill_number", "manifest",
    "last_mile_number", "last_mile_carrier", "declared_value", "declared_currency", "ioss_number",
    "duties_paid_by", "other_numbers", "sample_weight",
)  # fmt: skip
ORDER_COLUMNS = (
    "order_number", "marketplace_order_id", "shop", "sales_channel", "ordered_at", "paid_at",
    "handed_over_at", "promised_by", "latest_delivery_estimate", "payment_method", "service",
    "contents", "hs_code", "sku", "quantity", "value", "currency", "postage", "postage_currency",
    "buyer_name", "buyer_email", "buyer_phone", "buyer_language", "address_lines", "city",
    "origin_country", "origin_region", "destination_country", "destination_region",
    "destination_postal_code", "buyer_country", "buyer_postal_code", "reference_number",
)  # fmt: skip
DRAFT_COLUMNS = (
    "order_number", "shop", "sales_channel", "payment_method", "ordered_at", "promised_by",
    "ship_on", "carrier", "service", "carrier_account", "programme", "contract_party",
    "tracking_number", "buyer_name", "company", "buyer_email", "buyer_phone", "buyer_language",
    "address_lines", "city", "destination_region", "destination_postal_code",
    "destination_country", "recipient_id", "recipient_id_kind", "recipient_id_until",
    "sender_name", "sender_phone", "sender_address_lines", "sender_city", "sender_postal_code",
    "origin_country", "contents", "sku", "quantity", "unit_value", "unit_currency", "hs_code",
    "goods_origin",
    "unit_weight_g", "item_length_mm", "item_width_mm", "item_height_mm", "battery", "chemistry",
    "battery_wh", "lithium_g", "batteries", "liquid_ml", "fragile", "purpose", "value", "currency",
    "declared_value", "declared_currency", "postage", "postage_currency", "weight_g", "length_mm",
    "width_mm", "height_mm", "duties_paid_by", "ioss_number", "voec_number", "sender_vat",
    "eori_number", "customs_form", "signed", "insurer", "insured_value", "insured_currency",
    "proof_of_posting", "board_ect", "double_wall", "cushion_mm", "void_filled", "double_boxed",
    "tape_mm", "marks",
)  # fmt: skip
EVENT_COLUMNS = (
    "tracking_number", "carrier", "occurred_at", "received_at", "milestone", "code", "code_table",
    "description", "language", "place", "country", "source", "payload_digest",
)  # fmt: skip
OUTCOME_COLUMNS = (
    "tracking_number", "carrier", "outcome", "outcome_at", "cause", "lost_at", "lost_leg",
)  # fmt: skip
REPORT_COLUMNS = ("tracking_number", "report", "reported_at", "text")

COLUMNS: dict[Kind, tuple[str, ...]] = {
    Kind.PARCELS: PARCEL_COLUMNS,
    Kind.ORDERS: ORDER_COLUMNS,
    Kind.EVENTS: EVENT_COLUMNS,
    Kind.OUTCOMES: OUTCOME_COLUMNS,
    Kind.REPORTS: REPORT_COLUMNS,
    Kind.DRAFTS: DRAFT_COLUMNS,
}
# Columns without which a row of the kind says nothing.
REQUIRED: dict[Kind, str] = {
    Kind.PARCELS: "tracking_number",
    Kind.ORDERS: "order_number",
    Kind.EVENTS: "tracking_number",
    Kind.OUTCOMES: "tracking_number",
    Kind.REPORTS: "tracking_number",
    Kind.DRAFTS: "order_number",
}
TIME_COLUMNS = frozenset({
    "label_created_at", "handed_over_at", "accepted_at", "ordered_at", "promised_by", "paid_at",
    "latest_delivery_estimate", "occurred_at", "received_at", "outcome_at", "lost_at",
    "reported_at",
})  # fmt: skip
MONEY_COLUMNS = frozenset({"value", "cost", "postage", "insured_value", "declared_value"})
WHOLE_NUMBER_COLUMNS = frozenset({"weight_g", "items", "length_mm", "width_mm", "height_mm"})
# Columns that hold the number of a parcel or order, where a lost digit makes the cell useless.
NUMBER_COLUMNS = frozenset({
    "tracking_number", "order_number", "marketplace_order_id", "reference_number",
    "waybill_number", "last_mile_number", "hs_code", "ioss_number",
})  # fmt: skip
ALL_COLUMNS = frozenset(column for columns in COLUMNS.values() for column in columns)
