/** The stand-in for the API and the development sign-in. Tests add handlers for what differs; anything unknown fails the test. */
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";

import type { Config } from "@/config/config";

import { APPOINTMENT, BREEDS, CLINIC, ME, OPENING, OWNER, PETS, ROOMS, slotsOf, TYPES, VETS } from "./world";

export const API = "http://api.test";
export const SIGN_IN = "http://sign-in.test";

export const CONFIG: Config = {
  apiUrl: API,
  environment: "test",
  clerkPublishableKey: null,
  devSignInUrl: SIGN_IN,
  flowerUrl: null,
  mailboxUrl: null,
  release: "test",
};

/** A token that says when it ends; nobody checks its signature here. */
export function tokenUntil(expiresAt: number, name = "t"): string {
  const payload = btoa(JSON.stringify({ exp: Math.floor(expiresAt / 1000), name }));
  return `header.${payload}.signature`;
}

export function page<T>(items: readonly T[], next: string | null = null) {
  return HttpResponse.json({ items, next });
}

export function problem(status: number, code: string, more: Record<string, unknown> = {}) {
  const body = {
    type: `urn:vet:problem:${code}`,
    title: "A title",
    status,
    code,
    detail: "A detail.",
    trace_id: "trace-1",
    ...more,
  };
  return HttpResponse.json(body, { status, headers: { "Content-Type": "application/problem+json" } });
}

export const at = (path: string) => `${API}/v1${path}`;

export const server = setupServer(
  http.post(`${SIGN_IN}/v1/client/sessions/:id/tokens`, () =>
    HttpResponse.json({ jwt: tokenUntil(Date.now() + 60_000) }),
  ),
  http.post(`${SIGN_IN}/v1/client/sessions/:id/end`, () => HttpResponse.json({})),
  http.get(at("/identity/me"), () => HttpResponse.json(ME)),
  http.get(at("/clinics"), () => page([CLINIC])),
  http.get(at("/clinics/:id"), () => HttpResponse.json(CLINIC)),
  http.get(at("/clinics/:id/veterinarians"), () => page(VETS)),
  http.get(at("/pets"), () => page(PETS)),
  http.get(at("/pets/breeds"), () => page(BREEDS)),
  http.get(at("/pets/:id/owners"), () => page([OWNER])),
  http.get(at("/pets/:id/shares"), () => page([])),
  http.get(at("/pets/:id/access-log"), () => page([])),
  http.get(at("/scheduling/appointment-types"), () => page(TYPES)),
  http.get(at("/scheduling/appointments"), () => page([APPOINTMENT])),
  http.get(at("/scheduling/appointments/:id"), () => HttpResponse.json(APPOINTMENT)),
  http.get(at("/scheduling/resources"), () => page(ROOMS)),
  http.get(at("/scheduling/rosters"), () => page([])),
  http.get(at("/scheduling/roster-overrides"), () => page([])),
  http.get(at("/scheduling/opening"), () => HttpResponse.json(OPENING)),
  http.get(at("/scheduling/blocks"), () => page([])),
  http.post(at("/scheduling/slots/preview"), () => HttpResponse.json(slotsOf())),
  http.get(at("/scheduling/holiday-regions"), () => page([])),
  http.get(at("/scheduling/feeds"), () => page([])),
  http.get(at("/scheduling/waitlist"), () => page([])),
);
