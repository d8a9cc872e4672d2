"""What a seller acts on means the same whichever source says it.

Where a source has one code for several things, the least of them is taken.
"""

from __future__ import annotations

import pytest

from parcelwright import sources
from parcelwright.parcels.events import Milestone as M  # noqa: N817 - a table of nothing else

SAYS = {
    "lost": [
        ("aftership.subtag", "Exception_013", M.DECLARED_LOST),
        ("17track.sub_status", "Exception_Lost", M.DECLARED_LOST),
        ("trackingmore.substatus", "exception007", M.LOST_OR_DAMAGED),
        ("easypost.status_detail", "lost", M.DECLARED_LOST),
        ("shippo.substatus", "package_lost", M.DECLARED_LOST),
        ("karrio.reason", "carrier_parcel_lost", M.INVESTIGATION),
        ("yunexpress.node", "PACKAGE_LOST", M.DECLARED_LOST),
    ],
    "damaged": [
        ("aftership.subtag", "Exception_012", M.DAMAGED),
        ("17track.sub_status", "Exception_Damage", M.DAMAGED),
        ("easypost.status_detail", "damaged", M.DAMAGED),
        ("shippo.substatus", "package_damaged", M.DAMAGED),
        ("karrio.reason", "carrier_damaged_parcel", M.DAMAGED),
    ],
    "destroyed": [
        ("aftership.subtag", "Exception_021", M.DESTROYED),
        ("17track.sub_status", "Exception_Destroyed", M.DESTROYED),
        ("shippo.substatus", "package_disposed", M.DESTROYED),
        ("4px.link", "FPX_Y_DS", M.DESTROYED),
        ("cainiao.action", "RT_DESTROY", M.DESTROYED),
    ],
    "missorted": [
        ("aftership.subtag", "Exception_016", M.DELAYED),
        ("easypost.status_detail", "missorted", M.MISSORTED),
        ("karrio.reason", "carrier_sorting_error", M.MISSORTED),
        ("ups.package_exception", "34", M.MISSORTED),
    ],
    "customs in progress": [
        ("aftership.subtag", "InTransit_006", M.CUSTOMS_STARTED),
        ("17track.sub_status", "InTransit_CustomsProcessing", M.CUSTOMS_STARTED),
        ("karrio.reason", "customs_inspection", M.HELD_BY_CUSTOMS),
        ("yunexpress.node", "CUSTOMS_PROCESSING", M.CUSTOMS_STARTED),
        ("yanwen.status", "IC50", M.CUSTOMS_STARTED),
        ("cainiao.action", "CC_IM_START", M.CUSTOMS_STARTED),
    ],
    "customs wants documents": [
        ("aftership.subtag", "Exception_018", M.CUSTOMS_NEEDS_DOCUMENTS),
        (
            "17track.sub_status",
            "InTransit_CustomsRequiringInformation",
            M.CUSTOMS_NEEDS_DOCUMENTS,
        ),
        ("easypost.status_detail", "awaiting_information", M.CUSTOMS_NEEDS_DOCUMENTS),
        ("karrio.reason", "customs_documentation", M.CUSTOMS_NEEDS_DOCUMENTS),
    ],
    "held by customs": [
        ("aftership.subtag", "Exception_004", M.HELD_BY_CUSTOMS),
        ("17track.sub_status", "Exception_Security", M.HELD),
        ("17track.sub_status", "DeliveryFailure_Security", M.HELD),
        ("trackingmore.substatus", "exception006", M.HELD_BY_CUSTOMS),
        ("easypost.status_detail", "held", M.HELD),
        ("shippo.substatus", "package_held", M.HELD),
        ("karrio.reason", "customs_delay", M.HELD_BY_CUSTOMS),
        ("yunexpress.node", "CUSTOMS_HOLD", M.HELD_BY_CUSTOMS),
        ("yunexpress.node", "AIRPORT_HOLD", M.HELD),
        ("yanwen.status", "IC51", M.HELD_BY_CUSTOMS),
        ("4px.link_beginning", "FPX_I_HC", M.HELD_BY_CUSTOMS),
    ],
    "duties unpaid": [
        ("aftership.subtag", "Exception_006", M.DUTIES_UNPAID),
        ("karrio.reason", "customs_duties_unpaid", M.DUTIES_UNPAID),
        ("cainiao.action", "CUS_TAX", M.DUTIES_UNPAID),
    ],
    "wrong address": [
        ("aftership.subtag", "Exception_007", M.ADDRESS_PROBLEM),
        ("17track.sub_status", "DeliveryFailure_InvalidAddress", M.ADDRESS_PROBLEM),
        ("trackingmore.substatus", "undelivered001", M.ADDRESS_PROBLEM),
        ("easypost.status_detail", "address_correction", M.ADDRESS_PROBLEM),
        ("shippo.substatus", "address_issue", M.ADDRESS_PROBLEM),
        ("karrio.reason", "consignee_incorrect_address", M.ADDRESS_PROBLEM),
    ],
    "refused": [
        ("aftership.subtag", "Exception_003", M.REFUSED),
        ("17track.sub_status", "DeliveryFailure_Rejected", M.REFUSED),
        ("17track.sub_status", "Exception_Rejected", M.REFUSED),
        ("trackingmore.substatus", "exception009", M.REFUSED),
        ("easypost.status_detail", "refused", M.REFUSED),
        ("karrio.reason", "consignee_refused", M.REFUSED),
    ],
    "unclaimed": [
        ("aftership.subtag", "Exception_008", M.UNCLAIMED),
        ("trackingmore.substatus", "exception004", M.UNCLAIMED),
        ("shippo.substatus", "package_unclaimed", M.UNCLAIMED),
    ],
    "going back": [
        ("aftership.subtag", "Exception_010", M.RETURNING),
        ("17track.sub_status", "Exception_Returning", M.RETURNING),
        ("trackingmore.substatus", "exception011", M.RETURNING),
        ("easypost.status_detail", "return", M.RETURNING),
        ("shippo.substatus", "return_to_sender", M.RETURNING),
        ("karrio.status", "return_to_sender", M.RETURNING),
        ("yunexpress.node", "RETURNED_TO_SENDER", M.RETURNING),
        ("yunexpress-oms.status", "90", M.RETURNING),
        ("yanwen.status", "LM90", M.RETURNING),
    ],
    "back with the sender": [
        ("aftership.subtag", "Exception_011", M.RETURNED),
        ("17track.sub_status", "Exception_Returned", M.RETURNED),
        ("trackingmore.substatus", "exception010", M.RETURNED),
    ],
    "never handed over": [
        ("aftership.subtag", "InfoReceived_001", M.LABEL_CREATED),
        ("17track.sub_status", "InfoReceived", M.LABEL_CREATED),
        ("trackingmore.substatus", "inforeceived001", M.LABEL_CREATED),
        ("easypost.status_detail", "label_created", M.LABEL_CREATED),
        ("shippo.substatus", "information_received", M.LABEL_CREATED),
        ("karrio.status", "pending", M.LABEL_CREATED),
        ("ups.alert_type", "M", M.LABEL_CREATED),
        ("yunexpress.node", "ORDER_CREATION", M.LABEL_CREATED),
        ("yunexpress.state", "F", M.LABEL_CREATED),
        ("yunexpress-oms.status", "10", M.LABEL_CREATED),
        ("4px.link", "FPX_L_RPIF", M.LABEL_CREATED),
        ("cainiao.action", "GWMS_ACCEPT", M.LABEL_CREATED),
    ],
    "silence": [
        ("aftership.event", "tracking_pending_time", M.SOURCE_SILENT),
        ("aftership.subtag", "Expired_001", M.SOURCE_STOPPED),
        ("17track.sub_status", "Expired_Other", M.SOURCE_STOPPED),
        ("trackingmore.status", "expired", M.SOURCE_STOPPED),
        ("easypost.status_detail", "expired", M.SOURCE_STOPPED),
        ("karrio.tracker_status", "unknown", M.SOURCE_SILENT),
    ],
    "cancelled": [
        ("aftership.subtag", "Exception_020", M.CANCELLED),
        ("17track.sub_status", "Exception_Cancel", M.CANCELLED),
        ("trackingmore.substatus", "exception008", M.CANCELLED),
        ("easypost.status_detail", "cancelled", M.CANCELLED),
        ("karrio.status", "cancelled", M.CANCELLED),
        ("shopify.fulfillment_status", "cancelled", M.CANCELLED),
        ("yunexpress.state", "C", M.CANCELLED),
    ],
}
ROWS = [
    pytest.param(table, code, meant, id=f"{cause}-{table}-{code}")
    for cause, rows in SAYS.items()
    for table, code, meant in rows
]


@pytest.mark.parametrize(("table", "code", "meant"), ROWS)
def test_a_code_means_what_the_seller_must_act_on(table, code, meant):
    source = sources.by_slug(table.partition(".")[0])
    assert source.CODES[table][code] is meant
