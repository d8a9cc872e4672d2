"""Findings as plain data for machines and as lines for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parcelwright.prevention.finding import Finding


def plain_order(order_number: str, row: int, findings: Sequence[Finding]) -> dict[str, object]:
    """Return the findings of one order as plain data, ready for JSON."""
    return {
        "order_number": order_number,
        "row": row,
        "findings": [plain_finding(each) for each in findings],
    }


def plain_finding(finding: Finding) -> dict[str, object]:
    """Return a finding as plain data; ``fix``, ``repair``, ``ask`` and ``citation`` may be null."""
    repair, citation, ask = finding.repair, finding.citation, finding.says.ask
    return {
        "check": finding.check,
        "code": finding.code,
        "severity": finding.severity.value,
        "field": finding.field,
        "line": finding.line,
        "reason": finding.reason,
        "fix": finding.fix or None,
        "figures": dict(finding.figures),
        "repair": repair and {"field": repair.field, "value": repair.value, "line": repair.line},
        "ask": ask and ask.value,
        "citation": citation
        and {
            "title": citation.title,
            "section": citation.section,
            "url": citation.url,
            "confidence": citation.confidence.value,
            "checked": citation.checked and citation.checked.isoformat(),
        },
    }


def told_order(order_number: str, row: int, findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the findings of one order as lines of text."""
    yield f"{order_number or 'no order number'} (row {row})"
    for each in findings:
        where = each.field if each.line is None else f"{each.field}, line {each.line + 1}"
        yield f"  {each.severity.value.replace('_', ' ')} [{each.check}] {where}: {each.reason}"
        if each.fix:
            yield f"    {each.fix}"
        if each.citation is not None:
            yield f"    source: {each.citation}"
