import { tintIndex } from "./theme";

test("a pet has the tint it has in the web app", () => {
  // Reckoned by hand: 7, then times 31 plus each letter's code.
  expect(tintIndex("a", 6)).toBe((7 * 31 + 97) % 6);
  expect(tintIndex("ab", 6)).toBe(((7 * 31 + 97) * 31 + 98) % 6);
});

test("long ids stay within the tints", () => {
  const index = tintIndex("0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f05", 6);
  expect([0, 1, 2, 3, 4, 5]).toContain(index);
});
