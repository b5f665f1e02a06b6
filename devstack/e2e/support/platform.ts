// What the running platform says about itself: addresses and demo people, from `status --json`.
import { execFileSync } from "node:child_process";

export interface Person {
  email: string;
  name: string;
  roles: string[];
  clinic: string | null;
  try: string;
}

export interface Platform {
  addresses: Record<"api" | "web" | "phone" | "clerk" | "mailbox" | "flower", string>;
  logins: { flower: { user: string; password: string } };
  people: Person[];
}

let known: Platform | undefined;

function devstack(...words: string[]): string {
  const python = process.env.VET_PYTHON;
  if (!python) throw new Error("Run these specs with ./vet test e2e");
  const state = process.env.VET_STATE ? ["--state", process.env.VET_STATE] : [];
  return execFileSync(python, ["-m", "devstack", ...words, ...state], { encoding: "utf-8" });
}

export function platform(): Platform {
  known ??= JSON.parse(devstack("status", "--json")) as Platform;
  return known;
}

/** The demo clinic of that name. */
export async function clinicNamed(name: string): Promise<{ id: string; name: string; time_zone: string }> {
  const { items } = await api<{ items: { id: string; name: string; time_zone: string }[] }>(
    `/v1/clinics?q=${encodeURIComponent(name)}`,
  );
  const found = items.find((clinic) => clinic.name === name);
  if (!found) throw new Error(`No clinic is called ${name}`);
  return found;
}

const tokens = new Map<string, string>();

/** A bearer token of a demo person, for looking at the API from the side. It outlives a run: one is enough. */
export function tokenOf(email: string): string {
  const token = tokens.get(email) ?? devstack("token", email).trim();
  tokens.set(email, token);
  return token;
}

/** Ask the API, as a demo person or as nobody. */
export async function api<T>(path: string, email?: string): Promise<T> {
  const answer = await fetch(`${platform().addresses.api}${path}`, {
    headers: email === undefined ? {} : { authorization: `Bearer ${tokenOf(email)}` },
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}
