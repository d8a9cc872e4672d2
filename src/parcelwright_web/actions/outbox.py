"""What leaves a case: texts and papers by mail, through the one outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.evidence.item import EvidenceKind
from parcelwright_web.actions import effects, evidence
from parcelwright_web.actions.buyer_messages import Route
from parcelwright_web.models.messages import Message

if TYPE_CHECKING:
    from parcelwright_web.actions.buyer_messages import Draft
    from parcelwright_web.actions.changing import Acting
    from parcelwright_web.models.messages import Effect


def send_to_buyer(acting: Acting, made: Draft) -> Message:
    """Put a text to the buyer into the outbox, or keep it as copied by a person.

    Raises:
        AddressError: The buyer's address or the shop's sender is not one plain address.
    """
    words = made.message
    effect: Effect | None = None
    if made.route is Route.MAIL:
        effect = effects.decide_mail(
            acting.case,
            purpose=f"buyer.{words.kind}",
            recipient=made.recipient,
            subject=words.subject,
            body=words.body,
            actor=acting.actor,
            now=acting.now,
        )
        acting.facts["effect"] = effect.pk
    acting.facts |= {"route": made.route.value, "language": words.language}
    acting.items.append(
        evidence.NewItem(
            kind=EvidenceKind.BUYER_MESSAGE,
            payload=f"{words.subject}\n\n{words.body}".encode(),
            media_type="text/plain; charset=utf-8",
            title=words.subject,
        )
    )
    return Message.objects.for_tenant(acting.case.tenant_id).create(
        case=acting.case,
        template=words.kind.value,
        language=words.language,
        subject=words.subject,
        body=words.body,
        channel=made.route.value,
        effect=effect,
        made_at=acting.now,
        made_by=acting.actor,
        marked_sent_at=None if effect else acting.now,
    )


def send_paper(
    acting: Acting, *, purpose: str, recipient: str, subject: str, body: str, name: str, pdf: bytes
) -> Effect:
    """Put a paper to a carrier or payer into the outbox.

    Raises:
        AddressError: The recipient or the shop's sender is not one plain address.
    """
    effect = effects.decide_mail(
        acting.case,
        purpose=purpose,
        recipient=recipient,
        subject=subject,
        body=body,
        actor=acting.actor,
        now=acting.now,
        attachments=[(name, "application/pdf", pdf)],
    )
    acting.facts |= {"effect": effect.pk, "route": Route.MAIL.value}
    return effect
