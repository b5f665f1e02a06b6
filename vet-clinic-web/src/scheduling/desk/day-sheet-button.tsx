/** The day on paper: the sheet that the platform draws, as a file, one for everybody or for one vet. */
import { FileDown } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button } from "@/design/button";
import { useProblemWords } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";

import { useLazyGetDaySheetQuery } from "./api";

/** Long enough for the browser to have taken the file over. */
const KEPT_MS = 60_000;

function hand(address: string, date: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = `day-sheet-${date}.pdf`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}

export type DaySheetButtonProps = { clinicId: string; date: string; veterinarianId: string | null };

export function DaySheetButton({ clinicId, date, veterinarianId }: DaySheetButtonProps) {
  const { t } = useTranslation();
  const wordsOf = useProblemWords();
  const [ask, { isFetching }] = useLazyGetDaySheetQuery();
  const fetchIt = async () => {
    try {
      const address: unknown = await ask({
        clinicId,
        on: date,
        ...(veterinarianId !== null && { veterinarianId }),
      }).unwrap();
      if (typeof address === "string") hand(address, date);
    } catch (problem) {
      const { title, advice } = wordsOf(problem);
      showToast({ tone: "alert", message: `${title}. ${advice}` });
    }
  };
  return (
    <Button
      size="small"
      tone="quiet"
      icon={<FileDown aria-hidden="true" size={16} />}
      isBusy={isFetching}
      onClick={() => void fetchIt()}
    >
      {t("desk.daySheet")}
    </Button>
  );
}
