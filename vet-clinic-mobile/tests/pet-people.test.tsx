import { fireEvent, screen } from "@testing-library/react-native";
import { page, problem } from "@/testing/fake-api";
import { CLINIC, ME, NOW, pet } from "@/testing/world";
import { clinicApi, openApp } from "./app";

const OWNERS = /^\/v1\/pets\/pet-1\/owners$/;
const INVITE = /^\/v1\/pets\/pet-1\/owners\/invitations$/;
const SHARES = /^\/v1\/pets\/pet-1\/shares$/;
const LOG = /^\/v1\/pets\/pet-1\/access-log\?/;

const owner = (person_id: string, name: string, over = {}) => ({
  person_id,
  name,
  is_primary: false,
  access: "manage",
  ...over,
});
const ME_HERE = owner(ME.id, "Olivia Hartmann", { is_primary: true });
const JO = owner("person-2", "Jo Hartmann", { access: "view" });
const KIM = owner("person-3", "Kim Hartmann");

const share = { clinic_id: "clinic-1", clinic_name: CLINIC.name, shared_at: NOW, ends_at: null };
const entry = (over = {}) => ({
  at: NOW,
  who: `Dr. Amara Lindqvist of ${CLINIC.name}`,
  clinic_id: "clinic-1",
  clinic_name: CLINIC.name,
  acting_as: "veterinarian",
  action: "opened",
  reason_given: false,
  ...over,
});

const peopleApi = (owners: unknown[] = [ME_HERE, JO]) =>
  clinicApi()
    .on("GET", /^\/v1\/pets\/pet-1$/, { body: pet() })
    .on("GET", OWNERS, page(owners))
    .on("GET", SHARES, page([share]));

const press = async (role: "button" | "link" | "radio", name: string | RegExp) => {
  await fireEvent.press(await screen.findByRole(role, { name }));
};

test("somebody is invited to look, from the pet's page", async () => {
  const api = peopleApi().on("POST", INVITE, { status: 204 });
  await openApp({ api, url: "/pets/pet-1" });
  await press("button", "People");
  await screen.findByText("Olivia Hartmann (you)");
  await press("button", "Invite somebody");
  await press("button", "Send the invitation");
  await screen.findByText("Please give an e-mail address, for example jo@example.com.");
  await fireEvent.changeText(screen.getByLabelText("E-mail address"), " kim@example.com ");
  await press("radio", /^May look/);
  await press("button", "Send the invitation");
  await screen.findByText("A mail to kim@example.com is on its way. The link works for a week.");
  expect(api.asked("POST", INVITE).map(({ body }) => body)).toEqual([
    { email: "kim@example.com", access: "view" },
  ]);
});

test("an owner is taken out after being told what follows", async () => {
  const api = peopleApi().on("DELETE", /\/owners\/person-2$/, () => {
    api.on("GET", OWNERS, page([ME_HERE]));
    return { status: 204 };
  });
  await openApp({ api, url: "/pets/pet-1/people" });
  await press("button", "Take Jo Hartmann out");
  await screen.findByText("Jo Hartmann will no longer see Pretzel. You can invite them again.");
  expect(api.asked("DELETE", /owners/)).toEqual([]);
  const confirm = screen.getAllByRole("button", { name: "Take Jo Hartmann out" }).at(-1)!;
  await fireEvent.press(confirm);
  await screen.findByText("Olivia Hartmann (you)");
  expect(api.asked("DELETE", /owners/)).toHaveLength(1);
  expect(screen.queryByText("Jo Hartmann")).toBeNull();
});

test("the last who may manage stays, and it is said why", async () => {
  await openApp({ api: peopleApi(), url: "/pets/pet-1/people" });
  await screen.findByText(/the last person who may manage stays/);
  expect(screen.queryByRole("button", { name: "Take Olivia Hartmann out" })).toBeNull();
});

test("who may only look invites nobody and takes out nobody but themself", async () => {
  const api = peopleApi([{ ...ME_HERE, access: "view" }, KIM]);
  await openApp({ api, url: "/pets/pet-1/people" });
  await screen.findByText("Kim Hartmann");
  expect(await screen.findByRole("button", { name: "Take Olivia Hartmann out" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Take Kim Hartmann out" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Invite somebody" })).toBeNull();
});

test("a refusal is told where it was asked", async () => {
  const api = peopleApi([ME_HERE, KIM]).on(
    "DELETE",
    /\/owners\/person-3$/,
    problem(409, "pets.last_manager"),
  );
  await openApp({ api, url: "/pets/pet-1/people" });
  await press("button", "Take Kim Hartmann out");
  await fireEvent.press(screen.getAllByRole("button", { name: "Take Kim Hartmann out" }).at(-1)!);
  await screen.findByText(/Let another owner manage it first/);
});

test("sharing with a clinic is ended", async () => {
  const api = peopleApi().on("DELETE", /\/shares\/clinic-1$/, () => {
    api.on("GET", SHARES, page([]));
    return { status: 204 };
  });
  await openApp({ api, url: "/pets/pet-1" });
  await press("button", "Clinics");
  await screen.findByText("Since Mon 2 Mar");
  await press("button", `Stop sharing with ${CLINIC.name}`);
  const again = screen.getAllByRole("button", { name: `Stop sharing with ${CLINIC.name}` }).at(-1)!;
  await fireEvent.press(again);
  await screen.findByText(/Clinics see Pretzel once you book there/);
  expect(api.asked("DELETE", /\/shares\/clinic-1$/)).toHaveLength(1);
});

test("who looked is told in sentences, an emergency as one, and more on request", async () => {
  const api = peopleApi()
    .on("GET", LOG, { body: { items: [entry()], next: "older" } })
    .on(
      "GET",
      /access-log\?.*after=older/,
      page([
        entry({ who: "A platform administrator", acting_as: "system_administrator", reason_given: true }),
        entry({ who: `The front desk of ${CLINIC.name}`, acting_as: "receptionist", action: "weighed" }),
      ]),
    );
  await openApp({ api, url: "/pets/pet-1" });
  await press("button", "Who saw the data");
  await screen.findByText(`Dr. Amara Lindqvist of ${CLINIC.name} opened Pretzel’s file`);
  await press("button", "Show more");
  await screen.findByText("An administrator of the platform opened Pretzel’s file");
  screen.getByText(/emergency access · with a written reason/);
  screen.getByText(`The front desk of ${CLINIC.name} worked in Pretzel’s file`);
});

test("a file nobody opened says so", async () => {
  await openApp({ api: peopleApi().on("GET", LOG, page([])), url: "/pets/pet-1/who-saw" });
  await screen.findByText("Nobody has opened Pretzel’s file");
  expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
});
