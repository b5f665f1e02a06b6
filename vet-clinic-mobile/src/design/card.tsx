/** A box: only for things that can be picked up. Everything else is separated by space and hairlines. */
import { ChevronRight } from "./icons";
import type { ReactNode } from "react";
import { Platform, View, type StyleProp, type ViewStyle } from "react-native";
import { Pressable } from "./pressable";
import { useTheme } from "./theme";
import { icon, radius, space, stroke, target } from "./tokens";

interface CardProps {
  children: ReactNode;
  onPress?: () => void;
  style?: StyleProp<ViewStyle>;
}

export function Card({ children, onPress, style }: CardProps) {
  const { colors } = useTheme();
  const look: ViewStyle = {
    backgroundColor: colors.surface,
    borderColor: colors.line,
    borderWidth: stroke.hair,
    borderRadius: radius.control,
    padding: space.lg,
  };
  if (onPress === undefined) return <View style={[look, style]}>{children}</View>;
  return (
    <Pressable role="button" onPress={onPress} style={[look, style]}>
      {children}
    </Pressable>
  );
}

interface RowProps {
  onPress?: () => void;
  leading?: ReactNode;
  trailing?: ReactNode;
  children: ReactNode;
}

/** One line of a list, with a hairline below it. Its words are its name: no label repeats or replaces them. */
export function Row({ onPress, leading, trailing, children }: RowProps) {
  const { colors } = useTheme();
  const look: ViewStyle = {
    flexDirection: "row",
    alignItems: "center",
    gap: space.lg,
    minHeight: target.primary + space.lg,
    paddingVertical: space.md,
    borderBottomWidth: stroke.hair,
    borderBottomColor: colors.line,
    borderRadius: 0,
  };
  const inside = (
    <>
      {leading}
      <View style={{ flex: 1, gap: space.hair }}>{children}</View>
      {trailing ??
        (onPress === undefined ? null : <ChevronRight color={colors.inkSoft} size={icon.sm} aria-hidden />)}
    </>
  );
  if (onPress === undefined) return <View style={look}>{inside}</View>;
  return (
    <Pressable role="button" onPress={onPress} style={look}>
      {inside}
    </Pressable>
  );
}

/** A soft lift for the few things that float above the page. */
export function liftOf(shadow: string): ViewStyle {
  if (Platform.OS === "web") return { boxShadow: `0 6px 20px ${shadow}` };
  return {
    shadowColor: shadow,
    shadowOpacity: 1,
    shadowRadius: 12,
    shadowOffset: { width: 0, height: 4 },
    elevation: 3,
  };
}
