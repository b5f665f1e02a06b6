/** Days with their free counts, then the times of one day, for booking and for moving alike. Lands on the first free day. */
import { ArrowLeft, ArrowRight } from "@/design/icons";
import { DateTime } from "luxon";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { ProblemNotice } from "@/api/problem-notice";
import { Button } from "@/design/button";
import { Empty } from "@/design/notice";
import { Bone, SkeletonRows } from "@/design/skeleton";
import { Text } from "@/design/text";
import { space } from "@/design/tokens";
import { zoneCity } from "@/time/visit-times";
import { useListSlotDaysQuery, useListSlotsQuery } from "../api";
import { countedDays, slotTimes, todayAt, windowRange, type SlotTime } from "../slot-days";
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
  /** What else there is when nothing suits. */
  otherwise?: ReactNode;
}

const WINDOW_DAYS = 14;

export function SlotPicker({ wish, busyStart, timeLabel, onPick, otherwise }: SlotPickerProps) {
  const { t } = useTranslation("scheduling");
  const [today] = useState(() => todayAt(wish.zone, DateTime.utc()));
  const [page, setPage] = useState(0);
  const [date, setDate] = useState<string | null>(null);
  const firstDate =
    DateTime.fromISO(today)
      .plus({ days: page * WINDOW_DAYS })
      .toISODate() ?? today;
  const question = {
    clinicId: wish.clinicId,
    appointmentTypeId: wish.appointmentTypeId,
    veterinarianId: wish.veterinarianId,
    petId: wish.petId,
  };
  const counted = useListSlotDaysQuery({
    ...question,
    ...windowRange(wish.zone, firstDate, WINDOW_DAYS),
  });
  const days = countedDays(counted.currentData?.items ?? [], firstDate, WINDOW_DAYS);
  const isFree = (day: { freeCount: number }) => day.freeCount > 0;
  const chosen = days.find((day) => day.date === date && isFree(day)) ?? days.find(isFree);
  const slots = useListSlotsQuery(
    { ...question, ...windowRange(wish.zone, chosen?.date ?? firstDate, 1) },
    { skip: chosen === undefined },
  );
  const turnTo = (next: number) => {
    setPage(next);
    setDate(null);
  };
  const hasLater = (page + 1) * WINDOW_DAYS <= wish.horizonDays;
  return (
    <View style={{ gap: space.xxl }}>
      {counted.isError ? (
        <ProblemNotice error={counted.error} onRetry={() => void counted.refetch()} />
      ) : counted.currentData === undefined ? (
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
          {slots.isError ? (
            <ProblemNotice error={slots.error} onRetry={() => void slots.refetch()} />
          ) : slots.currentData === undefined ? (
            <SkeletonRows label={t("times_loading")} rows={4} height={48} />
          ) : (
            <TimeGrid
              times={slotTimes(slots.currentData.items, wish.zone)}
              busyStart={busyStart}
              timeLabel={timeLabel}
              onPick={onPick}
            />
          )}
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
      {otherwise}
    </View>
  );
}
