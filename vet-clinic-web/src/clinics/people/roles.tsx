/** What people are at a clinic: a word with a shape of its own for each role. */
import { ShieldCheck, Stethoscope, Syringe, UserRound, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { ClinicPersonOut, Role } from "@/api/generated.gen";
import { Badge } from "@/design/badge";

export const ROLES = ["receptionist", "technician", "veterinarian", "clinic_administrator"] as const;

const ICONS: Record<Role, LucideIcon> = {
  veterinarian: Stethoscope,
  technician: Syringe,
  receptionist: UserRound,
  clinic_administrator: ShieldCheck,
};

export function RoleBadge({ role }: { role: Role }) {
  const { t } = useTranslation();
  return (
    <Badge tone={role === "clinic_administrator" ? "due" : "green"} icon={ICONS[role]}>
      {t(`identity.roles.${role}`)}
    </Badge>
  );
}

export function useRoleChoices() {
  const { t } = useTranslation();
  return ROLES.map((role) => ({ value: role, label: t(`identity.roles.${role}`) }));
}

export function nameOf(person: Pick<ClinicPersonOut, "given_name" | "family_name" | "email">): string {
  return `${person.given_name} ${person.family_name}`.trim() || person.email;
}

/** Is this the only person who runs the clinic for good? A role that ends some day does not count. */
export function isLastAdministrator(person: ClinicPersonOut, people: readonly ClinicPersonOut[]): boolean {
  const runs = ({ memberships }: ClinicPersonOut) =>
    memberships.some(({ role, ends_at: endsAt }) => role === "clinic_administrator" && endsAt === null);
  return runs(person) && people.filter(runs).length === 1;
}
