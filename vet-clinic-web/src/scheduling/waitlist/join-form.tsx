/** Nothing suits: when would it? The pet's question is put in by the caller. */
import { Info } from "luxon";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentTypeOut, WaitlistEntryOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { TextArea, TextField } from "@/design/field";
import { ProblemNotice } from "@/design/problem-notice";
import { Select } from "@/design/select";
import { useTimes } from "@/time/use-times";
import { shiftDate } from "@/time/zones";

import { useJoinWaitlistMutation } from "../api";
import { AddressField, addressOf, isAddressMissing } from "../home-visit/address-field";
import { PARTS } from "../slots";
import { ToggleList } from "./toggle-list";
import { ALL_DAYS, windowsFrom, wishProblem, type TimeWish } from "./wish";

const ANY = "any";
/** How long a wish lasts unless somebody says otherwise. */
const USUAL_DAYS = 28;

export type JoinFormProps = {
  type: Pick<AppointmentTypeOut, "id" | "clinic_id" | "place">;
  vets: readonly { id: string; name: string }[];
  veterinarianId: string | null;
  today: string;
  petId: string | null;
  petQuestion: ReactNode;
  /** Where the person lives, if they have said so: for a visit at home. */
  homeAddress?: string | null | undefined;
  onJoined: (entry: WaitlistEntryOut) => void;
};

export function JoinForm(props: JoinFormProps) {
  const { type, vets, veterinarianId, today, petId, petQuestion, homeAddress, onJoined } = props;
  const { t } = useTranslation();
  const times = useTimes();
  const [join, { isLoading, error }] = useJoinWaitlistMutation();
  const [vet, setVet] = useState(veterinarianId ?? ANY);
  const [note, setNote] = useState("");
  const [typedAddress, setTypedAddress] = useState<string | null>(null);
  const address = typedAddress ?? homeAddress ?? "";
  const [isAsked, setIsAsked] = useState(false);
  const [wish, setWish] = useState<TimeWish>({
    from: today,
    until: shiftDate(today, USUAL_DAYS),
    weekdays: ALL_DAYS,
    parts: PARTS,
  });
  const problem = wishProblem(wish);
  const said = (name: typeof problem) =>
    isAsked && problem !== null && problem === name ? t(`scheduling.waitlist.${problem}`) : undefined;
  const send = async () => {
    setIsAsked(true);
    if (problem !== null || petId === null || isAddressMissing(type.place, address)) return;
    const { data } = await join({
      waitlistIn: {
        clinic_id: type.clinic_id,
        appointment_type_id: type.id,
        ...(vet !== ANY && { veterinarian_id: vet }),
        pet_id: petId,
        windows: windowsFrom(wish),
        ...addressOf(type.place, address),
        ...(note.trim() !== "" && { note: note.trim() }),
      },
    });
    if (data !== undefined) onJoined(data);
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-8"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-3 font-serif text-lg font-medium">{t("scheduling.waitlist.pet")}</legend>
        {petQuestion}
        <p role="alert" className="text-sm font-semibold text-alert">
          {isAsked && petId === null ? t("scheduling.book.petNeeded") : ""}
        </p>
      </fieldset>
      {vets.length > 1 && (
        <Select
          label={t("scheduling.waitlist.vet")}
          value={vet}
          onChange={setVet}
          choices={[
            { value: ANY, label: t("scheduling.book.anyVetShort") },
            ...vets.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <TextField
          label={t("scheduling.waitlist.from")}
          type="date"
          min={today}
          value={wish.from}
          onChange={(event) => setWish({ ...wish, from: event.target.value || today })}
        />
        <TextField
          label={t("scheduling.waitlist.until")}
          type="date"
          min={wish.from}
          value={wish.until}
          error={said("order")}
          onChange={(event) => setWish({ ...wish, until: event.target.value })}
        />
      </div>
      <ToggleList
        legend={t("scheduling.waitlist.days")}
        options={Info.weekdays("short", { locale: times.words.locale }).map((label, value) => ({
          value,
          label,
        }))}
        chosen={wish.weekdays}
        error={said("daysNeeded")}
        onChange={(weekdays) => setWish({ ...wish, weekdays })}
      />
      <ToggleList
        legend={t("scheduling.waitlist.parts")}
        options={PARTS.map((value) => ({ value, label: t(`scheduling.times.${value}`) }))}
        chosen={wish.parts}
        error={said("partsNeeded")}
        onChange={(parts) => setWish({ ...wish, parts })}
      />
      {type.place === "home_visit" && (
        <AddressField value={address} onChange={setTypedAddress} isAsked={isAsked} />
      )}
      <TextArea
        label={t("scheduling.waitlist.note")}
        optional={t("states.optional")}
        maxLength={4000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {error !== undefined && <ProblemNotice problem={error} />}
      <div>
        <Button type="submit" tone="primary" size="large" isBusy={isLoading}>
          {t("scheduling.waitlist.save")}
        </Button>
      </div>
    </form>
  );
}
