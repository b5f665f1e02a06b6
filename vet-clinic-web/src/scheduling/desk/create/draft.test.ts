import { commonest, draftAt, fitting, instantFrom } from "./draft";

test("what was drawn is what the fields show", () => {
  expect(draftAt("2026-03-03", { from: 870, to: 900 }, { veterinarianId: "vet-1" })).toEqual({
    date: "2026-03-03",
    time: "14:30",
    until: "15:00",
    veterinarianId: "vet-1",
    roomId: null,
    typeId: null,
  });
  expect(draftAt("2026-03-03", null)).toMatchObject({ time: "", until: "" });
  expect(draftAt("2026-03-03", { from: 1380, to: 1440 }).until).toBe("23:59");
});

test("typed times are instants of the clinic; what is not yet typed is none", () => {
  expect(instantFrom("2026-03-03", "14:30", "Europe/Berlin")).toBe("2026-03-03T13:30:00Z");
  expect(instantFrom("2026-03-03", "23:59", "Europe/Berlin", true)).toBe("2026-03-03T23:00:00Z");
  expect(instantFrom("2026-03-03", "", "Europe/Berlin")).toBeNull();
  expect(instantFrom("", "14:30", "Europe/Berlin")).toBeNull();
});

test("the dialog begins with a service for most animals; none named means all", () => {
  const narrow = { species: ["bird"] };
  const wide = { species: ["dog", "cat"] };
  const all = { species: [] };
  expect(commonest([narrow, wide])).toBe(wide);
  expect(commonest([narrow, wide, all])).toBe(all);
  expect(commonest([])).toBeUndefined();
});

test("once an animal is chosen only services for it are offered", () => {
  const birds = { species: ["bird"] };
  const all = { species: [] };
  expect(fitting([birds, all], "cat")).toEqual([all]);
  expect(fitting([birds, all], "bird")).toEqual([birds, all]);
  expect(fitting([birds, all], null)).toEqual([birds, all]);
});
