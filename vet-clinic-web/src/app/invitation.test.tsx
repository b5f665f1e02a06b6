/** The page behind an invitation's link: preview, accepting, and kind words where it leads nowhere. */
import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";

import type { InvitationPreviewOut } from "@/api/generated.gen";
import { renderApp } from "@/testing/render";
import { at, problem, server } from "@/testing/server";
import { CLINIC, ME, staff } from "@/testing/world";

const TOKEN = "Zk3o0cTQm1bV8xw2yJr5uA7sLd4fGh6P";
const TO_CLINIC: InvitationPreviewOut = {
  kind: "clinic",
  clinic_name: CLINIC.name,
  pet_name: null,
  role: "technician",
  access: null,
  invited_by_name: "Amara Lindqvist",
  expires_at: "2026-03-09T09:00:00Z",
};

function invited(preview: InvitationPreviewOut = TO_CLINIC) {
  const state = { me: ME, accepted: [] as unknown[] };
  server.use(
    http.get(at("/identity/me"), () => HttpResponse.json(state.me)),
    http.post(at("/identity/invitations/look-up"), async ({ request }) =>
      ((await request.json()) as { token: string }).token === TOKEN
        ? HttpResponse.json(preview)
        : problem(410, "identity.invitation_invalid"),
    ),
    http.post(at("/identity/invitations/accept"), async ({ request }) => {
      state.accepted.push(await request.json());
      state.me = staff("technician");
      return HttpResponse.json(preview);
    }),
  );
  return state;
}

const open = (isSignedIn = true, token = TOKEN) => renderApp(`/invitations#token=${token}`, { isSignedIn });

test("says who invites to what; accepted, the clinic is there at once", async () => {
  const state = invited();
  const { user, router, path } = open();
  expect(
    await screen.findByText("Amara Lindqvist invites you to work at Linden Veterinary Practice"),
  ).toBeVisible();
  expect(screen.getByText("Your role there: Technician")).toBeVisible();
  expect(router.state.location.hash).toBe("");
  await user.click(screen.getByRole("button", { name: "Accept" }));
  const link = await screen.findByRole("link", { name: "Go to Linden Veterinary Practice" });
  await waitFor(() => expect(link).toHaveAttribute("href", "/desk/clinic-1"));
  expect(state.accepted).toEqual([{ token: TOKEN }]);
  expect(sessionStorage.length).toBe(0);
  expect(path()).toBe("/invitations");
});

test("signed out, the token waits in this tab and never in an address", async () => {
  invited();
  const { router } = open(false);
  expect(await screen.findByRole("button", { name: "Sign in to accept" })).toBeVisible();
  await waitFor(() => expect(router.state.location.hash).toBe(""));
  expect(router.state.location.search).toBe("");
  expect(sessionStorage.getItem("vet.link.invitation")).toBe(TOKEN);
});

test("coming back from the sign-in goes on where it was", async () => {
  invited();
  sessionStorage.setItem("vet.link.invitation", TOKEN);
  renderApp("/invitations");
  expect(await screen.findByRole("button", { name: "Accept" })).toBeVisible();
});

test("a used, expired or revoked link is explained kindly", async () => {
  invited();
  open(true, "another-token-of-long-ago");
  expect(await screen.findByText("This invitation is over")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Accept" })).not.toBeInTheDocument();
});

test("an invitation for another address offers to change the account, and stays", async () => {
  invited();
  server.use(
    http.post(at("/identity/invitations/accept"), () => problem(403, "identity.invitation_for_another")),
  );
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Accept" }));
  expect(await screen.findByText("This invitation is for another address")).toBeVisible();
  expect(screen.getByRole("button", { name: "Sign in with another address" })).toBeVisible();
  expect(sessionStorage.getItem("vet.link.invitation")).toBe(TOKEN);
});

test("a veterinarian is asked for the licence when it is needed, and only then", async () => {
  const state = invited({ ...TO_CLINIC, role: "veterinarian" });
  server.use(
    http.post(at("/identity/invitations/accept"), () => problem(422, "clinics.licence_needed"), {
      once: true,
    }),
  );
  const { user } = open();
  const accept = await screen.findByRole("button", { name: "Accept" });
  expect(screen.queryByLabelText("Licence number")).not.toBeInTheDocument();
  await user.click(accept);
  await user.type(await screen.findByLabelText("Licence number"), "BE-1");
  await user.click(accept);
  expect(await screen.findByRole("alert")).toHaveTextContent("State its number");
  await user.type(screen.getByLabelText("Issued by (region)"), "Berlin");
  await user.type(screen.getByLabelText("Last day"), "2031-12-31");
  await user.click(accept);
  expect(await screen.findByText("Welcome to Linden Veterinary Practice")).toBeVisible();
  expect(state.accepted).toEqual([
    {
      token: TOKEN,
      licence: { license_number: "BE-1", license_region: "Berlin", license_expires_on: "2031-12-31" },
    },
  ]);
});
