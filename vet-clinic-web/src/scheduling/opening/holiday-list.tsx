/** The public holidays ahead: closed, unless the clinic opens anyway. */
import { useTranslation } from "react-i18next";

import type { HolidayOut } from "@/api/generated.gen";
import { useProblemWords } from "@/design/problem-notice";
import { Switch } from "@/design/switch";
import { showToast } from "@/design/toasts";
import { useTimes } from "@/time/use-times";

import { useSetHolidayMutation } from "../api";

function Holiday({ clinicId, holiday }: { clinicId: string; holiday: HolidayOut }) {
  const { t } = useTranslation();
  const times = useTimes();
  const wordsOf = useProblemWords();
  const [set, { isLoading }] = useSetHolidayMutation();
  const change = async (isOpen: boolean) => {
    const { error } = await set({
      onDay: holiday.on_day,
      holidayIn: { clinic_id: clinicId, is_open: isOpen },
    });
    if (error !== undefined) showToast({ tone: "alert", message: wordsOf(error).title });
  };
  return (
    <Switch
      label={`${times.date(holiday.on_day)}: ${holiday.name}`}
      words={{ on: t("scheduling.opening.openAnyway"), off: t("scheduling.opening.closed") }}
      isOn={holiday.is_open}
      isBusy={isLoading}
      onChange={(isOpen) => void change(isOpen)}
    />
  );
}

export function HolidayList({ clinicId, holidays }: { clinicId: string; holidays: readonly HolidayOut[] }) {
  const { t } = useTranslation();
  if (holidays.length === 0) return <p className="text-ink-soft">{t("scheduling.opening.noHolidays")}</p>;
  return (
    <ul className="grid grid-cols-1 gap-x-12 border-t border-line lg:grid-cols-2">
      {holidays.map((holiday) => (
        <li key={holiday.on_day} className="border-b border-line py-1">
          <Holiday clinicId={clinicId} holiday={holiday} />
        </li>
      ))}
    </ul>
  );
}
