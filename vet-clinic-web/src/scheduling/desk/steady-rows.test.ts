import { act, renderHook } from "@testing-library/react";

import { useSteadyRows } from "./steady-rows";

const rows = (...ids: string[]) => ids.map((id) => ({ id }));

function show(initial: { id: string }[]) {
  return renderHook(({ all }) => useSteadyRows(all), { initialProps: { all: initial } });
}
const shown = (view: ReturnType<typeof show>) => view.result.current.rows.map(({ id }) => id);

test("a row that belongs in between waits until it is asked for", () => {
  const view = show(rows("a", "c"));
  view.rerender({ all: rows("a", "b", "c") });
  expect(shown(view)).toEqual(["a", "c"]);
  expect(view.result.current.waiting).toBe(1);
  act(() => view.result.current.showAll());
  expect(shown(view)).toEqual(["a", "b", "c"]);
  expect(view.result.current.waiting).toBe(0);
});

test("a row at the end pushes nothing away and appears at once", () => {
  const view = show(rows("a", "b"));
  view.rerender({ all: rows("a", "b", "c") });
  expect(shown(view)).toEqual(["a", "b", "c"]);
});

test("the first rows of an empty day appear at once", () => {
  const view = show([]);
  view.rerender({ all: rows("a") });
  expect(shown(view)).toEqual(["a"]);
});

test("known rows change in place", () => {
  const view = renderHook(({ all }) => useSteadyRows(all), {
    initialProps: { all: [{ id: "a", status: "confirmed" }] },
  });
  view.rerender({ all: [{ id: "a", status: "checked_in" }] });
  expect(view.result.current.rows).toEqual([{ id: "a", status: "checked_in" }]);
});
