/** A state in a word, with a sign and a colour of its own; never the colour alone. */
import type { LucideIcon } from "./icons";
import { View } from "react-native";
import { Text } from "./text";
import { useTheme } from "./theme";
import { icon, radius, space, type ColorName } from "./tokens";

interface BadgeProps {
  sign: LucideIcon;
  label: string;
  tone: ColorName;
  wash: ColorName;
}

export function Badge({ sign: Sign, label, tone, wash }: BadgeProps) {
  const { colors } = useTheme();
  return (
    <View
      style={{
        flexDirection: "row",
        alignItems: "center",
        alignSelf: "flex-start",
        gap: space.xs,
        paddingHorizontal: space.md,
        paddingVertical: space.xs,
        borderRadius: radius.full,
        backgroundColor: colors[wash],
      }}
    >
      <Sign color={colors[tone]} size={icon.sm} aria-hidden />
      <Text size="xs" strong style={{ color: colors[tone] }}>
        {label}
      </Text>
    </View>
  );
}
