/** Blocked time on the calendar: opened, changed, carried, resized, given back; visits in it are told of, never dropped. */
import { act, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";

import type { BlockOut, BlockPatch } from "@/api/generated.gen";
import { drag, layOut, y } from "@/testing/hand";
import { renderApp } from "@/testing/render";
import { at, page, problem, server } from "@/testing/server";
import { NOW, staff, visit } from "@/testing/world";

const VISIT = visit("a", "2026-03-02T12:30", { pet_name: "Pretzel" });
const BLOCK: BlockOut = {
  id: "block-1",
  clinic_id: "clinic-1",
  resource_id: "vet-1",
  kind: "block",
  starts_at: "2026-03-02T09:00:00Z",
  ends_at: "2026-03-02T10:00:00Z",
  reason: "A meeting",
  conflicts: [],
};

function clinicWith(block: BlockOut, role: "receptionist" | "technician" = "receptionist") {
  const state = { block, patches: [] as BlockPatch[] };
  server.use(
    http.get(at("/identity/me"), () => HttpResponse.json(staff(role))),
    http.get(at("/scheduling/appointments"), () => page([VISIT])),
    http.get(at("/scheduling/appointments/a"), () => HttpResponse.json(VISIT)),
    http.get(at("/scheduling/blocks"), () => page([state.block])),
    http.patch(at("/scheduling/blocks/block-1"), async ({ request }) => {
      const patch = (await request.json()) as BlockPatch;
      state.patches.push(patch);
      const next = { ...state.block, ...patch } as BlockOut;
      const isOver = Date.parse(next.ends_at) > Date.parse(VISIT.starts_at);
      state.block = { ...next, conflicts: isOver ? ["a"] : [] };
      return HttpResponse.json(state.block);
    }),
  );
  return state;
}

const open = (query = "") => renderApp(`/desk/clinic-1${query}`, { hasFakeTimers: true });
const mark = (name: RegExp) => screen.findByRole("button", { name });

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(NOW), shouldAdvanceTime: true });
  layOut();
});

test("a press opens it; what is changed is sent and nothing else", async () => {
  const state = clinicWith(BLOCK);
  const { user } = open();
  await user.click(await mark(/^Blocked, 10:00 to 11:00.*A meeting/));
  const dialog = within(await screen.findByRole("dialog", { name: "Blocked: Dr. Amara Lindqvist" }));
  expect(dialog.getByLabelText("From day")).toHaveValue("2026-03-02");
  expect(dialog.getByLabelText("From time")).toHaveValue("10:00");
  await user.click(dialog.getByRole("button", { name: "Time off" }));
  await user.clear(dialog.getByLabelText("Until time"));
  await user.type(dialog.getByLabelText("Until time"), "09:30");
  expect(dialog.getByText("The end lies before the beginning.")).toBeVisible();
  expect(dialog.getByRole("button", { name: "Save" })).toBeDisabled();
  await user.clear(dialog.getByLabelText("Until time"));
  await user.type(dialog.getByLabelText("Until time"), "13:00");
  await user.clear(dialog.getByLabelText(/Reason/));
  await user.click(dialog.getByRole("button", { name: "Save" }));
  expect(
    await screen.findByText(
      "Dr. Amara Lindqvist: the blocked time is changed. 1 visit lies in it; it is marked.",
    ),
  ).toBeVisible();
  expect(state.patches).toEqual([{ ends_at: "2026-03-02T12:00:00Z", kind: "time_off", reason: null }]);
  expect(await mark(/^Time off, 10:00 to 13:00/)).toBeVisible();
});

test("the visits in it are named and lead to themselves", async () => {
  clinicWith({ ...BLOCK, ends_at: "2026-03-02T12:00:00Z", conflicts: ["a"] });
  const { user, query } = open();
  await user.click(await mark(/^Blocked, 10:00 to 13:00/));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText("1 visit lies in this time")).toBeVisible();
  await user.click(await dialog.findByRole("button", { name: /^Pretzel, .*12:30/ }));
  expect(query().get("visit")).toBe("a");
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

test("it is carried and resized like a visit, and taken back with one press", async () => {
  const state = clinicWith(BLOCK);
  const { user } = open();
  drag(await mark(/^Blocked, 10:00/), [50, y("10:10")], [250, y("11:10")]);
  await mark(/^Blocked, 11:00 to 12:00/);
  // Sideways would be another vet: the time stays whose it is.
  expect(document.querySelector("[data-column='vet-1'] [data-mark]")).not.toBeNull();
  await waitFor(() =>
    expect(state.patches).toEqual([{ starts_at: "2026-03-02T10:00:00Z", ends_at: "2026-03-02T11:00:00Z" }]),
  );
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  const back = await mark(/^Blocked, 10:00 to 11:00/);
  await waitFor(() => expect(state.patches).toHaveLength(2));
  drag(back.querySelector("[data-edge]")!, [50, y("11:00")], [50, y("12:46")]);
  await mark(/^Blocked, 10:00 to 12:45/);
  expect(await screen.findByText(/The blocked time is moved. 1 visit lies in it/)).toBeVisible();
  expect(state.patches[2]).toEqual({ starts_at: "2026-03-02T09:00:00Z", ends_at: "2026-03-02T11:45:00Z" });
});

test("the keyboard carries it, up and down only", async () => {
  const state = clinicWith(BLOCK);
  const { user } = open();
  const held = await mark(/^Blocked, 10:00/);
  act(() => held.focus());
  await user.keyboard(" {ArrowRight}{ArrowDown}");
  expect(screen.getByText("10:15 to 11:15, Dr. Amara Lindqvist")).toBeInTheDocument();
  await user.keyboard("{Enter}");
  await waitFor(() =>
    expect(state.patches).toEqual([{ starts_at: "2026-03-02T09:15:00Z", ends_at: "2026-03-02T10:15:00Z" }]),
  );
});

test("a refusal puts it back", async () => {
  clinicWith(BLOCK);
  server.use(http.patch(at("/scheduling/blocks/block-1"), () => problem(404, "scheduling.block_not_found")));
  open();
  drag(await mark(/^Blocked, 10:00/), [50, y("10:10")], [50, y("11:10")]);
  expect(await screen.findByText(/^This blocked time is gone/)).toBeVisible();
  expect(await mark(/^Blocked, 10:00 to 11:00/)).toBeVisible();
});

test("what reaches into another day is changed in its dialog, not carried", async () => {
  const state = clinicWith({ ...BLOCK, ends_at: "2026-03-03T10:00:00Z" });
  open();
  const long = await mark(/^Blocked, 10:00 to 24:00/);
  expect(long.querySelector("[data-edge]")).toBeNull();
  drag(long, [50, y("10:10")], [50, y("11:10")]);
  expect(state.patches).toEqual([]);
});

test("who does not keep the calendar can look and not change it", async () => {
  clinicWith(BLOCK, "technician");
  open();
  expect(await screen.findByText("A meeting")).toBeVisible();
  expect(screen.queryByRole("button", { name: /A meeting/ })).not.toBeInTheDocument();
});
