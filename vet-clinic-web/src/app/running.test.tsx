/** Running a clinic: people and roles, invitations, clients, the trail, emergencies, and changing between clinics. */
import { act, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";

import type { AuditEntryOut, BreakGlassOut, InvitationOut, MeOut } from "@/api/generated.gen";
import { licenceState } from "@/clinics/people/licence";
import { renderApp } from "@/testing/render";
import { at, page, problem, server } from "@/testing/server";
import { CLIENT, ME, NOW, PERSON, staff } from "@/testing/world";

const ADMIN = staff("clinic_administrator");
const open = (path: string) => renderApp(path, { hasFakeTimers: true });

const INVITED: InvitationOut = {
  id: "invitation-1",
  clinic_id: "clinic-1",
  role: "technician",
  email: "noor.haddad@example.com",
  created_at: "2026-03-01T09:00:00Z",
  expires_at: "2026-03-08T09:00:00Z",
  state: "pending",
  invited_by_name: "Amara Lindqvist",
};

function clinicOf(me: MeOut = ADMIN) {
  const calls: string[] = [];
  const note = async (request: Request) => {
    const body = await request.text();
    calls.push(
      `${request.method} ${new URL(request.url).pathname.replace("/v1/clinics/clinic-1", "")} ${body}`.trim(),
    );
  };
  server.use(
    http.get(at("/identity/me"), () => HttpResponse.json(me)),
    http.get(at("/clinics/clinic-1/people"), () => page([PERSON])),
    http.get(at("/clinics/clinic-1/invitations"), () => page([INVITED])),
    http.get(at("/clinics/clinic-1/clients"), () => page([CLIENT])),
    http.delete(at("/clinics/clinic-1/memberships/:id"), async ({ request }) => {
      await note(request);
      return new HttpResponse(null, { status: 204 });
    }),
    http.post(at("/clinics/clinic-1/:what"), async ({ request }) => {
      await note(request);
      return HttpResponse.json(INVITED, { status: 201 });
    }),
    http.delete(at("/clinics/clinic-1/invitations/:id"), async ({ request }) => {
      await note(request);
      return new HttpResponse(null, { status: 204 });
    }),
    http.put(at("/clinics/clinic-1/clients/:id/note"), async ({ request }) => {
      await note(request);
      return HttpResponse.json(CLIENT);
    }),
  );
  return calls;
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(NOW), shouldAdvanceTime: true });
});

test("a licence is good through its last day and warns sixty days before", () => {
  expect(licenceState("2026-05-02", "2026-03-02")).toEqual({ state: "good", days: 61 });
  expect(licenceState("2026-05-01", "2026-03-02")).toEqual({ state: "soon", days: 60 });
  expect(licenceState("2026-03-02", "2026-03-02")).toEqual({ state: "soon", days: 0 });
  expect(licenceState("2026-03-01", "2026-03-02")).toEqual({ state: "expired", days: -1 });
});

test("a role ends after the pause, and can be taken back; the last administrator stays", async () => {
  const calls = clinicOf();
  const { user } = open("/desk/clinic-1/people");
  expect(await screen.findByText("Expires in 18 days")).toBeVisible();
  await user.click(screen.getByRole("button", { name: /Amara Lindqvist/ }));
  const panel = await screen.findByRole("dialog");
  expect(within(panel).getByText(/Amara Lindqvist is the only administrator/)).toBeVisible();
  expect(within(panel).queryByRole("button", { name: "End role: Administrator" })).not.toBeInTheDocument();
  await user.click(within(panel).getByRole("button", { name: "End role: Veterinarian" }));
  expect(within(panel).queryByRole("button", { name: "End role: Veterinarian" })).not.toBeInTheDocument();
  expect(calls).toEqual([]);
  await act(() => vi.advanceTimersByTimeAsync(6000));
  await waitFor(() => expect(calls).toEqual(["DELETE /memberships/m-vet"]));
});

test("somebody is invited by address and role", async () => {
  const calls = clinicOf();
  const { user } = open("/desk/clinic-1/people");
  await user.click(await screen.findByRole("button", { name: "Invite somebody" }));
  const dialog = await screen.findByRole("dialog");
  await user.click(within(dialog).getByRole("button", { name: "Send the invitation" }));
  expect(within(dialog).getByText(/Please give an e-mail address/)).toBeVisible();
  await user.type(within(dialog).getByLabelText("E-mail address"), "jo@example.com");
  await user.click(within(dialog).getByRole("button", { name: "Send the invitation" }));
  await waitFor(() =>
    expect(calls).toEqual(['POST /invitations {"email":"jo@example.com","role":"receptionist"}']),
  );
});

test("an invitation is sent again, or taken back with a pause", async () => {
  const calls = clinicOf();
  const { user } = open("/desk/clinic-1/people");
  await user.click(await screen.findByRole("button", { name: "Send again: noor.haddad@example.com" }));
  await waitFor(() => expect(calls).toHaveLength(1));
  await user.click(screen.getByRole("button", { name: "Take back: noor.haddad@example.com" }));
  expect(screen.getByText("Taken back")).toBeVisible();
  await act(() => vi.advanceTimersByTimeAsync(6000));
  await waitFor(() => expect(calls[1]).toBe("DELETE /invitations/invitation-1"));
});

test("the desk finds clients and keeps a note about them", async () => {
  const calls = clinicOf(staff("receptionist"));
  const { user } = open("/desk/clinic-1/clients");
  expect(await screen.findByText("Olivia Hartmann")).toBeVisible();
  expect(screen.getByRole("link", { name: /Pretzel/ })).toHaveAttribute(
    "href",
    "/desk/clinic-1/book?pet=pet-1",
  );
  await user.click(screen.getByRole("button", { name: "Add a note: Olivia Hartmann" }));
  await user.type(screen.getByLabelText("Note of the clinic"), "Waits outside.");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(calls).toEqual(['PUT /clients/person-1/note {"note":"Waits outside."}']));
});

const ENTRY: AuditEntryOut = {
  id: "entry-1",
  at: "2026-03-02T08:30:05Z",
  actor_person_id: "person-7",
  actor_name: "Amara Lindqvist",
  acting_as: "clinic_administrator,veterinarian",
  action: "opened",
  subject_type: "pet",
  subject_id: "pet-1",
  fields: [],
  reason: null,
  address: "203.0.113.7",
};

test("the trail speaks plainly, is exact on demand, filters by the address and goes on by keyset", async () => {
  clinicOf();
  const asked: string[] = [];
  server.use(
    http.get(at("/clinics/clinic-1/audit"), ({ request }) => {
      const { searchParams } = new URL(request.url);
      asked.push(searchParams.toString());
      return searchParams.has("after")
        ? page([
            { ...ENTRY, id: "entry-2", action: "granted", subject_type: "person", fields: ["technician"] },
          ])
        : page([ENTRY], "cursor-1");
    }),
  );
  const { user, query } = open("/desk/clinic-1/audit?what=pet&from=2026-03-02&to=2026-03-02");
  expect(await screen.findByText("Administrator, Veterinarian")).toBeVisible();
  expect(within(screen.getByRole("table")).getByText("Opened a pet’s file")).toBeVisible();
  expect(screen.getByRole("button", { name: /Mon 2 Mar, 09:30/ })).toHaveAccessibleDescription(
    /2 March 2026 at 09:30:05/,
  );
  const asks = new URLSearchParams(asked[0]);
  expect(Object.fromEntries(asks)).toEqual({
    subject_type: "pet",
    from: "2026-03-01T23:00:00Z",
    to: "2026-03-02T23:00:00Z",
    limit: "50",
  });
  await user.click(screen.getByRole("button", { name: "Show more" }));
  expect(await screen.findByText("Gave a role")).toBeVisible();
  expect(new URLSearchParams(asked[1]).get("after")).toBe("cursor-1");
  await user.click(screen.getAllByRole("button", { name: "Amara Lindqvist" })[0] as HTMLElement);
  await waitFor(() => expect(query().get("who")).toBe("person-7"));
  expect(query().get("what")).toBeNull();
});

const OPERATOR: MeOut = { ...ME, given_name: "Sana", family_name: "Whitlock", is_system_administrator: true };
const ACCESS: BreakGlassOut = {
  id: "access-1",
  clinic_id: "clinic-1",
  clinic_name: "Linden Veterinary Practice",
  reason: "Court order 12-C-345.",
  opened_at: NOW,
  expires_at: "2026-03-02T10:00:00Z",
  closed_at: null,
  person_name: "Sana Whitlock",
};

test("records open to the platform's administrator only in an emergency, with a reason, counted down, and close", async () => {
  clinicOf(OPERATOR);
  const state = { items: [] as BreakGlassOut[], reasons: [] as unknown[] };
  server.use(
    http.get(at("/clinics/clinic-1/break-glass"), () => page(state.items)),
    http.post(at("/clinics/clinic-1/break-glass"), async ({ request }) => {
      state.reasons.push(await request.json());
      state.items = [ACCESS];
      return HttpResponse.json(ACCESS, { status: 201 });
    }),
    http.delete(at("/clinics/clinic-1/break-glass/access-1"), () => {
      state.items = [{ ...ACCESS, closed_at: NOW }];
      return HttpResponse.json(state.items[0]);
    }),
  );
  const { user } = open("/desk/clinic-1/clients");
  await user.click(await screen.findByRole("button", { name: "Emergency access" }));
  await user.click(await screen.findByRole("button", { name: "Open for one hour" }));
  expect(await screen.findByText(/at least ten letters\.$/, { selector: "p.text-alert" })).toBeVisible();
  await user.type(screen.getByLabelText("Reason"), "Court order 12-C-345.");
  await user.click(screen.getByRole("button", { name: "Open for one hour" }));
  expect(await screen.findByText("Olivia Hartmann")).toBeVisible();
  expect(state.reasons).toEqual([{ reason: "Court order 12-C-345." }]);
  const bar = screen.getByRole("region", { name: "Emergency access" });
  expect(bar).toHaveTextContent(/(60:00|59:\d\d) left/);
  expect(screen.queryByRole("button", { name: /Add a note/ })).not.toBeInTheDocument();
  await user.click(within(bar).getByRole("button", { name: "Close now" }));
  expect(await screen.findByRole("heading", { name: "You do not work at this clinic" })).toBeVisible();
});

test("another of one's clinics is a key away, without signing in again", async () => {
  const me = staff("clinic_administrator");
  clinicOf({
    ...me,
    memberships: [
      ...me.memberships,
      { clinic_id: "clinic-2", clinic_name: "Hudson Street", clinic_slug: "hudson", role: "technician" },
    ],
  });
  server.use(http.get(at("/scheduling/appointments"), () => page([])));
  const { user, path } = open("/desk/clinic-1/people");
  await screen.findByText("Expires in 18 days");
  await user.keyboard("c");
  await user.click(await screen.findByRole("option", { name: /Work at Hudson Street/ }));
  await waitFor(() => expect(path()).toBe("/desk/clinic-2"));
});

test("pages of the platform are for those who run it", async () => {
  clinicOf(ADMIN);
  open("/platform");
  expect(
    await screen.findByRole("heading", { name: "This page is for those who run the platform" }),
  ).toBeVisible();
});

test("a refusal by the API is explained beside the role", async () => {
  clinicOf();
  server.use(http.post(at("/clinics/clinic-1/memberships"), () => problem(409, "identity.already_member")));
  const { user } = open("/desk/clinic-1/people");
  await user.click(await screen.findByRole("button", { name: /Amara Lindqvist/ }));
  const panel = await screen.findByRole("dialog");
  await user.click(within(panel).getByRole("button", { name: "Add role" }));
  expect(await within(panel).findByText("This person has that role already")).toBeVisible();
});
