"""What errors cost a shop: shares of the value of the goods, or fixed sums in its place."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from parcelwright.detection.terms import CostTerms, Term

_MOST_PERCENT = 1000
_USUAL = CostTerms()


def _percent(label: Any, usual: Term, least: str = "0") -> models.DecimalField[Decimal, Decimal]:
    return models.DecimalField(
        label,
        max_digits=6,
        decimal_places=2,
        default=Decimal(f"{100 * usual.share:.2f}"),
        validators=[MinValueValidator(Decimal(least)), MaxValueValidator(_MOST_PERCENT)],
    )


def _fixed(label: Any, least: str = "0") -> models.DecimalField[Decimal | None, Decimal | None]:
    return models.DecimalField(
        label,
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(least))],
    )


class CostsOfWaiting(models.Model):
    """The money terms of a shop; a fixed sum is in the shop's currency and replaces the share."""

    resend_percent = _percent(_("Needless resend or refund, % of the value"), _USUAL.resend)
    resend_fixed = _fixed(_("Needless resend or refund, fixed sum"))
    # A day of waiting that costs nothing would make waiting right for ever.
    wait_percent = _percent(_("A day of waiting, % of the value"), _USUAL.wait, "0.01")
    wait_fixed = _fixed(_("A day of waiting, fixed sum"), "0.01")
    angry_percent = _percent(_("An angry buyer, % of the value"), _USUAL.angry)
    angry_fixed = _fixed(_("An angry buyer, fixed sum"))
    angry_after_days = models.PositiveSmallIntegerField(
        _("Days from handover until a buyer is angry"),
        default=_USUAL.angry_after_days,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    letter_percent = _percent(_("A needless inquiry or claim, % of the value"), _USUAL.letter)
    letter_fixed = _fixed(_("A needless inquiry or claim, fixed sum"))

    class Meta:
        abstract = True

    def cost_terms(self, shop_currency: str, currency: str) -> CostTerms:
        """Return the terms for goods whose value is in a currency.

        Fixed sums count for goods of the shop's currency only; others follow the shares.
        """
        is_own = currency == shop_currency

        def term(percent: Decimal, fixed: Decimal | None) -> Term:
            sum_ = None if fixed is None or not is_own else float(fixed)
            return Term(share=float(percent) / 100, fixed=sum_)

        return CostTerms(
            resend=term(self.resend_percent, self.resend_fixed),
            wait=term(self.wait_percent, self.wait_fixed),
            angry=term(self.angry_percent, self.angry_fixed),
            angry_after_days=self.angry_after_days,
            letter=term(self.letter_percent, self.letter_fixed),
        )
