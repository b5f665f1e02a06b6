/** What each visit of the day would be offered instead, before anybody hears of it. */
import { useTranslation } from "react-i18next";

import type { MoveProposalOut } from "@/api/generated.gen";
import { PetPortrait } from "@/design/portrait";
import { useTimes } from "@/time/use-times";

import { useTypeName } from "../../use-type-name";

import type { Named } from "../calendar/columns";

export type ProposalListProps = {
  proposals: readonly MoveProposalOut[];
  vets: readonly Named[];
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
};

export function ProposalList({ proposals, vets, chosen, onChoose }: ProposalListProps) {
  const { t } = useTranslation();
  const typeName = useTypeName();
  const times = useTimes();
  const nameOf = (id: string) => vets.find((vet) => vet.id === id)?.name ?? "";
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  return (
    <fieldset>
      <legend className="text-sm font-semibold">{t("desk.dayMove.who")}</legend>
      <ul className="mt-2 max-h-80 divide-y divide-line overflow-y-auto border-y border-line">
        {proposals.map(({ appointment, options }) => (
          <li key={appointment.id}>
            <label className="flex items-start gap-3 px-1 py-3 text-sm">
              <input
                type="checkbox"
                className="mt-1 size-5 shrink-0 accent-green"
                checked={chosen.has(appointment.id)}
                onChange={() => toggle(appointment.id)}
              />
              <PetPortrait petId={appointment.pet_id} species={appointment.pet_species} size="small" />
              <span className="min-w-0 grow">
                <span className="tabular block font-semibold">
                  {appointment.starts_local.slice(11, 16)} {appointment.pet_name}
                  <span className="font-normal text-ink-soft">
                    {" · "}
                    {[appointment.owner_name, typeName(appointment)].filter(Boolean).join(" · ")}
                  </span>
                </span>
                {options.length === 0 ? (
                  <span className="block font-semibold text-due">{t("desk.dayMove.noOption")}</span>
                ) : (
                  <span className="tabular block text-ink-soft">
                    {options
                      .map(
                        ({ starts_at: at, veterinarian_id: vet }) =>
                          `${times.moment(at, appointment.time_zone)} (${nameOf(vet)})`,
                      )
                      .join("; ")}
                  </span>
                )}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
