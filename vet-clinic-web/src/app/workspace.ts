/** The places a person works in, by role: their own pets, or the desk of a clinic. */
import type { MeOut, MembershipOut } from "@/api/generated.gen";

export type Workplace = { clinicId: string; clinicName: string; roles: MembershipOut["role"][] };

/** One entry a clinic, however many roles the person has there. */
export function workplacesOf(me: MeOut | undefined): Workplace[] {
  const byClinic = new Map<string, Workplace>();
  for (const membership of me?.memberships ?? []) {
    const known = byClinic.get(membership.clinic_id);
    if (known !== undefined) known.roles.push(membership.role);
    else {
      byClinic.set(membership.clinic_id, {
        clinicId: membership.clinic_id,
        clinicName: membership.clinic_name,
        roles: [membership.role],
      });
    }
  }
  return [...byClinic.values()];
}

/** Its administrators run a clinic, and the platform's may. */
export function mayManage(me: MeOut | undefined, clinicId: string): boolean {
  return (
    me?.is_system_administrator === true ||
    workplacesOf(me).some(
      (place) => place.clinicId === clinicId && place.roles.includes("clinic_administrator"),
    )
  );
}

/** Administrators, of a clinic or of the platform, may look at the background jobs (behind Flower's own login). */
export function mayWatchJobs(me: MeOut | undefined): boolean {
  return (
    me?.is_system_administrator === true ||
    workplacesOf(me).some(({ roles }) => roles.includes("clinic_administrator"))
  );
}

const LAST = "vet.workplace";

export function rememberWorkplace(clinicId: string | null): void {
  if (clinicId === null) localStorage.removeItem(LAST);
  else localStorage.setItem(LAST, clinicId);
}

/** Where to land after signing in: the desk worked at last, else the first one, else one's own pets. */
export function homeOf(me: MeOut): string {
  const places = workplacesOf(me);
  const place = places.find(({ clinicId }) => clinicId === localStorage.getItem(LAST)) ?? places[0];
  if (place !== undefined) return `/desk/${place.clinicId}`;
  return me.is_system_administrator ? "/platform" : "/my";
}
