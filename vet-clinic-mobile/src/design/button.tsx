/** The verbs. One `primary` at most on a screen: it is the next action. */
import type { LucideIcon } from "./icons";
import { ActivityIndicator, View, type StyleProp, type ViewStyle } from "react-native";
import { Pressable } from "./pressable";
import { Text } from "./text";
import { useTheme } from "./theme";
import { icon as iconSize, space, stroke, target, type ColorName } from "./tokens";

type Voice = "primary" | "secondary" | "quiet" | "danger" | "onGreen";

export interface ButtonProps {
  label: string;
  onPress: () => void;
  voice?: Voice;
  icon?: LucideIcon;
  /** Busy: the button keeps its place and says so, and cannot be pressed twice. */
  isBusy?: boolean;
  isDisabled?: boolean;
  /** When the visible words need more for a screen reader. */
  accessibilityLabel?: string;
  role?: "button" | "link";
  style?: StyleProp<ViewStyle>;
}

const VOICES: Record<Voice, { ground: ColorName | null; words: ColorName; border: ColorName | null }> = {
  primary: { ground: "accent", words: "onAccent", border: null },
  secondary: { ground: "surface", words: "green", border: "lineStrong" },
  quiet: { ground: null, words: "green", border: null },
  danger: { ground: "alert", words: "onAlert", border: null },
  onGreen: { ground: null, words: "onGreenDeep", border: "lineOnGreenDeep" },
};

export function Button({
  label,
  onPress,
  voice = "secondary",
  icon: Icon,
  isBusy = false,
  isDisabled = false,
  accessibilityLabel,
  role = "button",
  style,
}: ButtonProps) {
  const { colors } = useTheme();
  const look = VOICES[voice];
  const isIdle = isBusy || isDisabled;
  const words = isDisabled ? colors.taken : colors[look.words];
  return (
    <Pressable
      role={role}
      aria-label={accessibilityLabel ?? label}
      aria-busy={isBusy}
      disabled={isIdle}
      onPress={onPress}
      style={[
        {
          minHeight: voice === "primary" ? target.primary : target.minimum,
          paddingHorizontal: voice === "quiet" ? space.sm : space.xl,
          paddingVertical: space.sm,
          alignItems: "center",
          justifyContent: "center",
        },
        isDisabled
          ? { backgroundColor: look.ground === null ? undefined : colors.takenWash }
          : look.ground === null
            ? null
            : { backgroundColor: colors[look.ground] },
        look.border === null ? null : { borderWidth: stroke.hair, borderColor: colors[look.border] },
        style,
      ]}
    >
      <View style={{ flexDirection: "row", alignItems: "center", gap: space.sm }}>
        {isBusy ? (
          <ActivityIndicator color={words} size="small" aria-hidden />
        ) : Icon === undefined ? null : (
          <Icon color={words} size={iconSize.md} aria-hidden />
        )}
        <Text strong align="center" style={{ color: words, flexShrink: 1 }}>
          {label}
        </Text>
      </View>
    </Pressable>
  );
}

export interface IconButtonProps {
  icon: LucideIcon;
  label: string;
  onPress: () => void;
  tone?: ColorName;
}

export function IconButton({ icon: Icon, label, onPress, tone = "ink" }: IconButtonProps) {
  const { colors } = useTheme();
  return (
    <Pressable
      role="button"
      aria-label={label}
      onPress={onPress}
      style={{
        width: target.minimum,
        height: target.minimum,
        alignItems: "center",
        justifyContent: "center",
      }}
    >
      <Icon color={colors[tone]} size={iconSize.md} aria-hidden />
    </Pressable>
  );
}
