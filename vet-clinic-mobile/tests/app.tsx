/** The whole app in a test: real routes, real store, real sign-in; only the server and the socket are ours. */
// First: it stands in for parts of Expo that the routes import.
import { renderRouter, screen } from "expo-router/testing-library";
// The routes, so that a cold start is not on a test's clock.
import "@/app/(tabs)/_layout";
import "@/app/(tabs)/index";
import "@/app/(tabs)/pets";
import "@/app/(tabs)/profile";
import "@/app/(tabs)/visits";
import "@/app/+not-found";
import "@/app/_layout";
import "@/app/book/[clinicId]/[appointmentTypeId]/index";
import "@/app/book/[clinicId]/[appointmentTypeId]/times";
import "@/app/book/[clinicId]/index";
import "@/app/book/details/[holdId]";
import "@/app/book/done/[appointmentId]";
import "@/app/book/index";
import "@/app/kitchen-sink";
import "@/app/pets/[petId]/clinics";
import "@/app/pets/[petId]/edit";
import "@/app/pets/[petId]/index";
import "@/app/pets/[petId]/people";
import "@/app/pets/[petId]/who-saw";
import "@/app/pets/new";
import "@/app/sign-in";
import "@/app/visits/[appointmentId]/index";
import "@/app/visits/[appointmentId]/move";
import "@/app/waitlist/join";
import "@/app/you/calendars";
import "@/app/you/consents";
import "@/app/you/data";
import "@/app/you/details";
import "@/app/you/devices";
import * as SecureStore from "expo-secure-store";
import { FakeApi, page } from "@/testing/fake-api";
import { FakeSocket } from "@/testing/fake-socket";
import { appointment, CLINIC, ME, NOW, PETS, service, VETERINARIAN } from "@/testing/world";

/** A token good for a minute, as far as the client can see. */
function tokenUntil(milliseconds: number): string {
  const part = (value: unknown) => btoa(JSON.stringify(value)).replace(/=+$/, "");
  return `${part({ alg: "RS256" })}.${part({ exp: milliseconds / 1000 })}.signature`;
}

export function clinicApi(): FakeApi {
  return new FakeApi()
    .on("POST", /\/v1\/client\/sessions\/sess_1\/tokens$/, () => ({
      body: { jwt: tokenUntil(Date.now() + 60_000) },
    }))
    .on("POST", /\/v1\/client\/sessions\/sess_1\/end$/, { body: {} })
    .on("GET", /^\/v1\/identity\/me$/, { body: ME })
    .on("GET", /^\/v1\/pets(\?|$)/, page(PETS))
    .on("GET", /^\/v1\/clinics(\?|$)/, page([CLINIC]))
    .on("GET", /^\/v1\/clinics\/clinic-1$/, { body: CLINIC })
    .on("GET", /^\/v1\/clinics\/clinic-1\/veterinarians$/, page([VETERINARIAN]))
    .on("GET", /^\/v1\/scheduling\/appointment-types\?/, page([service()]))
    .on("GET", /^\/v1\/scheduling\/waitlist$/, page([]))
    .on("GET", /^\/v1\/scheduling\/appointments\?/, page([appointment()]))
    .on("GET", /^\/v1\/scheduling\/appointments\/visit-1$/, { body: appointment() });
}

interface AppOptions {
  api: FakeApi;
  url?: string;
  isSignedIn?: boolean;
}

/** Resolves when the first screen is there. */
export async function openApp({ api, url = "/", isSignedIn = true }: AppOptions) {
  jest.useFakeTimers({ now: new Date(NOW) });
  Object.assign(process.env, {
    EXPO_PUBLIC_API_URL: "http://api.test",
    EXPO_PUBLIC_ENVIRONMENT: "development",
    EXPO_PUBLIC_DEV_SIGN_IN_URL: "http://sign-in.test",
  });
  FakeSocket.all = [];
  globalThis.WebSocket = FakeSocket as unknown as typeof WebSocket;
  api.install();
  if (isSignedIn) await SecureStore.setItemAsync("vet.session", "sess_1");
  await renderRouter("./src/app", { initialUrl: url });
  await screen.findAllByRole("heading");
}
