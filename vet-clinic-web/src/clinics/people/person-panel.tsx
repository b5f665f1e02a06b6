/** One person of the clinic: their roles with beginning and end, another role, and the licence of a veterinarian. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ClinicMembershipOut, ClinicPersonOut, Role } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { TextField } from "@/design/field";
import { Section } from "@/design/page";
import { Avatar } from "@/design/portrait";
import { ProblemNotice, useProblemWords } from "@/design/problem-notice";
import { Select } from "@/design/select";
import { showToast } from "@/design/toasts";
import { useTimes } from "@/time/use-times";
import { dateIn, dayBounds, viewerZone } from "@/time/zones";
import { performWithUndo, useWaiting } from "@/undo/undo-queue";

import { useEndMembershipMutation, useGrantMembershipMutation } from "../api";
import { LicenceForm } from "./licence-form";
import { nameOf, RoleBadge, useRoleChoices } from "./roles";

export function endKey(membershipId: string): string {
  return `end-membership:${membershipId}`;
}

function RoleLine({ membership, onEnd }: { membership: ClinicMembershipOut; onEnd: (() => void) | null }) {
  const { t } = useTranslation();
  const times = useTimes();
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <RoleBadge role={membership.role} />
      <span className="min-w-0 flex-1 text-sm text-ink-soft">
        {t("clinics.people.since", { day: times.day(membership.starts_at, times.viewer) })}
        {membership.ends_at !== null &&
          ` ${t("clinics.people.until", { day: times.day(membership.ends_at, times.viewer) })}`}
      </span>
      {onEnd !== null && (
        <Button size="small" onClick={onEnd}>
          {t("clinics.people.end")}
          <span className="sr-only">: {t(`identity.roles.${membership.role}`)}</span>
        </Button>
      )}
    </li>
  );
}

function Roles({ clinicId, person, isLastAdministrator }: PersonPanelProps) {
  const { t } = useTranslation();
  const wordsOf = useProblemWords();
  const waiting = useWaiting();
  const [end] = useEndMembershipMutation();
  const shown = person.memberships.filter(({ id }) => !waiting.has(endKey(id)));
  const endLater = ({ id, role }: ClinicMembershipOut) =>
    performWithUndo({
      key: endKey(id),
      message: t("clinics.people.ended", { name: nameOf(person), role: t(`identity.roles.${role}`) }),
      undoLabel: t("actions.undo"),
      perform: () =>
        void end({ clinicId, membershipId: id }).then(({ error }) => {
          if (error === undefined) return;
          const { title, advice } = wordsOf(error);
          showToast({ tone: "alert", message: `${title}. ${advice}` });
        }),
    });
  return (
    <>
      <ul className="divide-y divide-line border-y border-line">
        {shown.map((membership) => (
          <RoleLine
            key={membership.id}
            membership={membership}
            onEnd={
              membership.role === "clinic_administrator" && isLastAdministrator
                ? null
                : () => endLater(membership)
            }
          />
        ))}
      </ul>
      {isLastAdministrator && (
        <p className="mt-2 text-sm text-ink-soft">
          {t("clinics.people.lastAdministrator", { name: nameOf(person) })}
        </p>
      )}
    </>
  );
}

function AddRole({ clinicId, person }: { clinicId: string; person: ClinicPersonOut }) {
  const { t } = useTranslation();
  const choices = useRoleChoices().filter(({ value }) => !person.roles.includes(value));
  const [role, setRole] = useState<Role | null>(null);
  const [until, setUntil] = useState("");
  const [grant, { isLoading, error }] = useGrantMembershipMutation();
  const chosen = role !== null && choices.some(({ value }) => value === role) ? role : choices[0]?.value;
  if (chosen === undefined) return <p className="text-sm text-ink-soft">{t("clinics.people.allRoles")}</p>;
  const add = async () => {
    const endsAt = until === "" ? null : dayBounds(until, viewerZone()).to;
    const { error: problem } = await grant({
      clinicId,
      membershipIn: { person_id: person.person_id, role: chosen, ends_at: endsAt },
    });
    if (problem !== undefined) return;
    setUntil("");
    showToast({
      tone: "free",
      message: t("clinics.people.granted", { name: nameOf(person), role: t(`identity.roles.${chosen}`) }),
    });
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Select label={t("clinics.people.role")} value={chosen} choices={choices} onChange={setRole} />
      <TextField
        label={t("clinics.people.lastDay")}
        optional={t("states.optional")}
        type="date"
        min={dateIn(viewerZone())}
        value={until}
        onChange={(event) => setUntil(event.target.value)}
      />
      {error !== undefined && <ProblemNotice problem={error} />}
      <div>
        <Button type="submit" tone="solid" isBusy={isLoading}>
          {t("clinics.people.add")}
        </Button>
      </div>
    </form>
  );
}

export type PersonPanelProps = { clinicId: string; person: ClinicPersonOut; isLastAdministrator: boolean };

export function PersonPanel(props: PersonPanelProps) {
  const { t } = useTranslation();
  const { clinicId, person } = props;
  return (
    <>
      <header className="mb-6 flex items-center gap-4">
        <Avatar name={nameOf(person)} id={person.veterinarian_id ?? person.person_id} />
        <div className="min-w-0">
          <p className="font-serif text-lg font-medium">{nameOf(person)}</p>
          <p className="text-sm text-ink-soft">{person.email}</p>
        </div>
      </header>
      <Section title={t("identity.people.roles")}>
        <Roles {...props} />
      </Section>
      <Section title={t("clinics.people.another")}>
        <AddRole clinicId={clinicId} person={person} />
      </Section>
      {person.veterinarian !== null && (
        <Section title={t("clinics.licence.title")}>
          <LicenceForm clinicId={clinicId} licence={person.veterinarian} />
        </Section>
      )}
    </>
  );
}
