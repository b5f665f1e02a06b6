import { sizeWords } from "./size";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [48_210, "48 kB"],
  [1_250_000, "1,3 MB"],
])("%d bytes read as people say them", (bytes, words) => {
  expect(sizeWords(bytes, "de")).toBe(words);
});
