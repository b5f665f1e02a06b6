import { exponentOf, minorFrom, priceText } from "./money";

test("prices follow the currency and the language", () => {
  expect(priceText({ amount_minor: 4900, currency: "EUR" }, "en")).toBe("€49.00");
  expect(priceText({ amount_minor: 4900, currency: "EUR" }, "de")).toBe("49,00\u00a0€");
  expect(priceText({ amount_minor: 4900, currency: "JPY" }, "en")).toBe("¥4,900");
});

test("typed amounts become minor units of their currency", () => {
  expect(minorFrom("49,90", "EUR")).toBe(4990);
  expect(minorFrom("0.29", "EUR")).toBe(29);
  expect(minorFrom("4900", "JPY")).toBe(4900);
  expect(exponentOf("KWD")).toBe(3);
});

test.each(["", "  ", "-1", "forty", "1.2.3", "Infinity"])("%j is not an amount", (typed) => {
  expect(minorFrom(typed, "EUR")).toBeNull();
});
