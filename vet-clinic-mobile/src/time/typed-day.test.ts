import { longDay, readTypedDay, typedDay } from "./typed-day";

test.each([
  ["24.06.2021", "2021-06-24"],
  [" 4.6.1985 ", "1985-06-04"],
  ["24/06/2021", "2021-06-24"],
  ["2021-06-24", "2021-06-24"],
])("%s is a day", (words, day) => {
  expect(readTypedDay(words)?.toISODate()).toBe(day);
});

test.each(["31.02.2021", "24.06.1899", "June", "2021", ""])("%p is none", (words) => {
  expect(readTypedDay(words)).toBeNull();
});

test("a day is written back as it was typed, or in full", () => {
  expect(typedDay("2021-06-04")).toBe("04.06.2021");
  expect(longDay("2021-06-04", "en")).toBe("June 4, 2021");
  expect(longDay("2021-06-04", "de")).toBe("4. Juni 2021");
});
