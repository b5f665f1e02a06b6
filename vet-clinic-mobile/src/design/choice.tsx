/** One of several: as rows when each needs a sentence, as chips when a word is enough, as segments when there are two or three. */
import { Check } from "./icons";
import type { ReactNode } from "react";
import { View } from "react-native";
import { Pressable } from "./pressable";
import { Text } from "./text";
import { useTheme } from "./theme";
import { icon, radius, space, stroke, target } from "./tokens";

interface ChoiceGroupProps {
  label: string;
  children: ReactNode;
}

export function ChoiceGroup({ label, children }: ChoiceGroupProps) {
  return (
    <View role="radiogroup" aria-label={label} style={{ gap: space.sm }}>
      {children}
    </View>
  );
}

interface ChoiceRowProps {
  title: string;
  detail?: string;
  isChosen: boolean;
  isDisabled?: boolean;
  leading?: ReactNode;
  isSerif?: boolean;
  onChoose: () => void;
}

export function ChoiceRow({
  title,
  detail,
  isChosen,
  isDisabled,
  leading,
  isSerif = false,
  onChoose,
}: ChoiceRowProps) {
  const { colors } = useTheme();
  return (
    <Pressable
      role="radio"
      aria-checked={isChosen}
      aria-label={detail === undefined ? title : `${title}, ${detail}`}
      disabled={isDisabled}
      onPress={onChoose}
      style={{
        flexDirection: "row",
        alignItems: "center",
        gap: space.lg,
        minHeight: target.primary,
        paddingHorizontal: space.lg,
        paddingVertical: space.md,
        backgroundColor: isChosen ? colors.greenWash : colors.surface,
        borderWidth: isChosen ? stroke.strong : stroke.hair,
        margin: isChosen ? 0 : stroke.hair,
        borderColor: isChosen ? colors.green : colors.line,
      }}
    >
      {leading}
      <View style={{ flex: 1 }}>
        <Text
          serif={isSerif}
          size={isSerif ? "lg" : "base"}
          strong={!isSerif}
          tone={isDisabled ? "taken" : "ink"}
        >
          {title}
        </Text>
        {detail === undefined ? null : (
          <Text size="sm" tone={isDisabled ? "taken" : "inkSoft"}>
            {detail}
          </Text>
        )}
      </View>
      <View style={{ width: icon.md }}>
        {isChosen ? <Check color={colors.green} size={icon.md} aria-hidden /> : null}
      </View>
    </Pressable>
  );
}

interface ChipProps {
  label: string;
  isChosen: boolean;
  onChoose: () => void;
}

export function Chip({ label, isChosen, onChoose }: ChipProps) {
  const { colors } = useTheme();
  return (
    <Pressable
      role="radio"
      aria-checked={isChosen}
      aria-label={label}
      onPress={onChoose}
      style={{
        flexDirection: "row",
        alignItems: "center",
        gap: space.xs,
        paddingHorizontal: space.lg,
        borderRadius: radius.full,
        borderWidth: stroke.hair,
        borderColor: isChosen ? colors.green : colors.line,
        backgroundColor: isChosen ? colors.green : colors.surface,
      }}
    >
      {isChosen ? <Check color={colors.onGreen} size={icon.sm} aria-hidden /> : null}
      <Text size="sm" strong={isChosen} tone={isChosen ? "onGreen" : "ink"}>
        {label}
      </Text>
    </Pressable>
  );
}

interface SegmentsProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

export function Segments<Value extends string>({ label, value, options, onChange }: SegmentsProps<Value>) {
  const { colors } = useTheme();
  return (
    <View
      role="radiogroup"
      aria-label={label}
      style={{
        flexDirection: "row",
        backgroundColor: colors.sunk,
        borderRadius: radius.control,
        padding: space.hair,
        gap: space.hair,
      }}
    >
      {options.map((option) => {
        const isChosen = option.value === value;
        return (
          <Pressable
            key={option.value}
            role="radio"
            aria-checked={isChosen}
            aria-label={option.label}
            onPress={() => onChange(option.value)}
            style={{
              flex: 1,
              alignItems: "center",
              justifyContent: "center",
              paddingHorizontal: space.sm,
              backgroundColor: isChosen ? colors.raised : "transparent",
              borderWidth: stroke.hair,
              borderColor: isChosen ? colors.lineStrong : "transparent",
            }}
          >
            <Text size="sm" strong={isChosen} tone={isChosen ? "ink" : "inkSoft"} align="center">
              {option.label}
            </Text>
          </Pressable>
        );
      })}
    </View>
  );
}
