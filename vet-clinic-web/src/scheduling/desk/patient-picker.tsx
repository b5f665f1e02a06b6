/** Staff book for patients the clinic knows: those of its visits of the last months, found by the pet's or the owner's name. */
import { Radio, RadioGroup } from "@headlessui/react";
import { Check, Search } from "lucide-react";
import { DateTime } from "luxon";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut, Species } from "@/api/generated.gen";
import { TextField } from "@/design/field";
import { PetPortrait } from "@/design/portrait";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";

import { useListAppointmentsQuery } from "../api";

const SHOWN = 8;

type Patient = Pick<AppointmentOut, "pet_id" | "pet_name" | "pet_species" | "owner_name">;

/** Each pet once, by name. */
export function patientsOf(visits: readonly AppointmentOut[]): Patient[] {
  const known = new Map<string, Patient>(visits.map((visit) => [visit.pet_id, visit]));
  return [...known.values()].sort((a, b) => a.pet_name.localeCompare(b.pet_name));
}

export function matchesWords(words: string, ...texts: (string | null | undefined)[]): boolean {
  const haystack = texts.join(" ").toLocaleLowerCase();
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

function useKnownPatients(clinicId: string) {
  const [range] = useState(() => {
    const today = DateTime.utc().startOf("day");
    return {
      from: today.minus({ days: 90 }).toISO({ suppressMilliseconds: true }),
      to: today.plus({ days: 90 }).toISO({ suppressMilliseconds: true }),
    };
  });
  const wish = { clinicId, ...range, limit: 100 };
  const first = useListAppointmentsQuery(wish);
  const second = useListAppointmentsQuery(
    { ...wish, after: first.data?.next ?? null },
    { skip: !first.data?.next },
  );
  const third = useListAppointmentsQuery(
    { ...wish, after: second.data?.next ?? null },
    { skip: !second.data?.next },
  );
  const patients = useMemo(
    () => first.data && patientsOf([first, second, third].flatMap((page) => page.data?.items ?? [])),
    [first, second, third],
  );
  return { patients, error: first.error, refetch: first.refetch };
}

export type PatientPickerProps = {
  clinicId: string;
  species: readonly Species[];
  value: string | null;
  onChange: (petId: string) => void;
};

export function PatientPicker({ clinicId, species, value, onChange }: PatientPickerProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const { patients, error, refetch } = useKnownPatients(clinicId);
  if (patients === undefined && error !== undefined)
    return <ProblemNotice problem={error} onRetry={refetch} />;
  if (patients === undefined) {
    return (
      <Loading>
        <SkeletonRows rows={3} />
      </Loading>
    );
  }
  const fitting = patients.filter(
    (patient) =>
      (species.length === 0 || species.includes(patient.pet_species)) &&
      matchesWords(words, patient.pet_name, patient.owner_name),
  );
  return (
    <div className="flex flex-col gap-3">
      <TextField
        label={t("scheduling.desk.findPatient")}
        icon={<Search aria-hidden="true" size={18} />}
        type="search"
        autoComplete="off"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <RadioGroup
        value={value}
        onChange={(petId) => petId !== null && onChange(petId)}
        aria-label={t("pets.who")}
        className="grid grid-cols-1 gap-2 sm:grid-cols-2"
      >
        {fitting.slice(0, SHOWN).map((patient) => (
          <Radio
            key={patient.pet_id}
            value={patient.pet_id}
            className="group flex cursor-pointer items-center gap-3 rounded-control border border-line bg-surface p-2 transition hover:border-line-strong data-checked:border-green data-checked:bg-green-wash"
          >
            <PetPortrait petId={patient.pet_id} species={patient.pet_species} size="small" />
            <span className="min-w-0 flex-1 text-sm">
              <span className="block truncate font-semibold">{patient.pet_name}</span>
              <span className="block truncate text-ink-soft">{patient.owner_name}</span>
            </span>
            <Check
              aria-hidden="true"
              size={18}
              className="invisible shrink-0 text-green group-data-checked:visible"
            />
          </Radio>
        ))}
      </RadioGroup>
      <p role="status" className="text-sm text-ink-soft">
        {fitting.length === 0
          ? t("scheduling.desk.noPatient")
          : fitting.length > SHOWN
            ? t("scheduling.desk.morePatients", { count: fitting.length - SHOWN })
            : ""}
      </p>
    </div>
  );
}
