/** A vet falls ill: look at what every visit of the day can be offered, then write to the owners. They choose by link. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { MoveProposalOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { Checkbox, TextField } from "@/design/field";
import { Notice } from "@/design/notice";
import { ProblemNotice } from "@/design/problem-notice";
import { Select } from "@/design/select";
import { showToast } from "@/design/toasts";

import { useCreateDayMoveMutation, usePreviewDayMoveMutation } from "../api";
import type { Named } from "../calendar/columns";
import { ProposalList } from "./proposal-list";

export type DayMoveDialogProps = {
  isOpen: boolean;
  clinicId: string;
  date: string;
  vets: readonly Named[];
  veterinarianId: string | null;
  onClose: () => void;
};

type Found = { veterinarianId: string; onDay: string; items: readonly MoveProposalOut[] };

function Ask({
  clinicId,
  date,
  vets,
  veterinarianId,
  onFound,
}: DayMoveDialogProps & { onFound: (found: Found) => void }) {
  const { t } = useTranslation();
  const [vet, setVet] = useState(veterinarianId ?? vets[0]?.id ?? "");
  const [day, setDay] = useState(date);
  const [look, { isLoading, error }] = usePreviewDayMoveMutation();
  const preview = async () => {
    const wish = { clinic_id: clinicId, veterinarian_id: vet, on_day: day };
    const { data } = await look({ dayMovePreviewIn: wish });
    if (data !== undefined) onFound({ veterinarianId: vet, onDay: day, items: data.items });
  };
  return (
    <div className="flex flex-col gap-5">
      <p className="text-sm text-ink-soft">{t("desk.dayMove.lead")}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        <Select
          label={t("scheduling.facts.vet")}
          value={vet}
          choices={vets.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setVet}
        />
        <TextField
          label={t("desk.create.day")}
          type="date"
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
      </div>
      {error !== undefined && <ProblemNotice problem={error} />}
      <div>
        <Button
          tone="primary"
          isBusy={isLoading}
          disabled={vet === "" || day === ""}
          onClick={() => void preview()}
        >
          {t("desk.dayMove.preview")}
        </Button>
      </div>
    </div>
  );
}

function Send({
  found,
  clinicId,
  vets,
  onClose,
  onBack,
}: DayMoveDialogProps & { found: Found; onBack: () => void }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    new Set(found.items.filter(({ options }) => options.length > 0).map(({ appointment }) => appointment.id)),
  );
  const [reason, setReason] = useState("");
  const [isBlocked, setIsBlocked] = useState(true);
  const [create, { isLoading, error }] = useCreateDayMoveMutation();
  const send = async () => {
    const { data } = await create({
      dayMoveIn: {
        clinic_id: clinicId,
        veterinarian_id: found.veterinarianId,
        on_day: found.onDay,
        is_blocked: isBlocked,
        appointment_ids: [...chosen],
        ...(reason.trim() !== "" && { reason: reason.trim() }),
      },
    });
    if (data === undefined) return;
    showToast({ tone: "free", message: t("desk.dayMove.sent", { count: data.items.length }) });
    onClose();
  };
  const unanswered = found.items.filter(({ options }) => options.length === 0).length;
  return (
    <div className="flex flex-col gap-5">
      {found.items.length === 0 ? (
        <Notice tone="info" title={t("desk.dayMove.empty")} />
      ) : (
        <ProposalList proposals={found.items} vets={vets} chosen={chosen} onChoose={setChosen} />
      )}
      {unanswered > 0 && (
        <Notice tone="due" title={t("desk.dayMove.unanswered", { count: unanswered })} isUrgent={false} />
      )}
      <TextField
        label={t("desk.dayMove.reason")}
        hint={t("desk.dayMove.reasonHint")}
        optional={t("states.optional")}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Checkbox
        label={t("desk.dayMove.block")}
        hint={t("desk.dayMove.blockHint")}
        checked={isBlocked}
        onChange={(event) => setIsBlocked(event.target.checked)}
      />
      {error !== undefined && <ProblemNotice problem={error} />}
      <div className="flex flex-wrap gap-3">
        <Button
          tone="primary"
          isBusy={isLoading}
          disabled={chosen.size === 0 && !isBlocked}
          onClick={() => void send()}
        >
          {t("desk.dayMove.send", { count: chosen.size })}
        </Button>
        <Button onClick={onBack}>{t("actions.back")}</Button>
      </div>
    </div>
  );
}

export function DayMoveDialog(props: DayMoveDialogProps) {
  const { t } = useTranslation();
  const [found, setFound] = useState<Found | null>(null);
  const close = () => {
    setFound(null);
    props.onClose();
  };
  return (
    <Dialog isOpen={props.isOpen} onClose={close} title={t("desk.dayMove.title")} className="max-w-form!">
      {found === null ? (
        <Ask {...props} onFound={setFound} />
      ) : (
        <Send {...props} found={found} onClose={close} onBack={() => setFound(null)} />
      )}
    </Dialog>
  );
}
