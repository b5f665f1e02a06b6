/** Cancelling a visit of one's own. In time it can be undone for a few seconds; late, what it costs is said first. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";

import { useCancelWithUndo } from "../cancel-with-undo";
import type { LateRule } from "../late-rule";
import { useLateWords } from "./late-words";

export function CancelButton({ appointment, rule }: { appointment: AppointmentOut; rule: LateRule | null }) {
  const { t } = useTranslation();
  const cancel = useCancelWithUndo();
  const lateWords = useLateWords();
  const [isAsking, setIsAsking] = useState(false);
  const isLate = rule?.isLate === true;
  return (
    <>
      <Button tone="alert" onClick={() => (isLate ? setIsAsking(true) : cancel(appointment))}>
        {t("scheduling.cancelAction")}
      </Button>
      {isAsking && rule !== null && (
        <Dialog
          isOpen
          onClose={() => setIsAsking(false)}
          title={t("scheduling.late.title", { pet: appointment.pet_name })}
          actions={
            <>
              <Button data-autofocus onClick={() => setIsAsking(false)}>
                {t("scheduling.desk.keep")}
              </Button>
              <Button
                tone="alert"
                onClick={() => {
                  setIsAsking(false);
                  cancel(appointment);
                }}
              >
                {t("scheduling.late.anyway")}
              </Button>
            </>
          }
        >
          <p>{lateWords(rule, appointment.time_zone)}</p>
        </Dialog>
      )}
    </>
  );
}
