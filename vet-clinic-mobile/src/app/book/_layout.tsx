import { Stack } from "expo-router";
import { useTheme } from "@/design/theme";

export default function BookLayout() {
  const { colors, isMotionReduced } = useTheme();
  return (
    <Stack
      screenOptions={{
        headerShown: false,
        contentStyle: { backgroundColor: colors.paper },
        animation: isMotionReduced ? "none" : "default",
      }}
    />
  );
}
