/** The remaining pages: visits, pets, the clinic's catalogue, and what every page owes its reader. */
import { act, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";

import { chooseLanguage } from "@/i18n/i18n";
import { renderApp } from "@/testing/render";
import { at, page, problem, server } from "@/testing/server";
import { APPOINTMENT, NOW, PETS, slotDaysOf, slotsOf, staff, TYPES } from "@/testing/world";

const open = (path: string, isSignedIn = true) => renderApp(path, { hasFakeTimers: true, isSignedIn });

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(NOW), shouldAdvanceTime: true });
});

test("the overview begins with the next visit", async () => {
  open("/my");
  const link = await screen.findByRole("link", { name: /Pretzel.*Tue 3 Mar, 14:30 \(Berlin time\)/ });
  expect(link).toHaveAttribute("href", "/my/appointments/visit-1");
  expect(within(link).getByText("tomorrow")).toBeInTheDocument();
});

test("no visit ahead is said kindly, with the way to one", async () => {
  server.use(http.get(at("/scheduling/appointments"), () => page([])));
  open("/my");
  expect(await screen.findByText("No visit ahead")).toBeVisible();
});

test("a failing part of a page explains itself and can be asked again", async () => {
  server.use(http.get(at("/pets"), () => problem(500, "edge.internal"), { once: true }));
  const { user } = open("/my/pets");
  const notice = await screen.findByRole("alert");
  expect(notice).toHaveTextContent("Something went wrong on our side");
  expect(notice).toHaveTextContent("trace-1");
  await user.click(within(notice).getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("link", { name: /Pretzel/ })).toBeVisible();
});

test("cancelling shows at once, waits, and can be taken back", async () => {
  const cancelled = vi.fn();
  server.use(
    http.post(at("/scheduling/appointments/visit-1/cancel"), () => {
      cancelled();
      return HttpResponse.json({ ...APPOINTMENT, status: "cancelled" });
    }),
  );
  const { user } = open("/my/appointments/visit-1");
  await user.click(await screen.findByRole("button", { name: "Cancel visit" }));
  expect(screen.getByText("Cancelled")).toBeVisible();
  expect(screen.queryByRole("link", { name: "Move" })).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Undo" }));
  expect(screen.getByText("Confirmed")).toBeVisible();
  await act(() => vi.advanceTimersByTimeAsync(10_000));
  expect(cancelled).not.toHaveBeenCalled();
  await user.click(screen.getByRole("button", { name: "Cancel visit" }));
  await act(() => vi.advanceTimersByTimeAsync(6000));
  await waitFor(() => expect(cancelled).toHaveBeenCalledOnce());
});

test("a visit that has begun can no longer be moved or cancelled by its owner", async () => {
  vi.setSystemTime(new Date(APPOINTMENT.starts_at));
  open("/my/appointments/visit-1");
  expect(await screen.findByRole("button", { name: "Add to my calendar" })).toBeVisible();
  expect(screen.queryByRole("button", { name: "Cancel visit" })).not.toBeInTheDocument();
  expect(screen.queryByRole("link", { name: "Move" })).not.toBeInTheDocument();
});

test("moving sends the new start, and undo the old one", async () => {
  const sent: unknown[] = [];
  server.use(
    http.get(at("/scheduling/slots/days"), () => HttpResponse.json(slotDaysOf("2026-03-03T14:00:00Z"))),
    http.get(at("/scheduling/slots"), () => HttpResponse.json(slotsOf("2026-03-03T14:00:00Z"))),
    http.post(at("/scheduling/appointments/visit-1/reschedule"), async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({
        ...APPOINTMENT,
        starts_at: "2026-03-03T14:00:00Z",
        starts_local: "2026-03-03T15:00",
      });
    }),
  );
  const { user, path } = open("/my/appointments/visit-1/move");
  await user.click(await screen.findByRole("button", { name: "15:00" }));
  expect(await screen.findByText("Moved: Pretzel now comes Tue 3 Mar, 15:00 (Berlin time).")).toBeVisible();
  expect(path()).toBe("/my/appointments/visit-1");
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() =>
    expect(sent).toEqual([
      { starts_at: "2026-03-03T14:00:00Z" },
      { starts_at: "2026-03-03T13:30:00Z", veterinarian_id: "vet-1" },
    ]),
  );
});

test("moving onto a time that was just taken offers its neighbours", async () => {
  server.use(
    http.get(at("/scheduling/slots/days"), () =>
      HttpResponse.json(slotDaysOf("2026-03-03T14:00:00Z", "2026-03-03T14:15:00Z")),
    ),
    http.get(at("/scheduling/slots"), () =>
      HttpResponse.json(slotsOf("2026-03-03T14:00:00Z", "2026-03-03T14:15:00Z")),
    ),
    http.post(at("/scheduling/appointments/visit-1/reschedule"), () => problem(409, "scheduling.slot_taken")),
  );
  const { user } = open("/my/appointments/visit-1/move");
  await user.click(await screen.findByRole("button", { name: "15:00" }));
  const notice = await screen.findByRole("alert");
  expect(notice).toHaveTextContent("Tue 3 Mar, 15:00 (Berlin time) has just been taken");
  expect(await within(notice).findByRole("button")).toHaveTextContent("Tue 3 Mar, 15:15");
});

test("editing a pet sends only what changed, on the version that was read", async () => {
  const sent: unknown[] = [];
  server.use(
    http.get(at("/pets/pet-1"), () => HttpResponse.json(PETS[0])),
    http.patch(at("/pets/pet-1"), async ({ request }) => {
      sent.push(request.headers.get("If-Match"), await request.json());
      return HttpResponse.json(PETS[0]);
    }),
  );
  const { user } = open("/my/pets/pet-1?edit");
  const weight = await screen.findByLabelText(/Weight in kilograms/);
  await user.clear(weight);
  await user.type(weight, "9,1");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Pretzel’s details are saved.")).toBeVisible();
  expect(sent).toEqual(['"4"', { weight_grams: 9100 }]);
});

test("a wrong answer in a form is named at its question", async () => {
  const { user } = open("/my/pets/new");
  await user.type(await screen.findByLabelText(/Microchip number/), "12345");
  await user.click(screen.getByRole("button", { name: "Add this pet" }));
  expect(await screen.findByText("Please tell us the name.")).toBeVisible();
  const chip = screen.getByLabelText(/Microchip number/);
  expect(chip).toBeInvalid();
  expect(chip).toHaveAccessibleDescription(/A microchip number has 15 digits./);
});

test("an administrator changes a price and sees beforehand what owners will read", async () => {
  const sent: unknown[] = [];
  server.use(
    http.get(at("/identity/me"), () => HttpResponse.json(staff("clinic_administrator"))),
    http.patch(at("/scheduling/appointment-types/type-1"), async ({ request }) => {
      sent.push(request.headers.get("If-Match"), await request.json());
      return HttpResponse.json(TYPES[0]);
    }),
  );
  const { user } = open("/desk/clinic-1/appointment-types/type-1");
  const price = await screen.findByLabelText("Price in EUR");
  await user.clear(price);
  await user.type(price, "52.50");
  expect(within(screen.getByRole("complementary")).getByText("€52.50")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(sent[1]).toMatchObject({ price: { amount_minor: 5250, currency: "EUR" }, species: ["dog"] }),
  );
  expect(sent[0]).toBe('"3"');
});

test("somebody else's change in between is said, not overwritten", async () => {
  server.use(
    http.get(at("/identity/me"), () => HttpResponse.json(staff("clinic_administrator"))),
    http.patch(at("/scheduling/appointment-types/type-1"), () => problem(412, "edge.stale")),
  );
  const { user } = open("/desk/clinic-1/appointment-types/type-1");
  await user.click(await screen.findByRole("button", { name: "Save" }));
  expect(await screen.findByText("Somebody else changed this in the meantime")).toBeVisible();
});

test("my pages ask to sign in, and say where", async () => {
  open("/my/pets", false);
  expect(await screen.findByRole("heading", { name: "Please sign in" })).toBeVisible();
  expect(screen.queryByText("Pretzel")).not.toBeInTheDocument();
});

test("an unknown address is a page of its own", async () => {
  open("/nowhere");
  expect(await screen.findByRole("heading", { name: "This page is not here" })).toBeVisible();
});

test("arriving at a page moves the focus to its title and names the document", async () => {
  const { user } = open("/my");
  await user.click((await screen.findAllByRole("link", { name: "Pets" }))[0] as HTMLElement);
  const title = await screen.findByRole("heading", { level: 1, name: "Your pets" });
  await waitFor(() => expect(title).toHaveFocus());
  expect(document.title).toBe("Your pets · Vet Clinic");
});

test("being offline is said on every page, and unsaid", async () => {
  open("/clinics");
  const online = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  act(() => void window.dispatchEvent(new Event("offline")));
  expect(await screen.findByText("You are offline")).toBeVisible();
  online.mockReturnValue(true);
  act(() => void window.dispatchEvent(new Event("online")));
  expect(screen.queryByText("You are offline")).not.toBeInTheDocument();
});

test("the language changes everything at once and is remembered", async () => {
  const { user } = open("/my/pets");
  await user.click(await screen.findByRole("button", { name: /Menu of Olivia/ }));
  await user.click(await screen.findByRole("menuitem", { name: "Deutsch" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Ihre Tiere" })).toBeVisible();
  expect(document.documentElement.lang).toBe("de");
  expect(localStorage.getItem("vet.language")).toBe("de");
  await act(() => chooseLanguage("en", { remember: false }));
});

test("the theme is chosen in the menu and remembered", async () => {
  const { user } = open("/my/pets");
  await user.click(await screen.findByRole("button", { name: /Menu of Olivia/ }));
  await user.click(await screen.findByRole("menuitem", { name: "Dark" }));
  expect(document.documentElement.dataset["theme"]).toBe("dark");
  expect(localStorage.getItem("vet.theme")).toBe("dark");
});

test("the person menu leads to every clinic one works at, with the roles there", async () => {
  server.use(
    http.get(at("/identity/me"), () => HttpResponse.json(staff("veterinarian", "clinic_administrator"))),
  );
  const { user, path } = open("/my/pets");
  await user.click(await screen.findByRole("button", { name: /Menu of Olivia/ }));
  await user.click(
    await screen.findByRole("menuitem", { name: /Linden Veterinary Practice.*Veterinarian, Administrator/ }),
  );
  await waitFor(() => expect(path()).toBe("/desk/clinic-1"));
});

test("the frame is there from the first moment on, so nobody's place is lost when the page arrives", async () => {
  const { user } = open("/clinics", false);
  await screen.findByRole("heading", { level: 1 });
  const skip = screen.getByRole("link", { name: "Skip to the content" });
  await user.tab();
  expect(skip).toHaveFocus();
  expect(await screen.findByRole("searchbox")).toBeVisible();
  expect(skip).toHaveFocus();
});
