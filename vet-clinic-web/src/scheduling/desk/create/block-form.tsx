/** Time in which nobody is booked: a vet's time off, a room being cleaned. Visits that are there already stay and are named. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { BlockOut, ResourceOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { ProblemNotice } from "@/design/problem-notice";
import { Select } from "@/design/select";

import { useCreateBlockMutation } from "../api";
import type { Named } from "../calendar/columns";
import { BlockFields, blockTimes, type BlockAnswers } from "./block-fields";
import type { Draft } from "./draft";

export type BlockFormProps = {
  clinicId: string;
  zone: string;
  vets: readonly Named[];
  resources: readonly ResourceOut[];
  draft: Draft;
  onBlocked: (block: BlockOut, name: string) => void;
};

export function BlockForm({ clinicId, zone, vets, resources, draft, onBlocked }: BlockFormProps) {
  const { t } = useTranslation();
  const [resourceId, setResourceId] = useState(draft.roomId ?? draft.veterinarianId ?? vets[0]?.id ?? "");
  const [answers, setAnswers] = useState<BlockAnswers>({
    kind: "block",
    start: { date: draft.date, time: draft.time },
    end: { date: draft.date, time: draft.until },
    reason: "",
  });
  const [create, { isLoading, error }] = useCreateBlockMutation();
  const isVet = vets.some(({ id }) => id === resourceId);
  const { times, isBackwards } = blockTimes(answers, zone);
  const all = [...vets, ...resources];
  const send = async () => {
    if (times === null) return;
    const reason = answers.reason.trim();
    const { data } = await create({
      blockIn: {
        clinic_id: clinicId,
        resource_id: resourceId,
        kind: isVet ? answers.kind : "block",
        starts_at: times.startsAt,
        ends_at: times.endsAt,
        ...(reason !== "" && { reason }),
      },
    });
    if (data !== undefined) onBlocked(data, all.find(({ id }) => id === resourceId)?.name ?? "");
  };
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Select
        label={t("desk.blocks.whose")}
        value={resourceId}
        choices={all.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setResourceId}
      />
      <BlockFields
        answers={answers}
        isVet={isVet}
        isBackwards={isBackwards}
        onChange={(some) => setAnswers((before) => ({ ...before, ...some }))}
      />
      {error !== undefined && <ProblemNotice problem={error} />}
      <div>
        <Button
          type="submit"
          tone="primary"
          disabled={times === null || resourceId === ""}
          isBusy={isLoading}
        >
          {t("desk.blocks.create")}
        </Button>
      </div>
    </form>
  );
}
