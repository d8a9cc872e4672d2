"""Size and weight against what the service takes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from parcelwright.parcels.s10 import s10
from parcelwright.prevention.dated import Dated, reference_file
from parcelwright.prevention.finding import Found, Says, Severity, told
from parcelwright.prevention.services import is_post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known
    from parcelwright.rulebook.rule import Citation

SAYS = {
    "too_heavy": Says(
        severity=Severity.STOP,
        reason="The parcel weighs {has} g, and {kind} abroad take up to {most} g.",
        fix="Split the order, or use another service.",
    ),
    "too_large": Says(
        severity=Severity.STOP,
        reason="The parcel measures {has} mm, and {kind} abroad take {most} mm {measure}.",
        fix="Use a smaller box or another service.",
    ),
    "box_smaller_than_goods": Says(
        severity=Severity.WARN,
        reason="An item of {has} mm does not fit into a box of {most} mm.",
        fix="Compare the units: centimeters are often written as millimeters.",
    ),
}
_KINDS = {"parcel": "postal parcels", "small_packet": "small packets"}
# Words of services that carry letter-post items.
_SMALL = ("small packet", "packet", "epacket", "小包", "registered mail")


class SizeLimit(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one kind of postal item may weigh and measure."""

    kind: str
    weight_g: int
    longest_mm: int
    sum_mm: int | None = None
    length_and_girth_mm: int | None = None


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield where a parcel is too heavy or too large for the post, or for its own box.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.prevention.known import Known
    >>> known = Known(on=date(2026, 9, 2))
    >>> order = Draft(order_number="1", carrier="china-post", service="ePacket", weight_g=2600)
    >>> [each.code for each in check(order, known)]
    ['too_heavy']
    >>> list(check(Draft(order_number="1", carrier="china-post", weight_g=2600), known))
    []
    """
    del known
    sizes = [draft.length_mm, draft.width_mm, draft.height_mm]
    measured = sorted((size for size in sizes if size), reverse=True)
    for at, line in enumerate(draft.lines):
        longest = max(filter(None, (line.length_mm, line.width_mm, line.height_mm)), default=0)
        # An item may lie across; no straight thing is longer than the diagonal of its box.
        diagonal = sum(size * size for size in measured) ** 0.5
        if len(measured) == len(sizes) and longest > diagonal:
            figures = told(has=longest, most=measured[0])
            yield Found(
                code="box_smaller_than_goods", field="item_length_mm", line=at, figures=figures
            )
    if not is_post(draft.carrier):
        return
    limit, citation = _limits()["small_packet" if _is_small(draft) else "parcel"]
    kind = ("kind", _KINDS[limit.kind])
    if draft.weight_g is not None and draft.weight_g > limit.weight_g:
        figures = (("has", str(draft.weight_g)), kind, ("most", str(limit.weight_g)))
        yield Found(code="too_heavy", field="weight_g", figures=figures, citation=citation)
    for has, most, measure in _measures(measured, limit):
        if has > most:
            figures = (("has", str(has)), kind, ("most", str(most)), ("measure", measure))
            yield Found(code="too_large", field="length_mm", figures=figures, citation=citation)
            return


def _measures(measured: list[int], limit: SizeLimit) -> Iterator[tuple[int, int, str]]:
    if not measured:
        return
    yield measured[0], limit.longest_mm, "at its longest"
    if len(measured) < len("lwh"):
        return
    if limit.sum_mm is not None:
        yield sum(measured), limit.sum_mm, "for its three sides together"
    if limit.length_and_girth_mm is not None:
        girth = measured[0] + 2 * (measured[1] + measured[2])
        yield girth, limit.length_and_girth_mm, "for length and girth"


def _is_small(draft: Draft) -> bool:
    number = s10(draft.tracking_number) if draft.tracking_number else None
    if number is not None:
        return number.number[0] in "RLU"
    return any(word in draft.service.casefold() for word in _SMALL)


@cache
def _limits() -> dict[str, tuple[SizeLimit, Citation]]:
    file = reference_file("size_limits")
    limits = file.many("limit", SizeLimit)
    return {limit.kind: (limit, file.sources[limit.source]) for limit in limits}
