/** `n`, or a press on free time: a visit, somebody who walks in, or blocked time, without leaving the calendar. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut, BlockOut } from "@/api/generated.gen";
import { PatientPicker } from "@/clinics/clients/patient-picker";
import { Dialog } from "@/design/dialog";
import { Segments } from "@/design/tabs";
import { showToast } from "@/design/toasts";
import { BlockForm } from "@/scheduling/desk/create/block-form";
import type { Draft } from "@/scheduling/desk/create/draft";
import { VisitForm, type PetQuestion } from "@/scheduling/desk/create/visit-form";
import { WalkInForm } from "@/scheduling/desk/create/walk-in-form";

import type { DeskData } from "./use-desk-data";

const KINDS = ["visit", "walkIn", "block"] as const;
export type CreateKind = (typeof KINDS)[number];

export type QuickCreateProps = {
  clinicId: string;
  zone: string;
  data: Pick<DeskData, "types" | "vets" | "resources">;
  /** Null while the dialog is closed. */
  draft: (Draft & { kind: CreateKind }) | null;
  onClose: () => void;
  onMade: (appointment: AppointmentOut) => void;
  onBlocked: (block: BlockOut) => void;
};

function Inside(props: QuickCreateProps & { draft: Draft & { kind: CreateKind } }) {
  const { t } = useTranslation();
  const { clinicId, zone, data, draft, onMade } = props;
  const [kind, setKind] = useState<CreateKind>(draft.kind);
  const types = data.types.filter(({ is_active: isActive }) => isActive);
  const petQuestion: PetQuestion = (question) => (
    <PatientPicker clinicId={clinicId} species={[]} {...question} />
  );
  const shared = { clinicId, zone, types, vets: data.vets, draft, petQuestion };
  return (
    <div className="flex flex-col gap-5">
      <Segments
        label={t("desk.create.what")}
        value={kind}
        onChange={setKind}
        segments={KINDS.map((value) => ({ value, label: t(`desk.create.kind.${value}`) }))}
      />
      {kind === "visit" && (
        <VisitForm
          {...shared}
          onBooked={(appointment, count) => {
            showToast({
              tone: "free",
              message:
                count === 1
                  ? t("scheduling.booked.title", { pet: appointment.pet_name })
                  : t("desk.series.done", { pet: appointment.pet_name, count }),
            });
            onMade(appointment);
          }}
        />
      )}
      {kind === "walkIn" && (
        <WalkInForm
          {...shared}
          onAdded={(appointment) => {
            showToast({
              tone: "free",
              message: t("desk.create.walkedIn", {
                pet: appointment.pet_name,
                time: appointment.starts_local.slice(11, 16),
                vet: appointment.veterinarian_name,
              }),
            });
            onMade(appointment);
          }}
        />
      )}
      {kind === "block" && (
        <BlockForm
          {...shared}
          resources={data.resources}
          onBlocked={(block, name) => {
            const count = block.conflicts.length;
            showToast({
              tone: count === 0 ? "free" : "alert",
              message:
                count === 0 ? t("desk.blocks.done", { name }) : t("desk.blocks.doneOver", { name, count }),
            });
            props.onBlocked(block);
          }}
        />
      )}
    </div>
  );
}

export function QuickCreate(props: QuickCreateProps) {
  const { t } = useTranslation();
  const { draft, data, onClose } = props;
  return (
    <Dialog
      isOpen={draft !== null && data.types.length > 0}
      onClose={onClose}
      title={t("desk.create.title")}
      className="max-w-form!"
    >
      {draft !== null && <Inside {...props} draft={draft} />}
    </Dialog>
  );
}
