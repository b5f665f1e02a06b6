/** Two weeks to swipe through: each day says whether anything is free before it is touched. */
import { DateTime } from "luxon";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ScrollView, View } from "react-native";
import { Pressable } from "@/design/pressable";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { radius, space, stroke, target } from "@/design/tokens";
import type { CountedDay } from "../slot-days";

interface DayStripProps {
  days: readonly CountedDay[];
  chosen: string | null;
  onChoose: (date: string) => void;
}

const TILE_WIDTH = 60;
const TILE_STEP = TILE_WIDTH + space.sm;

export function DayStrip({ days, chosen, onChoose }: DayStripProps) {
  const { t } = useTranslation("scheduling");
  const strip = useRef<ScrollView>(null);
  const position = days.findIndex(({ date }) => date === chosen);
  useEffect(() => {
    strip.current?.scrollTo({ x: Math.max(0, (position - 1) * TILE_STEP), animated: false });
  }, [position]);
  return (
    <ScrollView
      ref={strip}
      horizontal
      showsHorizontalScrollIndicator={false}
      style={{ marginHorizontal: -space.xl }}
      contentContainerStyle={{ paddingHorizontal: space.xl, paddingVertical: space.xs }}
    >
      <View role="radiogroup" aria-label={t("days")} style={{ flexDirection: "row", gap: space.sm }}>
        {days.map((day) => (
          <DayTile
            key={day.date}
            day={day}
            isChosen={day.date === chosen}
            onChoose={() => onChoose(day.date)}
          />
        ))}
      </View>
    </ScrollView>
  );
}

function DayTile({ day, isChosen, onChoose }: { day: CountedDay; isChosen: boolean; onChoose: () => void }) {
  const { t, i18n } = useTranslation("scheduling");
  const { colors } = useTheme();
  const date = DateTime.fromISO(day.date, { zone: "utc" }).setLocale(i18n.language);
  const isFree = day.freeCount > 0;
  const tone = isChosen ? "onGreen" : isFree ? "ink" : "taken";
  return (
    <Pressable
      role="radio"
      aria-checked={isChosen}
      aria-label={t("day_label", {
        day: date.toFormat("cccc d LLLL"),
        times: t("times_count", { count: day.freeCount }),
      })}
      disabled={!isFree}
      onPress={onChoose}
      style={{
        width: TILE_WIDTH,
        minHeight: target.primary + space.xxl,
        alignItems: "center",
        justifyContent: "center",
        paddingVertical: space.sm,
        borderWidth: stroke.hair,
        borderColor: isChosen ? colors.green : isFree ? colors.line : "transparent",
        backgroundColor: isChosen ? colors.green : isFree ? colors.surface : "transparent",
      }}
    >
      <Text size="xs" tone={tone} maxFontSizeMultiplier={1.4}>
        {date.toFormat("ccc").replace(/\.$/, "")}
      </Text>
      <Text size="lg" strong={isFree} tone={tone} tabular maxFontSizeMultiplier={1.4}>
        {date.day}
      </Text>
      <Text size="xs" tone={tone} maxFontSizeMultiplier={1.4}>
        {date.toFormat("LLL").replace(/\.$/, "")}
      </Text>
      <View
        style={{
          marginTop: space.xs,
          minWidth: space.xxl,
          paddingHorizontal: space.xs,
          borderRadius: radius.full,
          backgroundColor: isFree && !isChosen ? colors.freeWash : "transparent",
        }}
      >
        <Text
          size="xs"
          strong={isFree}
          tone={isChosen ? "onGreen" : isFree ? "free" : "taken"}
          align="center"
          tabular
          maxFontSizeMultiplier={1.4}
        >
          {isFree ? day.freeCount : "–"}
        </Text>
      </View>
    </Pressable>
  );
}
