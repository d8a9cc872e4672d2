"""``parcelwright rules``: the rule book, listed, checked and shown."""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from parcelwright.claims.deadlines import spoken_span
from parcelwright.claims.examples import run_examples
from parcelwright.claims.plain import plain_citation, plain_day
from parcelwright.cli import FINDINGS
from parcelwright.cli._own import terms_option
from parcelwright.cli._rule_book import clocks, kept_in, rules_with
from parcelwright.prevention.freshness import reference_findings
from parcelwright.rulebook.contradictions import contradictions
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.freshness import Doubt, findings
from parcelwright.rulebook.load import read_book
from parcelwright.rulebook.own_terms import read_folder
from parcelwright.rulebook.scope import EVERYWHERE
from parcelwright.rulebook.spoken_terms import spoken_amount
from parcelwright.rulebook.standing import Standing, citations_of, standing_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from parcelwright.rulebook.freshness import Finding
    from parcelwright.rulebook.rule import Amount, Rule, Window

_as_json = click.option("--json", "as_json", is_flag=True, help="Write JSON.")


@click.group()
def command() -> None:
    """List, check and show the rules that deadlines and sums come from."""


@command.command("list")
@terms_option
@_as_json
def list_rules(terms: Path | None, *, as_json: bool) -> None:
    """List every rule with the days it holds for."""
    rules = rules_with(terms).rules
    if as_json:
        click.echo(json.dumps([_plain(rule) for rule in rules], ensure_ascii=False))
        return
    for rule in rules:
        holds = f"{plain_day(rule.valid_from) or '...'} to {plain_day(rule.valid_to) or '...'}"
        click.echo(f"{rule.id:34} {rule.confidence.value:7} {holds:26} {rule.title}")


@command.command("check")
@terms_option
@_as_json
def check_rules(terms: Path | None, *, as_json: bool) -> None:
    """Check every rule file and run every worked example; exit code 1 on a fault."""
    book, faults = read_book(terms, kept_in=kept_in())
    own = read_folder(terms)
    rates = shipped_rates()
    wrong = [line for rule in book.rules for line in run_examples(rule, rates)]
    problems = list(dict.fromkeys((*faults, *own.faults, *contradictions(book.rules), *wrong)))
    standings = Counter(standing_of(rule) for rule in book.rules)
    # Nothing is known of these, so nothing of them can be relied on either.
    standings[Standing.UNVERIFIED] += len(book.without_rules())
    result: dict[str, object] = {
        "files": len(book.files),
        "rules": len(book.rules),
        "without_rules": len(book.without_rules()),
        **{standing.value: standings[standing] for standing in Standing},
        "examples_run": sum(len(rule.examples) for rule in book.rules),
        "contracts": len(own.contracts),
        "covers": len(own.covers),
        "problems": problems,
    }
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False))
    else:
        for problem in problems:
            click.echo(problem)
        click.echo(
            ", ".join(f"{key} {value}" for key, value in result.items() if _is_shown(key, value))
        )
    if problems:
        sys.exit(FINDINGS)


def _is_shown(key: str, value: object) -> bool:
    """Return whether a count belongs into the summary; of own terms only where there are any."""
    return key != "problems" and (key not in {"contracts", "covers"} or bool(value))


@command.command("stale")
@click.option("--on", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Day to judge on.")
@terms_option
@_as_json
def stale_rules(on: datetime, terms: Path | None, *, as_json: bool) -> None:
    """List what wants another look: old copies, changing law, conflicts, gaps; exit code 1."""
    found = (
        *findings(rules_with(terms), clocks(), on.date()),
        *reference_findings(on.date()),
    )
    if as_json:
        click.echo(json.dumps([_plain_finding(each) for each in found], ensure_ascii=False))
    else:
        for doubt in Doubt:
            of_kind = [each for each in found if each.doubt is doubt]
            if of_kind:
                click.echo(f"{doubt.value} ({len(of_kind)})")
            for each in of_kind:
                url = each.citation.url if each.citation else ""
                since = plain_day(each.since) or ""
                line = f"  {since:10} {each.payer:24} {each.about}: {each.why} {url}"
                click.echo(line.rstrip())
    if found:
        sys.exit(FINDINGS)


def _plain_finding(found: Finding) -> dict[str, object]:
    return {
        "doubt": found.doubt.value,
        "payer": found.payer,
        "about": found.about,
        "why": found.why,
        "since": plain_day(found.since),
        "citation": plain_citation(found.citation) if found.citation else None,
    }


@command.command("show")
@click.argument("carrier")
@terms_option
@_as_json
def show_carrier(carrier: str, terms: Path | None, *, as_json: bool) -> None:
    """Show the rules of one carrier or convention in plain words."""
    book = rules_with(terms)
    head = book.by_slug.get(carrier)
    if head is None:
        known = ", ".join(sorted(item.slug for item in book.carriers))
        raise click.BadParameter(f"no rules of {carrier!r}; known: {known}", param_hint="CARRIER")
    rules = [rule for rule in book.rules if rule.payer == head or head.slug in rule.carriers]
    if as_json:
        click.echo(json.dumps([_plain(rule) for rule in rules], ensure_ascii=False))
        return
    click.echo(head.name)
    if not rules:
        click.echo(head.unknown or "No rules are known; the contract decides.")
    for rule in rules:
        _show(rule)


def _show(rule: Rule) -> None:
    edition = f", {rule.edition}" if rule.edition else ""
    click.echo(f"\n{rule.id}: {rule.title}{edition} ({rule.confidence.value})")
    for line in (*_grants(rule), *_asks(rule), *_notes(rule)):
        click.echo(f"  {line}")


def _grants(rule: Rule) -> Iterator[str]:
    if rule.excluded:
        yield rule.excluded
    yield from (f"{each.text} (some parcels only)" for each in rule.excluded_for)
    yield from (*_windows(rule), *_amounts(rule))


def _asks(rule: Rule) -> Iterator[str]:
    if rule.needs:
        yield f"needs: {', '.join(rule.needs)}"
    for paper in rule.papers:
        yield f"paper: {paper.code.replace('_', ' ')}, from the {paper.who}"
    yield from (f"not covered: {exclusion}" for exclusion in rule.exclusions)
    if rule.channel:
        yield f"where: {rule.channel}"


def _notes(rule: Rule) -> Iterator[str]:
    yield from (f"note: {note}" for note in rule.notes)
    yield from (f"note: {each.text} (some parcels only)" for each in rule.notes_for)
    yield from (f"sources disagree: {conflict}" for conflict in rule.conflicts)
    yield from (f"source: {cited}  {cited.url}" for cited in citations_of(rule))


def _windows(rule: Rule) -> list[str]:
    lines = []
    for window in rule.windows:
        ends = (("from", window.earliest), ("until", window.latest))
        said = [f"{word} {spoken_span(span)}" for word, span in ends if span is not None]
        to = f" to {window.to}" if window.to else ""
        lines.append(f"{window.act}{to}: {', '.join(said)} ({_sure(window)}){_noted(window)}")
    return lines


def _amounts(rule: Rule) -> list[str]:
    amounts = (*rule.amounts, *((rule.amount,) if rule.amount is not None else ()))
    return [f"at most: {spoken_amount(each)} ({_sure(each)}){_noted(each)}" for each in amounts]


def _noted(figure: Window | Amount) -> str:
    return f" - {figure.note}" if figure.note else ""


def _sure(figure: Window | Amount) -> str:
    """Return how sure a figure is, and whether it is for some parcels only."""
    some = "" if figure.only is EVERYWHERE else ", some parcels only"
    return f"{figure.confidence.value}{some}"


def _plain(rule: Rule) -> dict[str, object]:
    return {
        "rule": rule.id,
        "title": rule.title,
        "payer": rule.payer.slug,
        "regime": rule.regime,
        "edition": rule.edition,
        "services": list(rule.services),
        "s10": list(rule.s10),
        "claim_types": [kind.value for kind in rule.claim_types],
        "valid_from": plain_day(rule.valid_from),
        "valid_to": plain_day(rule.valid_to),
        "windows": _windows(rule),
        "amounts": _amounts(rule),
        "needs": list(rule.needs),
        "excluded": rule.excluded,
        "excluded_for": [each.text for each in rule.excluded_for],
        "confidence": rule.confidence.value,
        "standing": standing_of(rule).value,
        "citations": [plain_citation(citation) for citation in citations_of(rule)],
    }
