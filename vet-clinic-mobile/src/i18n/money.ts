/** Money as the reader's language writes it. Minor units differ per currency; the runtime knows how many. */
export interface MoneyLike {
  amount_minor: number;
  currency: string;
}

export function moneyText({ amount_minor, currency }: MoneyLike, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  const exponent = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount_minor / 10 ** exponent);
}
