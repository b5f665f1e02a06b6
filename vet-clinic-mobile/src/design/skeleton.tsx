/** The shape of what is coming, breathing slowly; still when motion is unwelcome. Announced once, as a sentence. */
import { useEffect, useState } from "react";
import { Animated, Platform, View, type DimensionValue } from "react-native";
import { useTheme } from "./theme";
import { motion, radius, space } from "./tokens";

interface BoneProps {
  height: number;
  width?: DimensionValue;
}

export function Bone({ height, width = "100%" }: BoneProps) {
  const { colors, isMotionReduced } = useTheme();
  const [opacity] = useState(() => new Animated.Value(1));
  useEffect(() => {
    if (isMotionReduced) return;
    const half = { duration: motion.breath / 2, useNativeDriver: Platform.OS !== "web" };
    const breathing = Animated.loop(
      Animated.sequence([
        Animated.timing(opacity, { toValue: 0.5, ...half }),
        Animated.timing(opacity, { toValue: 1, ...half }),
      ]),
    );
    breathing.start();
    return () => breathing.stop();
  }, [isMotionReduced, opacity]);
  return (
    <Animated.View
      style={{ height, width, opacity, backgroundColor: colors.sunk, borderRadius: radius.control }}
    />
  );
}

/** `label` is what a screen reader hears while the rows are on their way. */
export function SkeletonRows({
  label,
  rows = 3,
  height = 72,
}: {
  label: string;
  rows?: number;
  height?: number;
}) {
  return (
    <View role="status" aria-label={label} aria-busy style={{ gap: space.md }}>
      {Array.from({ length: rows }, (_, index) => (
        <Bone key={index} height={height} />
      ))}
    </View>
  );
}
