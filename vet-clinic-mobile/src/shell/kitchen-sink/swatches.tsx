/** Every colour by its name. */
import { View } from "react-native";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { radius, space, stroke, target, type ColorName } from "@/design/tokens";

export function Swatches() {
  const { colors } = useTheme();
  return (
    <View style={{ flexDirection: "row", flexWrap: "wrap", gap: space.sm }}>
      {(Object.keys(colors) as ColorName[]).map((name) => (
        <View key={name} style={{ width: target.primary * 1.7, gap: space.hair }}>
          <View
            style={{
              height: target.minimum,
              borderRadius: radius.control,
              backgroundColor: colors[name],
              borderWidth: stroke.hair,
              borderColor: colors.line,
            }}
          />
          <Text size="xs">{name}</Text>
        </View>
      ))}
    </View>
  );
}
