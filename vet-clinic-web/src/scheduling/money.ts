/** Prices in the reader's language: minor units and a currency become "€49.00", whatever exponent the currency has. */
import type { Money } from "@/api/generated.gen";

function formatter(currency: string, language: string): Intl.NumberFormat {
  return new Intl.NumberFormat(language, { style: "currency", currency });
}

export function exponentOf(currency: string): number {
  return formatter(currency, "en").resolvedOptions().maximumFractionDigits ?? 2;
}

export function priceText(price: Money, language: string): string {
  return formatter(price.currency, language).format(price.amount_minor / 10 ** exponentOf(price.currency));
}

/** "49,90" typed by a person as 4990; null when it is not an amount. */
export function minorFrom(typed: string, currency: string): number | null {
  const value = Number(typed.trim().replace(",", "."));
  return typed.trim() !== "" && Number.isFinite(value) && value >= 0
    ? Math.round(value * 10 ** exponentOf(currency))
    : null;
}
