/** Days, then times, for booking and for moving alike. Asks for two weeks at a time and lands on the first day with a free time. */
import { ArrowLeft, ArrowRight } from "@/design/icons";
import { DateTime } from "luxon";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { ProblemNotice } from "@/api/problem-notice";
import { Button } from "@/design/button";
import { Empty } from "@/design/notice";
import { Bone, SkeletonRows } from "@/design/skeleton";
import { Text } from "@/design/text";
import { space } from "@/design/tokens";
import { zoneCity } from "@/time/visit-times";
import { useListSlotsQuery } from "../api";
import { slotDays, todayAt, windowRange, type SlotTime } from "../slot-days";
import { DayStrip } from "./day-strip";
import { TimeGrid } from "./time-grid";

export interface SlotWish {
  clinicId: string;
  appointmentTypeId: string;
  zone: string;
  horizonDays: number;
  veterinarianId?: string;
  petId?: string;
}

interface SlotPickerProps {
  wish: SlotWish;
  busyStart: string | null;
  /** What touching a time does, in words: "Hold 14:30". */
  timeLabel: (clock: string) => string;
  onPick: (time: SlotTime) => void;
}

const WINDOW_DAYS = 14;

export function SlotPicker({ wish, busyStart, timeLabel, onPick }: SlotPickerProps) {
  const { t } = useTranslation("scheduling");
  const [today] = useState(() => todayAt(wish.zone, DateTime.utc()));
  const [page, setPage] = useState(0);
  const [date, setDate] = useState<string | null>(null);
  const firstDate =
    DateTime.fromISO(today)
      .plus({ days: page * WINDOW_DAYS })
      .toISODate() ?? today;
  const slots = useListSlotsQuery({
    clinicId: wish.clinicId,
    appointmentTypeId: wish.appointmentTypeId,
    ...windowRange(wish.zone, firstDate, WINDOW_DAYS),
    veterinarianId: wish.veterinarianId,
    petId: wish.petId,
  });
  const turnTo = (next: number) => {
    setPage(next);
    setDate(null);
  };
  const hasLater = (page + 1) * WINDOW_DAYS <= wish.horizonDays;

  const days = slotDays(slots.currentData?.items ?? [], wish.zone, firstDate, WINDOW_DAYS);
  const chosen =
    days.find((day) => day.date === date && day.times.length > 0) ?? days.find((day) => day.times.length > 0);
  return (
    <View style={{ gap: space.xxl }}>
      {slots.isError ? (
        <ProblemNotice error={slots.error} onRetry={() => void slots.refetch()} />
      ) : slots.currentData === undefined ? (
        <View style={{ gap: space.xxl }}>
          <Bone height={80} />
          <SkeletonRows label={t("times_loading")} rows={4} height={48} />
        </View>
      ) : chosen === undefined ? (
        <Empty title={t("none_free_title")} detail={t("none_free_detail")} />
      ) : (
        <>
          <View style={{ gap: space.sm }}>
            <DayStrip days={days} chosen={chosen.date} onChoose={setDate} />
            <Text size="sm" tone="inkSoft">
              {t("zone_note", { city: zoneCity(wish.zone) })}
            </Text>
          </View>
          <TimeGrid times={chosen.times} busyStart={busyStart} timeLabel={timeLabel} onPick={onPick} />
        </>
      )}
      <View style={{ flexDirection: "row", justifyContent: "space-between", gap: space.md }}>
        {page > 0 ? (
          <Button voice="quiet" icon={ArrowLeft} label={t("earlier")} onPress={() => turnTo(page - 1)} />
        ) : (
          <View />
        )}
        {hasLater ? (
          <Button voice="quiet" icon={ArrowRight} label={t("later")} onPress={() => turnTo(page + 1)} />
        ) : null}
      </View>
    </View>
  );
}
