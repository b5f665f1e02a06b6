/** Time in which nobody is booked: a vet's time off, a room being cleaned. Visits that are there already stay and are named. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { BlockOut, ResourceOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { TextField } from "@/design/field";
import { ProblemNotice } from "@/design/problem-notice";
import { Select } from "@/design/select";
import { Segments } from "@/design/tabs";

import { useCreateBlockMutation } from "../api";
import type { Named } from "../calendar/columns";
import { instantFrom, type Draft } from "./draft";
import { WhenFields } from "./when-fields";

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
  const [kind, setKind] = useState<"block" | "time_off">("block");
  const [start, setStart] = useState({ date: draft.date, time: draft.time });
  const [end, setEnd] = useState({ date: draft.date, time: draft.until });
  const [reason, setReason] = useState("");
  const [create, { isLoading, error }] = useCreateBlockMutation();
  const isVet = vets.some(({ id }) => id === resourceId);
  const startsAt = instantFrom(start.date, start.time, zone);
  const endsAt = instantFrom(end.date, end.time, zone, true);
  const isBackwards = startsAt !== null && endsAt !== null && Date.parse(endsAt) <= Date.parse(startsAt);
  const all = [...vets, ...resources];
  const send = async () => {
    if (startsAt === null || endsAt === null || isBackwards) return;
    const { data } = await create({
      blockIn: {
        clinic_id: clinicId,
        resource_id: resourceId,
        kind: isVet ? kind : "block",
        starts_at: startsAt,
        ends_at: endsAt,
        ...(reason.trim() !== "" && { reason: reason.trim() }),
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
      {isVet && (
        <Segments
          label={t("desk.blocks.what")}
          value={kind}
          onChange={setKind}
          segments={[
            { value: "block", label: t("desk.blocks.kind.block") },
            { value: "time_off", label: t("desk.blocks.kind.time_off") },
          ]}
        />
      )}
      {isVet && kind === "time_off" && <p className="text-sm text-ink-soft">{t("desk.blocks.everywhere")}</p>}
      <WhenFields
        {...start}
        onChange={(some) => setStart((before) => ({ ...before, ...some }))}
        dayLabel={t("desk.blocks.fromDay")}
        timeLabel={t("desk.blocks.fromTime")}
      />
      <WhenFields
        {...end}
        onChange={(some) => setEnd((before) => ({ ...before, ...some }))}
        dayLabel={t("desk.blocks.untilDay")}
        timeLabel={t("desk.blocks.untilTime")}
      />
      {isBackwards && <p className="text-sm font-semibold text-alert">{t("desk.blocks.backwards")}</p>}
      <TextField
        label={t("scheduling.facts.reason")}
        optional={t("states.optional")}
        hint={t("desk.blocks.reasonHint")}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {error !== undefined && <ProblemNotice problem={error} />}
      <div>
        <Button
          type="submit"
          tone="primary"
          disabled={startsAt === null || endsAt === null || isBackwards || resourceId === ""}
          isBusy={isLoading}
        >
          {t("desk.blocks.create")}
        </Button>
      </div>
    </form>
  );
}
