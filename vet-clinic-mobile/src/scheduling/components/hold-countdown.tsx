/** How long the time is still kept. Seconds are for the eye; a screen reader hears whole minutes. */
import { Timer } from "@/design/icons";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { Button } from "@/design/button";
import { Notice } from "@/design/notice";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { icon, radius, space } from "@/design/tokens";
import { countdownText, isPast } from "@/time/visit-times";
import { useNow } from "@/time/use-now";
import { DateTime } from "luxon";
import type { HoldOut } from "@/api/generated.gen";

interface HoldCountdownProps {
  hold: Pick<HoldOut, "expires_at" | "is_renewed">;
  isRenewing: boolean;
  onRenew: () => void;
  onChooseAgain: () => void;
}

const A_SECOND = 1_000;
const LAST_SECONDS = 60;

export function HoldCountdown({ hold, isRenewing, onRenew, onChooseAgain }: HoldCountdownProps) {
  const { t } = useTranslation("scheduling");
  const { colors } = useTheme();
  const now = useNow(A_SECOND);
  if (isPast(hold.expires_at, now)) {
    return (
      <Notice
        kind="due"
        title={t("expired_title")}
        detail={t("expired_detail")}
        action={{ label: t("choose_again"), onPress: onChooseAgain }}
      />
    );
  }
  const secondsLeft = DateTime.fromISO(hold.expires_at).diff(now, "seconds").seconds;
  const isClose = secondsLeft <= LAST_SECONDS;
  const minutes = Math.max(1, Math.ceil(secondsLeft / 60));
  return (
    <View
      style={{
        flexDirection: "row",
        flexWrap: "wrap",
        alignItems: "center",
        gap: space.md,
        padding: space.md,
        paddingLeft: space.lg,
        borderRadius: radius.control,
        backgroundColor: isClose ? colors.dueWash : colors.greenWash,
      }}
    >
      <Timer color={isClose ? colors.due : colors.green} size={icon.md} aria-hidden />
      <View
        role="timer"
        aria-label={t("held_minutes", { count: minutes })}
        aria-live="polite"
        style={{ flex: 1 }}
      >
        <Text size="sm" tabular tone={isClose ? "due" : "ink"} aria-hidden>
          {t("held_for", { time: countdownText(hold.expires_at, now) })}
        </Text>
      </View>
      {isClose && !hold.is_renewed ? (
        <Button voice="quiet" label={t("keep_longer")} isBusy={isRenewing} onPress={onRenew} />
      ) : null}
    </View>
  );
}
