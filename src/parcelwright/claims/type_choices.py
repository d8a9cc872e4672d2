"""The answers to what went wrong with a parcel, each with its reason and its rivals."""

from __future__ import annotations

from dataclasses import dataclass

from parcelwright.rulebook.rule import ClaimType


@dataclass(frozen=True, kw_only=True)
class PossibleType:
    """Another thing that may have gone wrong; ``decided_by`` is what would settle it."""

    claim_type: ClaimType
    decided_by: str


@dataclass(frozen=True, kw_only=True)
class TypeChoice:
    """What is taken to have gone wrong, and why.

    Args:
        reason: Why this one, a plain sentence.
        others: What else is possible.
        trouble: Whether anything says that something is wrong at all.
    """

    claim_type: ClaimType
    reason: str
    others: tuple[PossibleType, ...] = ()
    trouble: bool = True


IF_NEVER_ARRIVES = PossibleType(
    claim_type=ClaimType.LOST_IN_TRANSIT, decided_by="Whether it still arrives."
)
# What settles it where something else went wrong as well.
BESIDE = {
    ClaimType.DAMAGED: "Whether the buyer has it after all: then the damage counts.",
    ClaimType.PARTLY_LOST: "What the buyer finds in the parcel: damage and missing goods are "
    "claimed each under its own rule.",
    ClaimType.DELAYED: "Whether the payer answers for lateness: it came after the estimate.",
}
LOST = TypeChoice(
    claim_type=ClaimType.LOST_IN_TRANSIT, reason="The carrier took it, and it has not arrived."
)
LOST_OVERDUE = TypeChoice(
    claim_type=ClaimType.LOST_IN_TRANSIT,
    reason=LOST.reason,
    others=(
        PossibleType(
            claim_type=ClaimType.DELAYED,
            decided_by="Whether it still arrives: the estimate has passed.",
        ),
    ),
)
LOST_RETURNING = TypeChoice(
    claim_type=ClaimType.LOST_IN_TRANSIT,
    reason="It is on its way back, and has not come.",
    others=(
        PossibleType(
            claim_type=ClaimType.RETURNED_WITHOUT_REASON,
            decided_by="Whether it comes back without a reason on it.",
        ),
    ),
)
SEIZED = TypeChoice(
    claim_type=ClaimType.LOST_IN_TRANSIT,
    reason="An authority seized it on the way: for whoever covers that, it is lost.",
)
LOST_OR_DAMAGED = TypeChoice(
    claim_type=ClaimType.LOST_IN_TRANSIT,
    reason="A scan says lost or damaged, and nothing has arrived.",
    others=(
        PossibleType(
            claim_type=ClaimType.DAMAGED,
            decided_by="The carrier's answer: it does not say yet which of the two.",
        ),
    ),
)
IN_WAREHOUSE = TypeChoice(
    claim_type=ClaimType.LOST_IN_WAREHOUSE,
    reason="The last scan is at the firm that took it, and none shows it leaving.",
    others=(
        PossibleType(
            claim_type=ClaimType.LOST_IN_TRANSIT,
            decided_by="Whether the firm shows that it left its warehouse.",
        ),
    ),
)
HANDED_ONLY = TypeChoice(
    claim_type=ClaimType.NOT_ACCEPTED,
    reason="You handed it over, and no scan followed.",
    others=(
        PossibleType(
            claim_type=ClaimType.LOST_IN_TRANSIT,
            decided_by="A scan or receipt that shows that the carrier took it.",
        ),
    ),
)
NO_SCAN = TypeChoice(
    claim_type=ClaimType.LOST_IN_TRANSIT,
    reason="It has not arrived, and no scan is known.",
    others=(
        PossibleType(
            claim_type=ClaimType.NOT_ACCEPTED,
            decided_by="Proof that you handed it over and that the carrier never took it in.",
        ),
    ),
)
UNDISPUTED = TypeChoice(
    claim_type=ClaimType.DELIVERED_NOT_RECEIVED,
    reason="The carrier says that it delivered, and nobody disputes it.",
    trouble=False,
)
CONTRADICTED = TypeChoice(
    claim_type=ClaimType.DELIVERED_NOT_RECEIVED,
    reason="The carrier says that it delivered, and later scans contradict it.",
)
DENIED = TypeChoice(
    claim_type=ClaimType.DELIVERED_NOT_RECEIVED,
    reason="The carrier says that it delivered, and the buyer that nothing came.",
)
DAMAGE_SAID = TypeChoice(claim_type=ClaimType.DAMAGED, reason="Damage was reported.")
DAMAGE_SCANNED = TypeChoice(claim_type=ClaimType.DAMAGED, reason="A scan reports damage.")
PART_SAID = TypeChoice(
    claim_type=ClaimType.PARTLY_LOST, reason="A part of the contents was reported missing."
)
LATE = TypeChoice(claim_type=ClaimType.DELAYED, reason="It arrived after the estimate.")
RETURNED_SAID = TypeChoice(
    claim_type=ClaimType.RETURNED_WITHOUT_REASON,
    reason="It came back, and no reason for it was reported.",
)
RETURNED_SILENTLY = TypeChoice(
    claim_type=ClaimType.RETURNED_WITHOUT_REASON,
    reason="It came back, and no scan says why; look for a reason on the parcel.",
)
RETURNED_WITH_REASON = TypeChoice(
    claim_type=ClaimType.LOST_IN_TRANSIT,
    reason="It came back, and a scan says why.",
    others=(
        PossibleType(
            claim_type=ClaimType.RETURNED_WITHOUT_REASON,
            decided_by="Whether the parcel itself bears no reason for its return.",
        ),
    ),
    trouble=False,
)
