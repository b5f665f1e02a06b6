import pytest
from pydantic import BaseModel, ValidationError

from vet_core.kernel.money import EXPONENTS, CurrencyMismatch, Money


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (1250, "EUR", "12.50 EUR"),
        (5, "EUR", "0.05 EUR"),
        (-5, "EUR", "-0.05 EUR"),
        (1250, "JPY", "1250 JPY"),
        (1250, "KWD", "1.250 KWD"),
        (12345, "CLF", "1.2345 CLF"),
        (0, "USD", "0.00 USD"),
        (2**63 - 1, "USD", "92233720368547758.07 USD"),
    ],
)
def test_money_is_written_with_its_currencys_decimals(amount: int, currency: str, text: str) -> None:
    assert str(Money(amount, currency)) == text


def test_money_adds_subtracts_and_compares_in_one_currency() -> None:
    twelve, five = Money(1200, "EUR"), Money(500, "EUR")
    assert twelve + five == Money(1700, "EUR")
    assert five - twelve == Money(-700, "EUR")
    assert -five == Money(-500, "EUR")
    assert five < twelve
    assert twelve >= five
    assert sum([five, five], start=Money(0, "EUR")) == Money(1000, "EUR")
    assert not Money(0, "EUR")


def test_two_currencies_never_meet() -> None:
    euro, yen = Money(1200, "EUR"), Money(1200, "JPY")
    assert euro != yen
    for operation in (lambda: euro + yen, lambda: euro - yen, lambda: euro < yen):
        with pytest.raises(CurrencyMismatch):
            operation()
    with pytest.raises(TypeError):
        euro + 5  # type: ignore[operator]


@pytest.mark.parametrize("values", [(1, "XXX"), (1, "eur"), (1.5, "EUR"), (2**63, "EUR"), ("a", "EUR")])
def test_money_refuses_unknown_currencies_fractions_and_giants(values: tuple[object, str]) -> None:
    with pytest.raises(ValidationError):
        Money(*values)  # type: ignore[arg-type]


def test_a_sum_that_no_column_holds_is_refused() -> None:
    with pytest.raises(ValidationError):
        Money(2**63 - 1, "EUR") + Money(1, "EUR")


def test_money_is_a_wire_shape() -> None:
    class Bill(BaseModel):
        total: Money

    assert Bill.model_validate({"total": {"amount_minor": 4900, "currency": "EUR"}}).total == Money(4900, "EUR")
    assert Bill(total=Money(4900, "EUR")).model_dump() == {"total": {"amount_minor": 4900, "currency": "EUR"}}
    with pytest.raises(ValidationError):
        Bill.model_validate({"total": {"amount_minor": 4900, "currency": "EUR", "tip": 1}})


def test_known_currencies_have_their_iso_exponents() -> None:
    assert {code: EXPONENTS[code] for code in ("CHF", "HUF", "ISK", "TND", "XOF", "USD")} == {
        "CHF": 2,
        "HUF": 2,
        "ISK": 0,
        "TND": 3,
        "XOF": 0,
        "USD": 2,
    }
    assert "DEM" not in EXPONENTS
