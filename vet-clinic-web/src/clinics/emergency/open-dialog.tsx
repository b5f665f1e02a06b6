/** Breaking the glass: what it means, a written reason, and the clinic told at once. */
import { Siren } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ClinicSummaryOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { TextArea } from "@/design/field";
import { ProblemNotice } from "@/design/problem-notice";

import { useOpenBreakGlassMutation } from "../api";

const SHORTEST = 10;
const LONGEST = 500;
const MEANINGS = ["see", "hour", "told", "trail"] as const;

export type OpenDialogProps = {
  clinic: Pick<ClinicSummaryOut, "id" | "name">;
  onClose: () => void;
  onOpened: () => void;
};

export function OpenDialog({ clinic, onClose, onOpened }: OpenDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const [isTooShort, setIsTooShort] = useState(false);
  const [open, { isLoading, error }] = useOpenBreakGlassMutation();
  const send = async () => {
    const words = reason.trim();
    setIsTooShort(words.length < SHORTEST);
    if (words.length < SHORTEST) return;
    const { data } = await open({ clinicId: clinic.id, breakGlassIn: { reason: words } });
    if (data !== undefined) onOpened();
  };
  return (
    <Dialog isOpen onClose={onClose} title={t("clinics.emergency.openTitle", { clinic: clinic.name })}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <ul className="list-disc space-y-1 pl-5 text-sm">
          {MEANINGS.map((meaning) => (
            <li key={meaning}>{t(`clinics.emergency.means.${meaning}`)}</li>
          ))}
        </ul>
        <TextArea
          label={t("clinics.emergency.reason")}
          hint={t("clinics.emergency.reasonHint")}
          error={isTooShort ? t("clinics.emergency.reasonShort") : undefined}
          maxLength={LONGEST}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {error !== undefined && <ProblemNotice problem={error} />}
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>{t("actions.cancel")}</Button>
          <Button type="submit" tone="alert" icon={<Siren aria-hidden="true" size={18} />} isBusy={isLoading}>
            {t("clinics.emergency.open")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
