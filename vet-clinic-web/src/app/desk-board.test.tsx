/** The waiting room: everybody in one stage, one press or key on to the next, how long they have been waiting. */
import { act, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";

import type { BoardItemOut } from "@/api/generated.gen";
import { cardBeside } from "@/scheduling/desk/board/board-view";
import { renderApp } from "@/testing/render";
import { at, server } from "@/testing/server";
import { NOW, staff, visit } from "@/testing/world";

function item(
  id: string,
  pet: string,
  stage: BoardItemOut["stage"],
  more: Partial<BoardItemOut> = {},
): BoardItemOut {
  const { stage: _, ...rest } = visit(id, "2026-03-02T10:00", { pet_name: pet });
  return { ...rest, stage, waiting_minutes: null, expected_at: rest.starts_at, ...more };
}

function clinicWith(items: BoardItemOut[], role: "receptionist" | "veterinarian" = "receptionist") {
  const sent: string[] = [];
  server.use(
    http.get(at("/identity/me"), () => HttpResponse.json(staff(role))),
    http.get(at("/scheduling/board"), () =>
      HttpResponse.json({ on: "2026-03-02", time_zone: "Europe/Berlin", items }),
    ),
    http.post(at("/scheduling/appointments/:id/:step"), async ({ params, request }) => {
      const body = await request.text();
      sent.push(`${String(params["step"])} ${String(params["id"])}${body === "" ? "" : ` ${body}`}`);
      return HttpResponse.json(visit(String(params["id"]), "2026-03-02T10:00"));
    }),
  );
  return sent;
}

const open = () => renderApp("/desk/clinic-1/board", { hasFakeTimers: true });
const lane = async (name: string) => within(await screen.findByRole("region", { name }));

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(NOW), shouldAdvanceTime: true });
});

test("everybody stands in their stage, with how long they wait and who is late", async () => {
  clinicWith([
    item("a", "Pretzel", "expected", { starts_at: "2026-03-02T08:50:00Z" }),
    item("b", "Luna", "arrived", { arrived_at: "2026-03-02T08:40:00Z" }),
  ]);
  open();
  expect((await lane("Expected")).getByText("10 minutes late")).toBeVisible();
  expect((await lane("Arrived")).getByText("waiting 20 minutes")).toBeVisible();
  expect((await lane("Gone")).getByText("Nobody")).toBeVisible();
});

test("one press leads on: checked in, into the free room, home", async () => {
  const sent = clinicWith([
    item("a", "Pretzel", "expected"),
    item("b", "Luna", "arrived"),
    item("c", "Nele", "roomed", { room_id: "room-1" }),
    item("d", "Mopsi", "to_pay"),
  ]);
  const { user } = open();
  await user.click((await lane("Expected")).getByRole("button", { name: "Check in: Pretzel" }));
  await waitFor(() => expect(sent).toEqual(["check-in a"]));
  await user.click((await lane("Arrived")).getByRole("button", { name: "Room 2" }));
  await waitFor(() => expect(sent[1]).toBe('room b {"room_id":"room-2"}'));
  expect((await lane("In a room")).queryByRole("button", { name: /Start/ })).not.toBeInTheDocument();
  await user.click((await lane("To pay")).getByRole("button", { name: "Paid, goes home: Mopsi" }));
  expect((await lane("Gone")).getByText("Mopsi")).toBeVisible();
  expect(sent).toHaveLength(2);
  await act(() => vi.advanceTimersByTimeAsync(6000));
  await waitFor(() => expect(sent[2]).toBe("depart d"));
});

test("a key leads on as well: arrows to the card, Enter takes its step", async () => {
  const sent = clinicWith(
    [item("a", "Pretzel", "expected"), item("b", "Luna", "roomed", { room_id: "room-1" })],
    "veterinarian",
  );
  const { user } = open();
  const first = await screen.findByRole("article", { name: /Pretzel/ });
  act(() => first.focus());
  await user.keyboard("{ArrowRight}");
  expect(screen.getByRole("article", { name: /Luna/ })).toHaveFocus();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(sent).toEqual(["start b"]));
});

test("arrows keep to the lane's height where the next lane is shorter", () => {
  const lanes = [
    { stage: "expected" as const, items: [item("a", "A", "expected"), item("b", "B", "expected")] },
    { stage: "arrived" as const, items: [] },
    { stage: "roomed" as const, items: [item("c", "C", "roomed")] },
  ];
  expect(cardBeside(lanes, "a", "ArrowDown")).toBe("b");
  expect(cardBeside(lanes, "b", "ArrowRight")).toBe("c");
  expect(cardBeside(lanes, "c", "ArrowLeft")).toBe("a");
  expect(cardBeside(lanes, "c", "ArrowRight")).toBeUndefined();
});

test("an empty day says so kindly", async () => {
  clinicWith([]);
  open();
  expect(await screen.findByText("Nobody is expected today")).toBeVisible();
});
