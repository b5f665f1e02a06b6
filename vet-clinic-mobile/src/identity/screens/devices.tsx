/** Where the person is signed in, and the way to end it: one device, or all others at once. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { ProblemNotice } from "@/api/problem-notice";
import { Badge } from "@/design/badge";
import { Button } from "@/design/button";
import { Row } from "@/design/card";
import { CircleCheck, LogOut, Monitor, Smartphone } from "@/design/icons";
import { Screen } from "@/design/screen";
import { SkeletonRows } from "@/design/skeleton";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { icon, space } from "@/design/tokens";
import { useMoment } from "@/i18n/use-moment";
import { useEndSessionMutation, useListSessionsQuery, type Device } from "../api";

const PHONE = /phone|android|ipad|mobile|tablet/i;

/** This device first, then by when it was last used. */
function sorted(devices: readonly Device[]): Device[] {
  return [...devices].sort(
    (a, b) => Number(b.is_current) - Number(a.is_current) || b.last_seen_at.localeCompare(a.last_seen_at),
  );
}

export function Devices({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation("identity");
  const { t: ground } = useTranslation();
  const { data, isError, error, refetch } = useListSessionsQuery();
  return (
    <Screen
      title={t("devices.title")}
      subtitle={t("devices.lead")}
      back={{ label: ground("back"), onPress: onBack }}
    >
      {data === undefined ? (
        isError ? (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows label={ground("loading")} rows={3} />
        )
      ) : (
        <DeviceList devices={sorted(data.items)} />
      )}
    </Screen>
  );
}

function DeviceList({ devices }: { devices: readonly Device[] }) {
  const { t } = useTranslation("identity");
  const [end] = useEndSessionMutation();
  const [ending, setEnding] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<unknown>();
  const others = devices.filter((device) => !device.is_current);
  const endAll = async (going: readonly Device[]) => {
    setProblem(undefined);
    setEnding(new Set(going.map(({ id }) => id)));
    for (const { id } of going) {
      const { error } = await end({ sessionId: id });
      if (error !== undefined) setProblem(error);
    }
    setEnding(new Set());
  };
  return (
    <>
      {problem === undefined ? null : <ProblemNotice error={problem} />}
      <View>
        {devices.map((device) => (
          <DeviceRow
            key={device.id}
            device={device}
            isBusy={ending.has(device.id)}
            isIdle={ending.size > 0}
            onEnd={() => void endAll([device])}
          />
        ))}
      </View>
      {others.length === 0 ? (
        <Text tone="inkSoft">{t("devices.only_this")}</Text>
      ) : (
        <Button
          voice="danger"
          label={t("devices.end_others", { count: others.length })}
          isBusy={ending.size > 0}
          onPress={() => void endAll(others)}
        />
      )}
    </>
  );
}

interface DeviceRowProps {
  device: Device;
  isBusy: boolean;
  isIdle: boolean;
  onEnd: () => void;
}

function DeviceRow({ device, isBusy, isIdle, onEnd }: DeviceRowProps) {
  const { t } = useTranslation("identity");
  const { colors } = useTheme();
  const { moment } = useMoment();
  const words = [device.browser, device.device].filter(Boolean).join(", ");
  const name = words === "" ? t("devices.unknown") : words;
  const Icon = PHONE.test(words) ? Smartphone : Monitor;
  const place = [device.place ?? t("devices.unknown_place"), device.address].filter(Boolean).join(" · ");
  return (
    <Row leading={<Icon color={colors.green} size={icon.lg} aria-hidden />}>
      <Text strong>{name}</Text>
      {device.is_current ? (
        <Badge sign={CircleCheck} label={t("devices.this_one")} tone="free" wash="freeWash" />
      ) : null}
      <Text size="sm" tone="inkSoft" tabular>
        {place}
      </Text>
      <Text size="sm" tone="inkSoft" tabular>
        {t("devices.last_seen", { moment: moment(device.last_seen_at) })}
      </Text>
      {device.is_current ? null : (
        <Button
          icon={LogOut}
          label={t("devices.end")}
          accessibilityLabel={t("devices.end_named", { name })}
          isBusy={isBusy}
          isDisabled={isIdle && !isBusy}
          onPress={onEnd}
          style={{ alignSelf: "flex-start", marginTop: space.sm }}
        />
      )}
    </Row>
  );
}
