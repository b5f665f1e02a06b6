/** The free times of one day, by parts of the day, each large enough for a thumb. */
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { Pressable } from "@/design/pressable";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { space, stroke } from "@/design/tokens";
import { partOfDay, type PartOfDay, type SlotTime } from "../slot-days";

interface TimeGridProps {
  times: readonly SlotTime[];
  /** The start that is being held just now. */
  busyStart: string | null;
  /** What touching a time does, in words: "Hold 14:30". */
  timeLabel: (clock: string) => string;
  onPick: (time: SlotTime) => void;
}

const PARTS: readonly PartOfDay[] = ["morning", "afternoon", "evening"];

export function TimeGrid({ times, busyStart, timeLabel, onPick }: TimeGridProps) {
  const { t } = useTranslation("scheduling");
  const { colors } = useTheme();
  return (
    <View style={{ gap: space.xl }}>
      {PARTS.map((part) => {
        const inPart = times.filter((time) => partOfDay(time) === part);
        if (inPart.length === 0) return null;
        return (
          <View key={part} style={{ gap: space.sm }}>
            <Text size="sm" tone="inkSoft" heading={2}>
              {t(`part.${part}`)}
            </Text>
            <View style={{ flexDirection: "row", flexWrap: "wrap", gap: space.sm }}>
              {inPart.map((time) => (
                <Pressable
                  key={time.starts_at}
                  role="button"
                  aria-label={timeLabel(time.label)}
                  aria-busy={busyStart === time.starts_at}
                  disabled={busyStart !== null}
                  onPress={() => onPick(time)}
                  style={{
                    flexGrow: 1,
                    flexBasis: "22%",
                    maxWidth: "23.2%",
                    alignItems: "center",
                    justifyContent: "center",
                    paddingHorizontal: space.xs,
                    backgroundColor: busyStart === time.starts_at ? colors.accentWash : colors.surface,
                    borderWidth: stroke.hair,
                    borderColor: busyStart === time.starts_at ? colors.accentStrong : colors.lineStrong,
                  }}
                >
                  <Text strong tabular align="center">
                    {time.label}
                  </Text>
                </Pressable>
              ))}
            </View>
          </View>
        );
      })}
    </View>
  );
}
