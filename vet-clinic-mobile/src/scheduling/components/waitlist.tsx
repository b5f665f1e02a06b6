/** What one waits for. A time that came free stands first, with its two answers. */
import { DateTime } from "luxon";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { ProblemNotice } from "@/api/problem-notice";
import { Button } from "@/design/button";
import { Notice } from "@/design/notice";
import { Section } from "@/design/screen";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { space, stroke } from "@/design/tokens";
import { useVisitTime } from "@/i18n/use-visit-time";
import { useNow } from "@/time/use-now";
import { isPast } from "@/time/visit-times";
import {
  useAcceptWaitlistOfferMutation,
  useDeclineWaitlistOfferMutation,
  useLeaveWaitlistMutation,
  useListWaitlistQuery,
  type WaitlistEntry,
} from "../api";
import { aboutName } from "../service-words";
import { partOf, weekdayName } from "../waitlist-wish";

interface WaitlistProps {
  /** The time was taken and is a visit now. */
  onBooked: (appointmentId: string) => void;
}

const A_MINUTE = 60_000;

export function Waitlist({ onBooked }: WaitlistProps) {
  const { t } = useTranslation("scheduling");
  const { data, isError, error, refetch } = useListWaitlistQuery({});
  if (isError) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  const entries = (data?.items ?? []).filter(({ status }) => status === "waiting" || status === "offered");
  if (entries.length === 0) return null;
  const offeredFirst = [...entries].sort(
    (one, other) => Number(other.offer !== null) - Number(one.offer !== null),
  );
  return (
    <Section title={t("waitlist.section")}>
      <View>
        {offeredFirst.map((entry) => (
          <Entry key={entry.id} entry={entry} onBooked={onBooked} />
        ))}
      </View>
    </Section>
  );
}

function Entry({ entry, onBooked }: WaitlistProps & { entry: WaitlistEntry }) {
  const { t, i18n } = useTranslation("scheduling");
  const what = aboutName(entry, i18n.language);
  const { colors } = useTheme();
  const now = useNow(A_MINUTE);
  const times = useVisitTime(now);
  const wishText = useWishText();
  const [accept, accepting] = useAcceptWaitlistOfferMutation();
  const [decline, declining] = useDeclineWaitlistOfferMutation();
  const [leave, leaving] = useLeaveWaitlistMutation();
  const isBusy = accepting.isLoading || declining.isLoading || leaving.isLoading;
  const problem = accepting.error ?? declining.error ?? leaving.error;
  const offer = entry.offer === null || isPast(entry.offer.expires_at, now) ? null : entry.offer;
  const take = async () => {
    const outcome = await accept({ entryId: entry.id });
    if (outcome.data !== undefined) onBooked(outcome.data.id);
  };
  return (
    <View
      style={{
        gap: space.sm,
        paddingVertical: space.lg,
        borderBottomWidth: stroke.hair,
        borderBottomColor: colors.line,
      }}
    >
      <View style={{ gap: space.hair }}>
        <Text serif size="lg">
          {entry.pet_name}
        </Text>
        <Text>{what}</Text>
        <Text size="sm" tone="inkSoft">
          {entry.clinic_name}
        </Text>
        <Text size="sm" tone="inkSoft">
          {entry.windows.map(wishText).join("; ")}
        </Text>
      </View>
      {problem === undefined ? null : <ProblemNotice error={problem} />}
      {offer === null ? (
        <Button
          voice="quiet"
          label={t("waitlist.leave")}
          accessibilityLabel={t("waitlist.leave_for", {
            what,
            name: entry.pet_name,
          })}
          isBusy={leaving.isLoading}
          isDisabled={isBusy && !leaving.isLoading}
          onPress={() => void leave({ entryId: entry.id })}
          style={{ alignSelf: "flex-start" }}
        />
      ) : (
        <>
          <Notice
            kind="good"
            title={t("waitlist.offered")}
            detail={`${times.full(offer.starts_at, entry.time_zone)}. ${t("waitlist.offer_kept", {
              time: times.short(offer.expires_at, entry.time_zone),
            })}`}
          />
          <View style={{ flexDirection: "row", flexWrap: "wrap", gap: space.md }}>
            <Button
              label={t("waitlist.accept", { time: times.short(offer.starts_at, entry.time_zone) })}
              isBusy={accepting.isLoading}
              isDisabled={isBusy && !accepting.isLoading}
              onPress={() => void take()}
            />
            <Button
              voice="quiet"
              label={t("waitlist.decline")}
              isBusy={declining.isLoading}
              isDisabled={isBusy && !declining.isLoading}
              onPress={() => void decline({ entryId: entry.id })}
            />
          </View>
        </>
      )}
    </View>
  );
}

/** "Mon, Fri · Mornings · until 30 Mar" */
function useWishText(): (window: WaitlistEntry["windows"][number]) => string {
  const { t, i18n } = useTranslation("scheduling");
  return (window) => {
    const weekdays = window.weekdays ?? [];
    const days =
      weekdays.length === 0
        ? t("waitlist.every_day")
        : weekdays.map((weekday) => weekdayName(weekday, i18n.language)).join(", ");
    const until = DateTime.fromISO(window.until_day, { zone: "utc" }).setLocale(i18n.language);
    return [
      days,
      t(`waitlist.part.${partOf(window)}`),
      t("waitlist.until", {
        day: until.toFormat(i18n.language.startsWith("de") ? "d. LLL" : "d LLL").replace(/\.$/, ""),
      }),
    ].join(" · ");
  };
}
