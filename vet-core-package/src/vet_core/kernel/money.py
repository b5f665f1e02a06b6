"""Money as whole minor units with a currency. Never a float, never two currencies in one sum."""

from __future__ import annotations

from decimal import Decimal
from functools import total_ordering
from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic.dataclasses import dataclass as pydantic_dataclass
from pydantic_core import PydanticCustomError

INT8_MAX = 2**63 - 1

# ISO 4217 active codes whose minor unit is not 1/100; every other known code has two decimals.
_OTHER_EXPONENTS = {
    **dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(), 0),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
    **dict.fromkeys("CLF UYW".split(), 4),
}
_TWO_DECIMALS = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD "
    "CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD "
    "GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA "
    "MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR "
    "RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD "
    "TZS UAH USD USN UYU UZS VED VES WST XCD YER ZAR ZMW ZWG"
).split()
EXPONENTS: dict[str, int] = dict.fromkeys(_TWO_DECIMALS, 2) | _OTHER_EXPONENTS


def _currency(value: str) -> str:
    if value not in EXPONENTS:
        raise PydanticCustomError("currency_unknown", "Write an ISO 4217 code such as EUR or JPY.")
    return value


Currency = Annotated[
    str,
    AfterValidator(_currency),
    WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$", "examples": ["EUR"]}),
]
AmountMinor = Annotated[int, Field(ge=-INT8_MAX, le=INT8_MAX)]


class CurrencyMismatch(TypeError):
    """Two currencies met in one operation; that is a mistake in the program, not in the input."""


@total_ordering
@pydantic_dataclass(frozen=True, config={"extra": "forbid"})
class Money:
    """An amount in the currency's smallest unit: Money(1250, "EUR") is 12.50 euro, Money(1250, "JPY") 1250 yen."""

    amount_minor: AmountMinor
    currency: Currency

    def __add__(self, other: Money) -> Money:
        return Money(self.amount_minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount_minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount_minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount_minor < self._same(other)

    def __bool__(self) -> bool:
        return self.amount_minor != 0

    def __str__(self) -> str:
        exponent = EXPONENTS[self.currency]
        return f"{Decimal(self.amount_minor).scaleb(-exponent):.{exponent}f} {self.currency}"

    def _same(self, other: object) -> int:
        if not isinstance(other, Money):
            raise TypeError(f"Money does not mix with {type(other).__name__}")
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} does not mix with {other.currency}")
        return other.amount_minor
