/** What else belongs to the days in view: requests and the waitlist, the sheet for the wall, printing, moving a whole day. */
import { CalendarX2, Printer } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { DaySheetButton } from "@/scheduling/desk/day-sheet-button";
import { DayMoveDialog } from "@/scheduling/desk/day-move/day-move-dialog";

import { Decisions } from "./decisions";
import type { DeskAddress } from "./use-desk-address";
import type { DeskData } from "./use-desk-data";

export type MoreActionsProps = {
  clinicId: string;
  address: DeskAddress;
  data: Pick<DeskData, "vets">;
  keepsCalendar: boolean;
  onShow: (appointment: AppointmentOut) => void;
};

export function MoreActions({ clinicId, address, data, keepsCalendar, onShow }: MoreActionsProps) {
  const { t } = useTranslation();
  const [isMoving, setIsMoving] = useState(false);
  const { date, view, filter } = address;
  return (
    <>
      {keepsCalendar && <Decisions clinicId={clinicId} vets={data.vets} onShow={onShow} />}
      {keepsCalendar && (
        <Button
          size="small"
          tone="quiet"
          icon={<CalendarX2 aria-hidden="true" size={16} />}
          onClick={() => setIsMoving(true)}
        >
          {t("desk.dayMove.button")}
        </Button>
      )}
      {view !== "week" && <DaySheetButton clinicId={clinicId} date={date} veterinarianId={filter.vet} />}
      <Button
        size="small"
        tone="quiet"
        icon={<Printer aria-hidden="true" size={16} />}
        onClick={() => globalThis.print()}
        className="max-sm:hidden"
      >
        {t("desk.print")}
      </Button>
      <DayMoveDialog
        key={`${date}:${filter.vet ?? ""}`}
        isOpen={isMoving}
        clinicId={clinicId}
        date={date}
        vets={data.vets}
        veterinarianId={filter.vet}
        onClose={() => setIsMoving(false)}
      />
    </>
  );
}
