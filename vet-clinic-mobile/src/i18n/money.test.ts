import { moneyText } from "./money";

const plain = (text: string) => text.replace(/\s/gu, " ");

test("minor units become the currency's own", () => {
  expect(moneyText({ amount_minor: 4900, currency: "EUR" }, "en")).toBe("€49.00");
  expect(plain(moneyText({ amount_minor: 4900, currency: "EUR" }, "de"))).toBe("49,00 €");
});

test("a currency without minor units is not divided", () => {
  expect(moneyText({ amount_minor: 4900, currency: "JPY" }, "en")).toBe("¥4,900");
});
