"""Money: a decimal amount with its currency, never a float and never mixed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

from parcelwright.errors import MoneyError

_CODE = re.compile(r"[A-Z]{3}")
# ISO 4217 currencies whose minor unit is not two digits, of those that sellers meet.
_MINOR_DIGITS = {
    "BHD": 3, "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "IQD": 3, "ISK": 0, "JOD": 3,
    "JPY": 0, "KMF": 0, "KRW": 0, "KWD": 3, "LYD": 3, "OMR": 3, "PYG": 0, "RWF": 0,
    "TND": 3, "UGX": 0, "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
}  # fmt: skip

# More is no sum of money that anybody is owed, and could not be rounded to coins.
MOST_DIGITS = 15
_STEPS = {digits: Decimal(1).scaleb(-digits) for digits in (0, 2, 3)}


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency (ISO 4217; ``XDR`` is the special drawing right).

    >>> str(Money.of("12.5", "EUR") + Money.of("1", "EUR"))
    '13.50 EUR'
    """

    amount: Decimal
    currency: str

    @classmethod
    def of(cls, amount: str | int | Decimal, currency: str) -> Money:
        """Return checked money.

        Raises:
            MoneyError: The amount is not a finite number of at most 15 digits before the point,
                or the currency is not three capitals.
        """
        code = currency.strip().upper()
        if not _CODE.fullmatch(code):
            msg = f'currency is "{currency}"; expected an ISO 4217 code such as "EUR"'
            raise MoneyError(msg)
        try:
            value = Decimal(amount)
        except InvalidOperation as error:
            msg = f'amount is "{amount}"; expected a number such as "12.50"'
            raise MoneyError(msg) from error
        if not value.is_finite():
            msg = f'amount is "{amount}"; expected a finite number'
            raise MoneyError(msg)
        if value.adjusted() >= MOST_DIGITS:
            msg = f"amount has more than {MOST_DIGITS} digits before the point; check it"
            raise MoneyError(msg)
        return cls(value, code)

    def rounded(self) -> Money:
        """Return the amount rounded half to even to the currency's smallest coin."""
        coins = in_coins(self.amount, self.currency)
        return self if coins is self.amount else Money(coins, self.currency)

    def __add__(self, other: Money) -> Money:
        """Return the sum; MoneyError when the currencies differ."""
        self._check_same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        """Return the difference; MoneyError when the currencies differ."""
        self._check_same(other)
        return Money(self.amount - other.amount, self.currency)

    def __mul__(self, factor: Decimal | int) -> Money:
        """Return the exact multiple."""
        return Money(self.amount * factor, self.currency)

    def __lt__(self, other: Money) -> bool:
        """Compare amounts; MoneyError when the currencies differ."""
        self._check_same(other)
        return self.amount < other.amount

    def __str__(self) -> str:
        """Return the rounded amount with its currency."""
        return f"{in_coins(self.amount, self.currency)} {self.currency}"

    def _check_same(self, other: Money) -> None:
        if self.currency != other.currency:
            msg = f"{self.currency} and {other.currency} cannot be combined without a rate"
            raise MoneyError(msg)


def in_coins(amount: Decimal, currency: str) -> Decimal:
    """Return an amount rounded half to even to the currency's smallest coin."""
    step = _STEPS[_MINOR_DIGITS.get(currency, 2)]
    return amount if amount.same_quantum(step) else amount.quantize(step, ROUND_HALF_EVEN)
