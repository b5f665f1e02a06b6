/** A sentence the person should not miss, in a colour with its own sign; and the quiet page for "nothing here yet". */
import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from "./icons";
import type { ReactNode } from "react";
import { View } from "react-native";
import { Button } from "./button";
import { Text } from "./text";
import { useTheme } from "./theme";
import { icon, radius, space, type ColorName } from "./tokens";

export type NoticeKind = "info" | "good" | "due" | "alert";

const KINDS: Record<NoticeKind, { sign: LucideIcon; tone: ColorName; wash: ColorName }> = {
  info: { sign: Info, tone: "info", wash: "infoWash" },
  good: { sign: CircleCheck, tone: "free", wash: "freeWash" },
  due: { sign: TriangleAlert, tone: "due", wash: "dueWash" },
  alert: { sign: CircleAlert, tone: "alert", wash: "alertWash" },
};

export interface NoticeProps {
  kind: NoticeKind;
  title: string;
  detail?: string | null;
  action?: { label: string; onPress: () => void };
}

export function Notice({ kind, title, detail, action }: NoticeProps) {
  const { colors } = useTheme();
  const { sign: Sign, tone, wash } = KINDS[kind];
  const isUrgent = kind === "alert" || kind === "due";
  return (
    <View
      role={isUrgent ? "alert" : "status"}
      aria-live={isUrgent ? "assertive" : "polite"}
      style={{
        flexDirection: "row",
        gap: space.md,
        padding: space.lg,
        borderRadius: radius.control,
        backgroundColor: colors[wash],
      }}
    >
      <Sign color={colors[tone]} size={icon.md} aria-hidden style={{ marginTop: space.hair }} />
      <View style={{ flex: 1, gap: space.xs }}>
        <Text strong style={{ color: colors[tone] }}>
          {title}
        </Text>
        {detail == null ? null : <Text size="sm">{detail}</Text>}
        {action === undefined ? null : (
          <Button
            label={action.label}
            onPress={action.onPress}
            style={{ alignSelf: "flex-start", marginTop: space.sm }}
          />
        )}
      </View>
    </View>
  );
}

export interface EmptyProps {
  picture?: ReactNode;
  title: string;
  detail?: string;
  children?: ReactNode;
}

export function Empty({ picture, title, detail, children }: EmptyProps) {
  return (
    <View
      style={{
        alignItems: "center",
        gap: space.md,
        paddingVertical: space.xxxl,
        paddingHorizontal: space.lg,
      }}
    >
      {picture}
      <Text serif size="lg" align="center" heading={2}>
        {title}
      </Text>
      {detail === undefined ? null : (
        <Text tone="inkSoft" align="center">
          {detail}
        </Text>
      )}
      {children}
    </View>
  );
}
