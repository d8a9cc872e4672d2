"""What would turn unknown lines of the audit into known ones, and where it is entered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Min, Q, Sum
from django.utils.translation import gettext as _

from parcelwright.claims.audit_rows import Waiting, most_money_first
from parcelwright.claims.lacking import Lack, Want
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.audit_figures import Tally
from parcelwright_web.pages.links import address, with_query

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from parcelwright.money import Money
    from parcelwright.rulebook.exchange import Rates
    from parcelwright_web.models.claims import AuditLine
    from parcelwright_web.models.tenancy import TenantQuerySet

COLUMNS = (
    "lacks", "of", "what_to_do", "parcels", "assumed_dates", "waits_up_to", "currency",
    "without_a_sum",
)  # fmt: skip
_FROM_FILES = frozenset({
    Lack.ACCOUNT, Lack.CARRIER, Lack.SERVICE, Lack.PROOF_OF_POSTING, Lack.WEIGHT, Lack.VALUE,
    Lack.ITEMS, Lack.FACT,
})  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Repair:
    """One thing that parcels wait for: what to do, why it helps, and where it is done."""

    waiting: Waiting
    title: str
    hint: str
    done_at: str
    button: str
    parcels_at: str


def waiting(lines: TenantQuerySet[AuditLine], on: date, rates: Rates) -> list[Repair]:
    """Return what parcels wait for, the most money first, in one query."""
    payers: dict[Want, str] = {}
    rows = (
        lines.exclude(lacks="")
        .order_by()
        .values("lacks", "lacks_of", "waits_currency")
        .annotate(
            parcels=Count("pk"),
            total=Sum("waits"),
            guessed=Count("pk", filter=Q(assumed=True)),
            one_payer=Min("payer"),
        )
    )
    tallies: dict[Want, Tally] = {}
    assumed: dict[Want, int] = {}
    for row in rows:
        want = Want(lack=Lack(row["lacks"]), of=row["lacks_of"])
        payers.setdefault(want, row["one_payer"])
        tally = tallies.setdefault(want, Tally())
        tally.add(row["parcels"], row["total"], row["waits_currency"])
        assumed[want] = assumed.get(want, 0) + row["guessed"]
    found = [
        Waiting(
            want=want,
            parcels=tally.parcels,
            sums=tuple(tally.totals),
            without_sum=tally.without_sum,
            assumed=assumed[want],
        )
        for want, tally in tallies.items()
    ]
    return [_repair(each, payers[each.want]) for each in most_money_first(found, on, rates)]


def want_of(line: AuditLine) -> Want | None:
    """Return what one line waits for."""
    return Want(lack=Lack(line.lacks), of=line.lacks_of) if line.lacks else None


def _repair(each: Waiting, payer: str) -> Repair:
    want = each.want
    done_at, button = _place(want, payer)
    return Repair(
        waiting=each,
        title=title(want),
        hint=_hints()[want.lack],
        done_at=done_at,
        button=button,
        parcels_at=with_query("", lacks=want.lack.value, of=want.of or "-"),
    )


def title(want: Want) -> str:
    """Return what to do, one sentence in the reader's language."""
    match want.lack:
        case Lack.CONTRACT:
            return _("Enter the contract of account %(account)s") % {"account": want.of}
        case Lack.RATE:
            return _("Enter an exchange rate for %(currency)s") % {"currency": want.of}
        case Lack.CARRIER if want.of:
            return _("Say which carrier is meant by %(name)s") % {"name": want.of}
        case Lack.FACT:
            return _("Bring this figure: %(fact)s") % {"fact": spoken(want.of)}
        case _:
            return _titles()[want.lack] % {"payer": spoken(want.of)}


def _titles() -> Mapping[Lack, str]:
    return {
        Lack.ACCOUNT: _("Say which account of %(payer)s these parcels belong to"),
        Lack.CARRIER: _("Say which carrier took these parcels"),
        Lack.SERVICE: _("Say with which service of %(payer)s they were sent"),
        Lack.EDITION: _("Get the terms of %(payer)s that held when it took them"),
        Lack.PROOF_OF_POSTING: _("Bring a proof of posting"),
        Lack.WEIGHT: _("Bring the weight"),
        Lack.VALUE: _("Bring the value of the goods"),
        Lack.ITEMS: _("Bring the number of items"),
        Lack.ANSWER: _("Get the answer of %(payer)s to the inquiry"),
        Lack.TERMS: _("Ask %(payer)s whether, how much and until when it pays"),
    }


def _hints() -> Mapping[Lack, str]:
    again = _("Import a file that has it; the parcels are assessed again by themselves.")
    return {
        Lack.CONTRACT: _(
            "For a consolidator the contract is the law: ten fields give dates and sums."
        ),
        Lack.ACCOUNT: _(
            "Import a file with the column carrier_account, or name the account in your ERP export."
        ),
        Lack.CARRIER: _("Import a file with the column carrier and a name that is known here."),
        Lack.SERVICE: _("Import a file with the column service; the rules differ by service."),
        Lack.EDITION: _("The rule book begins later. Enter what held then as terms of your own."),
        Lack.PROOF_OF_POSTING: _(
            "Periods count from the day the carrier took them. "
            "Import a file with the column accepted_at."
        ),
        Lack.WEIGHT: again,
        Lack.VALUE: again,
        Lack.ITEMS: again,
        Lack.FACT: again,
        Lack.RATE: _("The sum is known in another currency only."),
        Lack.ANSWER: _("Enter it in the case; the last day for the claim counts from it."),
        Lack.TERMS: _(
            "The rule book has no sure answer. What it knows, with sources, is one click away."
        ),
    }


def _place(want: Want, payer: str) -> tuple[str, str]:
    """Return the address where it is done and what the button says."""
    if want.lack in _FROM_FILES:
        return address("imports"), _("Import a file")
    match want.lack:
        case Lack.CONTRACT:
            return with_query(address("contract-new"), account=want.of), _("Enter contract")
        case Lack.RATE:
            return address("rates"), _("Enter rate")
        case Lack.EDITION:
            return address("terms-files"), _("Your own terms")
        case Lack.ANSWER:
            return with_query(address("cases"), view="carrier"), _("Open cases")
        case _:
            return address("known-of-payer", payer) if payer else "", _("What we know of it")


def cells(found: Iterable[Repair]) -> Iterable[dict[str, str]]:
    """Yield the rows of the file: one for each thing and currency."""
    for repair in found:
        each = repair.waiting
        for money in each.sums or (None,):
            yield _cells(each, money)


def _cells(each: Waiting, money: Money | None) -> dict[str, str]:
    return {
        "lacks": each.want.lack.value,
        "of": each.want.of,
        "what_to_do": each.want.text,
        "parcels": str(each.parcels),
        "assumed_dates": str(each.assumed),
        "waits_up_to": "" if money is None else str(money.rounded().amount),
        "currency": "" if money is None else money.currency,
        "without_a_sum": str(each.without_sum),
    }
