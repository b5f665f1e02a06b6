/** The four places of the app, within reach of the thumb. */
import { CalendarDays, House, PawPrint, UserRound, type LucideIcon } from "@/design/icons";
import { forwardRef } from "react";
import { View } from "react-native";
import { useSafeAreaInsets } from "react-native-safe-area-context";
import { Pressable, type PressableProps } from "@/design/pressable";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { icon, measure, radius, space, stroke, target } from "@/design/tokens";
import type { ReactNode } from "react";

export const PLACES = [
  { name: "home", href: "/", icon: House },
  { name: "visits", href: "/visits", icon: CalendarDays },
  { name: "pets", href: "/pets", icon: PawPrint },
  { name: "profile", href: "/profile", icon: UserRound },
] as const;

export type Place = (typeof PLACES)[number]["name"];

export function TabBar({ label, children }: { label: string; children: ReactNode }) {
  const { colors } = useTheme();
  const insets = useSafeAreaInsets();
  return (
    <View
      role="navigation"
      aria-label={label}
      style={{
        backgroundColor: colors.surface,
        borderTopWidth: stroke.hair,
        borderTopColor: colors.line,
        paddingBottom: insets.bottom,
        alignItems: "center",
      }}
    >
      <View
        style={{ flexDirection: "row", width: "100%", maxWidth: measure.column, paddingHorizontal: space.sm }}
      >
        {children}
      </View>
    </View>
  );
}

interface TabProps extends Omit<PressableProps, "children"> {
  icon: LucideIcon;
  label: string;
  isFocused?: boolean;
  href?: string;
}

/** Given its `isFocused`, `href` and `onPress` by the router. */
export const Tab = forwardRef<View, TabProps>(function Tab(
  { icon: Icon, label, isFocused = false, onPress, onLongPress, href },
  ref,
) {
  const { colors } = useTheme();
  const tone = isFocused ? "green" : "inkSoft";
  return (
    <View ref={ref} style={{ flex: 1 }}>
      <Pressable
        role="link"
        aria-label={label}
        aria-current={isFocused ? "page" : undefined}
        {...(href === undefined ? {} : { href })}
        onPress={onPress}
        onLongPress={onLongPress}
        style={{
          minHeight: target.primary,
          alignItems: "center",
          justifyContent: "center",
          paddingVertical: space.xs,
        }}
      >
        <View
          style={{
            paddingHorizontal: space.lg,
            paddingVertical: space.hair,
            borderRadius: radius.full,
            backgroundColor: isFocused ? colors.greenWash : "transparent",
          }}
        >
          <Icon color={colors[tone]} size={icon.md} aria-hidden />
        </View>
        <Text size="xs" strong={isFocused} tone={tone} maxFontSizeMultiplier={1.5}>
          {label}
        </Text>
      </Pressable>
    </View>
  );
});
