/** What every touchable thing shares: a large target, a visible focus ring, a calm answer to the finger. */
import { useState, type ReactNode } from "react";
import {
  Pressable as NativePressable,
  type StyleProp,
  type ViewStyle,
  type PressableProps as Native,
} from "react-native";
import { useTheme } from "./theme";
import { radius, stroke, target } from "./tokens";

export interface PressableProps extends Omit<Native, "style" | "children"> {
  style?: StyleProp<ViewStyle>;
  children?: ReactNode;
}

export function Pressable({ style, disabled, children, onFocus, onBlur, ...rest }: PressableProps) {
  const { colors } = useTheme();
  const [isFocused, setFocused] = useState(false);
  return (
    <NativePressable
      {...rest}
      disabled={disabled}
      aria-disabled={disabled ?? undefined}
      onFocus={(event) => {
        setFocused(isKeyboardFocus(event.target));
        onFocus?.(event);
      }}
      onBlur={(event) => {
        setFocused(false);
        onBlur?.(event);
      }}
      style={({ pressed }) => [
        { minHeight: target.minimum, borderRadius: radius.control },
        style,
        pressed ? { opacity: 0.75 } : null,
        isFocused
          ? {
              outlineWidth: stroke.strong,
              outlineStyle: "solid",
              outlineColor: colors.green,
              outlineOffset: 2,
            }
          : { outlineWidth: 0 },
      ]}
    >
      {children}
    </NativePressable>
  );
}

/** On the web a click focuses too; the ring belongs to the keyboard. */
function isKeyboardFocus(node: unknown): boolean {
  const matches = (node as { matches?: (selector: string) => boolean } | null)?.matches;
  return matches === undefined ? false : matches.call(node, ":focus-visible");
}
