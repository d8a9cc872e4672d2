"""The insurance on offer, as options of a command name it: one of the shop's, or a bare one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import click

from parcelwright.cli._past import amount
from parcelwright.errors import MoneyError
from parcelwright.prevention.insuring.policy import USUAL_ODDS, Policy, policy_of
from parcelwright.prevention.insuring.premium import Premium, checked
from parcelwright.prevention.insuring.weigh import Cover

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from parcelwright.money import Money
    from parcelwright.rulebook.cover import CoverTerms

    Command = Callable[..., None]

_SUMS = ("each", "least", "limit", "deductible", "paperwork")
_OPTIONS = (
    click.option("--policy", default="", help="Number of one of your policies, from --terms."),
    click.option("--percent", type=Decimal, help="Premium in percent of the insured value."),
    click.option("--each", callback=amount, help="Premium for each parcel, such as '0.90 USD'."),
    click.option("--least", callback=amount, help="Lowest premium for one parcel."),
    click.option("--currency", default="", help="Currency of the premium, if no sum names it."),
    click.option("--limit", callback=amount, help="Most that is paid for one parcel."),
    click.option("--deductible", callback=amount, help="What stays with you of each loss."),
    click.option("--paperwork", callback=amount, help="What a claim costs in work."),
    click.option(
        "--odds",
        type=click.FloatRange(0, 1),
        default=USUAL_ODDS,
        show_default=True,
        help="Share of claims that the insurer grants.",
    ),
)


def offer_options(command: Command) -> Command:
    """Add the options that describe the insurance on offer."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def offer_of(
    number: str,
    percent: Decimal | None,
    sums: Mapping[str, Money | None],
    currency: str,
    odds: float,
    covers: Sequence[CoverTerms],
) -> Policy:
    """Return the policy on offer.

    Args:
        number: Of a policy of the shop; empty for a bare offer.
        percent: Premium in percent of the value.
        sums: ``each``, ``least``, ``limit``, ``deductible`` and ``paperwork``, as far as given.
        currency: Where no sum names it.
        odds: Share of claims that the insurer grants.
        covers: The policies of the shop.

    Raises:
        UsageError: No such policy, no premium, or sums in several currencies.
    """
    terms = _named(number, covers) if number else None
    given = [money for name in _SUMS if (money := sums.get(name)) is not None]
    code = currency.upper() or next((money.currency for money in given), "")
    code = terms.currency if terms is not None and terms.currency else code
    if any(money.currency != code for money in given):
        raise click.UsageError(f"write all sums of the insurance in {code}")
    asked = percent is not None or sums.get("each") is not None
    premium = None
    if asked or terms is None:
        try:
            premium = checked(
                Premium(
                    currency=code,
                    percent=percent,
                    fixed=_plain(sums.get("each")),
                    least=_plain(sums.get("least")),
                )
            )
        except MoneyError as error:
            raise click.UsageError(f"the premium: {error}") from error
    paperwork = float(_plain(sums.get("paperwork")) or 0)
    if terms is not None:
        found = policy_of(terms, premium=premium, odds=odds, paperwork=paperwork)
        if found is None:
            raise click.UsageError(f"policy {number} names no premium; give --percent or --each")
        return found
    limit = _plain(sums.get("limit"))
    cover = Cover(
        limit=None if limit is None else float(limit),
        deductible=float(_plain(sums.get("deductible")) or 0),
        odds=odds,
        paperwork=paperwork,
    )
    if premium is None:
        raise click.UsageError("name a policy, or a premium with --percent or --each")
    return Policy(number="", insurer="", premium=premium, cover=cover)


def _named(number: str, covers: Sequence[CoverTerms]) -> CoverTerms:
    found = [each for each in covers if each.policy_number == number]
    if not found:
        raise click.UsageError(f"no policy {number!r} among your terms; give its folder by --terms")
    return max(found, key=lambda each: str(each.valid_from or ""))


def _plain(money: Money | None) -> Decimal | None:
    return None if money is None else money.amount
