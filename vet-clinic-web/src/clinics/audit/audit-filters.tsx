/** Who, what, when: the questions to a clinic's trail. The answers stand in the address. */
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button } from "@/design/button";
import { TextField } from "@/design/field";
import { Select } from "@/design/select";

import { useListClinicPeopleQuery } from "../api";
import { nameOf } from "../people/roles";
import { SUBJECTS, type Subject } from "./words";

export type AuditWish = {
  actor: string;
  subject: Subject | "";
  action: string;
  from: string;
  to: string;
};

export const NO_WISH: AuditWish = { actor: "", subject: "", action: "", from: "", to: "" };

/** What can be done to a subject, as far as there are words for it. */
function useActions(subject: Subject | "") {
  const { t } = useTranslation();
  if (subject === "") return [];
  const words = t(`clinics.audit.did.${subject}`, { returnObjects: true }) as Record<string, string>;
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

export function AuditFilters({
  clinicId,
  wish,
  onChange,
}: {
  clinicId: string;
  wish: AuditWish;
  onChange: (wish: AuditWish) => void;
}) {
  const { t } = useTranslation();
  const { data: people } = useListClinicPeopleQuery({ clinicId });
  const actions = useActions(wish.subject);
  const staff = (people?.items ?? []).map((person) => ({ value: person.person_id, label: nameOf(person) }));
  const isFormer = wish.actor !== "" && !staff.some(({ value }) => value === wish.actor);
  return (
    <form
      role="search"
      aria-label={t("clinics.audit.search")}
      onSubmit={(event) => event.preventDefault()}
      className="mb-6 grid grid-cols-1 items-end gap-4 sm:grid-cols-2 lg:grid-cols-[1fr_1fr_1fr_auto_auto_auto]"
    >
      <Select
        label={t("clinics.audit.who")}
        value={wish.actor}
        onChange={(actor) => onChange({ ...wish, actor })}
        choices={[
          { value: "", label: t("clinics.audit.anybody") },
          ...(isFormer ? [{ value: wish.actor, label: t("clinics.audit.thisPerson") }] : []),
          ...staff,
        ]}
      />
      <Select
        label={t("clinics.audit.what")}
        value={wish.subject}
        onChange={(subject) => onChange({ ...wish, subject, action: "" })}
        choices={[
          { value: "", label: t("clinics.audit.anything") },
          ...SUBJECTS.map((subject) => ({ value: subject, label: t(`clinics.audit.subjects.${subject}`) })),
        ]}
      />
      <Select
        label={t("clinics.audit.action")}
        value={wish.action}
        disabled={wish.subject === ""}
        onChange={(action) => onChange({ ...wish, action })}
        choices={[{ value: "", label: t("clinics.audit.anyAction") }, ...actions]}
      />
      <TextField
        label={t("clinics.audit.from")}
        type="date"
        value={wish.from}
        {...(wish.to !== "" && { max: wish.to })}
        onChange={(event) => onChange({ ...wish, from: event.target.value })}
      />
      <TextField
        label={t("clinics.audit.to")}
        type="date"
        value={wish.to}
        {...(wish.from !== "" && { min: wish.from })}
        onChange={(event) => onChange({ ...wish, to: event.target.value })}
      />
      <Button
        tone="quiet"
        icon={<X aria-hidden="true" size={16} />}
        disabled={Object.values(wish).every((answer) => answer === "")}
        onClick={() => onChange(NO_WISH)}
      >
        {t("clinics.audit.clear")}
      </Button>
    </form>
  );
}
