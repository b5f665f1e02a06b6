/** A labelled place to type. The label stays visible, the error says what to do and is announced. */
import { CircleAlert, type LucideIcon } from "./icons";
import { useId, useState } from "react";
import { TextInput, View, type TextInputProps } from "react-native";
import { Text } from "./text";
import { useTheme } from "./theme";
import { fonts, icon, radius, space, stroke, target, type } from "./tokens";

export interface FieldProps extends Omit<TextInputProps, "style" | "placeholderTextColor"> {
  label: string;
  hint?: string;
  error?: string | null;
  icon?: LucideIcon;
}

export function Field({ label, hint, error = null, icon: Icon, multiline = false, ...rest }: FieldProps) {
  const { colors } = useTheme();
  const [isFocused, setFocused] = useState(false);
  const id = useId();
  const border = error === null ? (isFocused ? colors.green : colors.lineStrong) : colors.alert;
  return (
    <View style={{ gap: space.xs }}>
      <Text size="sm" strong nativeID={`${id}-label`}>
        {label}
      </Text>
      <View style={{ justifyContent: "center" }}>
        <TextInput
          {...rest}
          aria-label={label}
          aria-describedby={hint === undefined && error === null ? undefined : `${id}-hint`}
          aria-invalid={error !== null}
          multiline={multiline}
          placeholderTextColor={colors.inkSoft}
          onFocus={(event) => {
            setFocused(true);
            rest.onFocus?.(event);
          }}
          onBlur={(event) => {
            setFocused(false);
            rest.onBlur?.(event);
          }}
          style={[
            type.base,
            {
              fontFamily: fonts.sans,
              color: colors.ink,
              backgroundColor: colors.surface,
              minHeight: multiline ? target.primary * 2 : target.primary,
              paddingHorizontal: space.lg,
              paddingVertical: space.md,
              borderWidth: stroke.hair,
              borderColor: border,
              borderRadius: radius.control,
              textAlignVertical: multiline ? "top" : "center",
              outlineWidth: isFocused ? stroke.hair : 0,
              outlineColor: border,
              outlineStyle: "solid",
            },
            Icon === undefined ? null : { paddingLeft: space.lg + icon.md + space.sm },
          ]}
        />
        {Icon === undefined ? null : (
          <View style={{ position: "absolute", left: space.lg, pointerEvents: "none" }}>
            <Icon color={colors.inkSoft} size={icon.md} aria-hidden />
          </View>
        )}
      </View>
      {error === null ? (
        hint === undefined ? null : (
          <Text size="xs" tone="inkSoft" nativeID={`${id}-hint`}>
            {hint}
          </Text>
        )
      ) : (
        <View style={{ flexDirection: "row", gap: space.xs, alignItems: "center" }} role="alert">
          <CircleAlert color={colors.alert} size={icon.sm} aria-hidden />
          <Text size="sm" tone="alert" nativeID={`${id}-hint`} style={{ flexShrink: 1 }}>
            {error}
          </Text>
        </View>
      )}
    </View>
  );
}
