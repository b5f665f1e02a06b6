/** "Who is coming?" for the desk: a patient of one of the clinic's clients, found by the pet's or the owner's name. */
import { Radio, RadioGroup } from "@headlessui/react";
import { Check, Search } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ClientOut, ClientPetOut, Species } from "@/api/generated.gen";
import { TextField } from "@/design/field";
import { PetPortrait } from "@/design/portrait";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { useSettled } from "@/time/use-settled";

import { useListClientsQuery } from "../api";

const SHOWN = 8;

export type Patient = ClientPetOut & { owner: string };

/** The pets of these clients that a service is for (no species means all); a pet of two owners appears once. */
export function patientsOf(clients: readonly ClientOut[], species: readonly Species[]): Patient[] {
  const patients = new Map<string, Patient>();
  for (const client of clients) {
    const owner = `${client.given_name} ${client.family_name}`.trim();
    for (const pet of client.pets) {
      if (species.length > 0 && !species.includes(pet.species)) continue;
      const known = patients.get(pet.id);
      patients.set(pet.id, { ...pet, owner: known === undefined ? owner : `${known.owner}, ${owner}` });
    }
  }
  return [...patients.values()];
}

export type PatientPickerProps = {
  clinicId: string;
  species: readonly Species[];
  value: string | null;
  onChange: (petId: string, patient: Patient | undefined) => void;
};

export function PatientPicker({ clinicId, species, value, onChange }: PatientPickerProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const q = useSettled(words.trim());
  const { data, error, refetch } = useListClientsQuery({ clinicId, limit: 50, ...(q !== "" && { q }) });
  const patients = data && patientsOf(data.items, species);
  return (
    <div className="flex flex-col gap-3">
      <TextField
        label={t("clinics.clients.findPatient")}
        icon={<Search aria-hidden="true" size={18} />}
        type="search"
        autoComplete="off"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {patients === undefined && error !== undefined && <ProblemNotice problem={error} onRetry={refetch} />}
      {patients === undefined && error === undefined && (
        <Loading>
          <SkeletonRows rows={3} />
        </Loading>
      )}
      {patients !== undefined && (
        <RadioGroup
          value={value}
          onChange={(petId) =>
            petId !== null &&
            onChange(
              petId,
              patients.find(({ id }) => id === petId),
            )
          }
          aria-label={t("pets.who")}
          className="grid grid-cols-1 gap-2 sm:grid-cols-2"
        >
          {patients.slice(0, SHOWN).map((patient) => (
            <Radio
              key={patient.id}
              value={patient.id}
              className="group flex cursor-pointer items-center gap-3 rounded-control border border-line bg-surface p-2 transition hover:border-line-strong data-checked:border-green data-checked:bg-green-wash"
            >
              <PetPortrait petId={patient.id} species={patient.species} size="small" />
              <span className="min-w-0 flex-1 text-sm">
                <span className="block truncate font-semibold">{patient.name}</span>
                <span className="block truncate text-ink-soft">{patient.owner}</span>
              </span>
              <Check
                aria-hidden="true"
                size={18}
                className="invisible shrink-0 text-green group-data-checked:visible"
              />
            </Radio>
          ))}
        </RadioGroup>
      )}
      <p role="status" className="text-sm text-ink-soft">
        {patients?.length === 0 && t("clinics.clients.noPatient")}
        {patients !== undefined &&
          patients.length > SHOWN &&
          t("clinics.clients.morePatients", { count: patients.length - SHOWN })}
      </p>
    </div>
  );
}
