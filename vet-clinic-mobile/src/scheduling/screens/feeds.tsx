/** Addresses that calendars read by themselves: make one, see it once, switch it off. */
import * as Clipboard from "expo-clipboard";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Linking, View } from "react-native";
import { ProblemNotice } from "@/api/problem-notice";
import { Button } from "@/design/button";
import { CalendarPlus, Copy } from "@/design/icons";
import { Screen, Section } from "@/design/screen";
import { Sheet } from "@/design/sheet";
import { SkeletonRows } from "@/design/skeleton";
import { Switch } from "@/design/switch";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { radius, space, stroke } from "@/design/tokens";
import { useMoment } from "@/i18n/use-moment";
import { useCreateFeedMutation, useListFeedsQuery, useRevokeFeedMutation } from "../api";
import { subscribeAddress } from "../subscribe-address";

export function Feeds({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation("scheduling");
  const { t: ground } = useTranslation();
  const [showsDetails, setShowsDetails] = useState(false);
  const [create, creation] = useCreateFeedMutation();
  return (
    <Screen title={t("feeds.title")} back={{ label: ground("back"), onPress: onBack }}>
      <Text>{t("feeds.lead")}</Text>
      {creation.error === undefined ? null : <ProblemNotice error={creation.error} />}
      {creation.data === undefined ? (
        <View style={{ gap: space.lg }}>
          <Switch
            label={t("feeds.details")}
            words={{ on: t("feeds.details_words.on"), off: t("feeds.details_words.off") }}
            isOn={showsDetails}
            onChange={setShowsDetails}
          >
            <Text size="sm">{t("feeds.details_text")}</Text>
          </Switch>
          <Button
            voice="primary"
            label={t("feeds.create")}
            isBusy={creation.isLoading}
            onPress={() => void create({ feedIn: { kind: "owner", shows_details: showsDetails } })}
          />
        </View>
      ) : (
        <Fresh url={creation.data.url} />
      )}
      <Section title={t("feeds.yours")}>
        <InUse />
      </Section>
    </Screen>
  );
}

/** The secret is in the address, so it is on the screen until one leaves, and never again. */
function Fresh({ url }: { url: string }) {
  const { t } = useTranslation("scheduling");
  const { colors } = useTheme();
  const [said, setSaid] = useState<"copied" | "subscribe_failed" | null>(null);
  const copy = async () => {
    await Clipboard.setStringAsync(url);
    setSaid("copied");
  };
  const subscribe = () => {
    Linking.openURL(subscribeAddress(url)).catch(() => setSaid("subscribe_failed"));
  };
  return (
    <Section title={t("feeds.fresh_title")}>
      <View style={{ gap: space.lg }}>
        <Text size="sm">{t("feeds.fresh_detail")}</Text>
        <View
          style={{
            padding: space.lg,
            borderRadius: radius.control,
            borderWidth: stroke.hair,
            borderColor: colors.lineStrong,
            backgroundColor: colors.sunk,
          }}
        >
          <Text size="sm" selectable>
            {url}
          </Text>
        </View>
        <Button
          voice="primary"
          role="link"
          icon={CalendarPlus}
          label={t("feeds.subscribe")}
          onPress={subscribe}
        />
        <Button icon={Copy} label={t("feeds.copy")} onPress={() => void copy()} />
        <Text size="sm" tone="inkSoft" role="status" aria-live="polite">
          {said === null ? "" : t(`feeds.${said}`)}
        </Text>
      </View>
    </Section>
  );
}

function InUse() {
  const { t } = useTranslation("scheduling");
  const { t: ground } = useTranslation();
  const { colors } = useTheme();
  const { moment } = useMoment();
  const { data, isError, error, refetch } = useListFeedsQuery();
  const [revoke, revoking] = useRevokeFeedMutation();
  const [ending, setEnding] = useState<string | null>(null);
  if (isError) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <SkeletonRows label={t("feeds.loading")} rows={2} />;
  if (data.items.length === 0) return <Text tone="inkSoft">{t("feeds.none")}</Text>;
  const end = async () => {
    if (ending === null) return;
    const outcome = await revoke({ feedId: ending });
    if (outcome.error === undefined) setEnding(null);
  };
  return (
    <View>
      {data.items.map((feed) => (
        <View
          key={feed.id}
          style={{
            flexDirection: "row",
            alignItems: "center",
            gap: space.md,
            paddingVertical: space.md,
            borderBottomWidth: stroke.hair,
            borderBottomColor: colors.line,
          }}
        >
          <View style={{ flex: 1, gap: space.hair }}>
            <Text strong>{t(feed.shows_details ? "feeds.with_details" : "feeds.without_details")}</Text>
            <Text size="sm" tone="inkSoft" tabular>
              {[
                t("feeds.made", { when: moment(feed.created_at) }),
                feed.last_read_at === null
                  ? t("feeds.never_read")
                  : t("feeds.read", { when: moment(feed.last_read_at) }),
              ].join(" · ")}
            </Text>
          </View>
          <Button
            voice="quiet"
            label={t("feeds.revoke")}
            accessibilityLabel={t("feeds.revoke_one", { when: moment(feed.created_at) })}
            onPress={() => setEnding(feed.id)}
          />
        </View>
      ))}
      <Sheet
        isOpen={ending !== null}
        title={t("feeds.revoke_title")}
        closeLabel={ground("close")}
        onClose={() => setEnding(null)}
      >
        <Text>{t("feeds.revoke_detail")}</Text>
        {revoking.error === undefined ? null : <ProblemNotice error={revoking.error} />}
        <Button
          voice="danger"
          label={t("feeds.revoke")}
          isBusy={revoking.isLoading}
          onPress={() => void end()}
        />
        <Button
          voice="quiet"
          label={t("feeds.revoke_keep")}
          isDisabled={revoking.isLoading}
          onPress={() => setEnding(null)}
        />
      </Sheet>
    </View>
  );
}
