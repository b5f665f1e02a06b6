/**
 * On or off, told by a word beside the knob as well: never by colour or side alone. The whole line is the target, and its words
 * are its name, so that what is agreed to is heard with the question.
 */
import type { ReactNode } from "react";
import { View } from "react-native";
import { Pressable } from "./pressable";
import { Text } from "./text";
import { useTheme } from "./theme";
import { radius, space, stroke, target } from "./tokens";

export interface SwitchProps {
  label: string;
  isOn: boolean;
  words: { on: string; off: string };
  onChange: (isOn: boolean) => void;
  /** On its way: it keeps its side and cannot be pressed twice. */
  isBusy?: boolean;
  children?: ReactNode;
}

const KNOB = space.xxl;

export function Switch({ label, isOn, words, onChange, isBusy = false, children }: SwitchProps) {
  const { colors } = useTheme();
  return (
    <Pressable
      role="switch"
      aria-checked={isOn}
      aria-busy={isBusy}
      disabled={isBusy}
      onPress={() => onChange(!isOn)}
      style={{
        flexDirection: "row",
        alignItems: "center",
        gap: space.lg,
        minHeight: target.primary,
        paddingVertical: space.sm,
      }}
    >
      <View style={{ flex: 1, gap: space.hair }}>
        <Text strong>{label}</Text>
        {children}
      </View>
      <View aria-hidden style={{ alignItems: "center", gap: space.hair }}>
        <View
          style={{
            width: KNOB * 2,
            padding: space.hair,
            borderRadius: radius.full,
            borderWidth: stroke.hair,
            borderColor: isOn ? colors.green : colors.lineStrong,
            backgroundColor: isOn ? colors.green : colors.sunk,
            alignItems: isOn ? "flex-end" : "flex-start",
          }}
        >
          <View
            style={{
              width: KNOB - space.xs,
              height: KNOB - space.xs,
              borderRadius: radius.full,
              backgroundColor: isOn ? colors.onGreen : colors.lineStrong,
            }}
          />
        </View>
        <Text size="xs" tone={isOn ? "green" : "inkSoft"} strong={isOn}>
          {isOn ? words.on : words.off}
        </Text>
      </View>
    </Pressable>
  );
}
