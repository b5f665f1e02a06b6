/** The clinic's weekly opening hours. They bound what owners may book, not what the desk may. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { OpeningOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { ProblemNotice } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";

import { useSetOpeningHoursMutation } from "../api";
import type { Hours } from "../hours/hours";
import { WeekHours } from "../hours/week-hours";
import { weekFrom, weeklyFrom } from "./weekly";

export function OpeningWeek({ clinicId, weekly }: { clinicId: string; weekly: OpeningOut["weekly"] }) {
  const { t } = useTranslation();
  const [days, setDays] = useState<readonly (readonly Hours[] | null)[]>(() => weekFrom(weekly));
  const [isChanged, setIsChanged] = useState(false);
  const [save, { isLoading, error }] = useSetOpeningHoursMutation();
  const isWrong = days.some((day) => day === null);
  const send = async () => {
    const windows = weeklyFrom(days.map((day) => day ?? []));
    const result = await save({ openingWeeklyIn: { clinic_id: clinicId, windows } });
    if (result.error !== undefined) return;
    setIsChanged(false);
    showToast({ tone: "free", message: t("scheduling.opening.saved") });
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWrong) void send();
      }}
    >
      <WeekHours
        week={days.map((day) => day ?? [])}
        onDay={(weekday, hours) => {
          setIsChanged(true);
          setDays((before) => before.map((day, index) => (index === weekday ? hours : day)));
        }}
        emptyWord={t("scheduling.opening.closed")}
      />
      {error !== undefined && <ProblemNotice problem={error} />}
      <div>
        <Button type="submit" tone="primary" isBusy={isLoading} disabled={!isChanged || isWrong}>
          {t("scheduling.opening.save")}
        </Button>
      </div>
    </form>
  );
}
