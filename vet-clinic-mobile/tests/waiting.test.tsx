import { fireEvent, screen, waitFor } from "@testing-library/react-native";
import { page, problem } from "@/testing/fake-api";
import { appointment, waitlistEntry } from "@/testing/world";
import { clinicApi, openApp } from "./app";

const WAITLIST = /^\/v1\/scheduling\/waitlist$/;
const OFFER = {
  starts_at: "2026-03-03T08:00:00Z",
  ends_at: "2026-03-03T08:20:00Z",
  veterinarian_id: "vet-1",
  expires_at: "2026-03-02T10:00:00Z",
  hold_id: "hold-9",
};

const press = async (role: "button" | "link" | "radio" | "checkbox", name: string | RegExp) => {
  await fireEvent.press(await screen.findByRole(role, { name }));
};

test("when no time suits an owner says when they could come", async () => {
  const api = clinicApi()
    .on("GET", /^\/v1\/scheduling\/slots\/days\?/, { body: { time_zone: "Europe/Berlin", items: [] } })
    .on("POST", WAITLIST, { status: 201, body: waitlistEntry() });
  await openApp({ api, url: "/book/clinic-1/type-1/times?veterinarian=vet-1" });
  await screen.findByText("Nothing free on these days");
  await press("link", "Join the waitlist");
  await press("button", "Wait for a time");
  await screen.findByText("Choose who is coming.");
  await press("radio", /Pretzel/);
  await press("radio", "2 weeks");
  for (const day of ["Tue", "Wed", "Thu"]) await press("checkbox", day);
  await press("radio", "Mornings");
  api.on("GET", WAITLIST, page([waitlistEntry()]));
  await press("button", "Wait for a time");
  await screen.findByText("Mon, Fri · Mornings · until 30 Mar");
  expect(api.asked("POST", WAITLIST).map(({ body }) => body)).toEqual([
    {
      clinic_id: "clinic-1",
      appointment_type_id: "type-1",
      veterinarian_id: "vet-1",
      pet_id: "pet-1",
      windows: [
        {
          from_day: "2026-03-02",
          until_day: "2026-03-16",
          weekdays: [0, 4],
          starts_minute: 0,
          ends_minute: 720,
        },
      ],
      note: null,
    },
  ]);
});

test("somebody who waits already is told so and keeps what was chosen", async () => {
  const api = clinicApi().on("POST", WAITLIST, problem(409, "scheduling.already_waiting"));
  await openApp({ api, url: "/waitlist/join?clinicId=clinic-1&appointmentTypeId=type-1&pet=pet-1" });
  await screen.findByText("General check-up");
  await press("checkbox", "Sat");
  await press("button", "Wait for a time");
  await screen.findByText("This pet waits for such a visit already.");
  expect(screen.getByRole("checkbox", { name: "Sat" })).toBeChecked();
});

test("a time that came free is taken with one press and becomes a visit", async () => {
  const offered = waitlistEntry({ status: "offered", offer: OFFER });
  const taken = appointment({ id: "visit-9", starts_at: OFFER.starts_at });
  const api = clinicApi()
    .on("GET", WAITLIST, page([waitlistEntry({ id: "entry-0", pet_name: "Miso" }), offered]))
    .on("POST", /^\/v1\/scheduling\/waitlist\/entry-1\/accept$/, { body: taken })
    .on("GET", /^\/v1\/scheduling\/appointments\/visit-9$/, { body: taken });
  await openApp({ api, url: "/visits" });
  await screen.findByText("A time is free for you");
  screen.getByText("Tue 3 Mar, 09:00 (Berlin time). Kept for you until Mon 2 Mar, 11:00.");
  await press("button", "Take Tue 3 Mar, 09:00");
  await screen.findByRole("heading", { name: "Pretzel's visit" });
});

test("an offer that ran out says so", async () => {
  const api = clinicApi()
    .on("GET", WAITLIST, page([waitlistEntry({ status: "offered", offer: OFFER })]))
    .on("POST", /\/entry-1\/accept$/, problem(410, "scheduling.offer_over"));
  await openApp({ api, url: "/visits" });
  await press("button", "Take Tue 3 Mar, 09:00");
  await screen.findByText(/no longer kept for you/);
});

test("an offer can be declined, and waiting ended", async () => {
  const api = clinicApi()
    .on("GET", WAITLIST, page([waitlistEntry({ status: "offered", offer: OFFER })]))
    .on("POST", /\/entry-1\/decline$/, () => {
      api.on("GET", WAITLIST, page([waitlistEntry()]));
      return { body: waitlistEntry() };
    })
    .on("DELETE", /^\/v1\/scheduling\/waitlist\/entry-1$/, () => {
      api.on("GET", WAITLIST, page([]));
      return { status: 204 };
    });
  await openApp({ api, url: "/visits" });
  await press("button", "No, thanks");
  await press("button", "Stop waiting for General check-up with Pretzel");
  await screen.findByText("Tue 3 Mar, 14:30");
  expect(api.asked("DELETE", /waitlist\/entry-1$/)).toHaveLength(1);
  await waitFor(() => expect(screen.queryByText("Waiting")).toBeNull());
});
