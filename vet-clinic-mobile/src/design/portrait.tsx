/** A pet without a photo: its species, drawn, on the pet's own tint. */
import { View } from "react-native";
import type { SpeciesName } from "./figures";
import { Silhouette } from "./silhouette";
import { useTheme } from "./theme";
import { portrait, radius } from "./tokens";

interface PortraitProps {
  /** The pet's id: it decides the tint. */
  id: string;
  species: SpeciesName;
  size?: keyof typeof portrait;
}

export function Portrait({ id, species, size = "md" }: PortraitProps) {
  const { tintOf } = useTheme();
  const { wash, mark } = tintOf(id);
  const edge = portrait[size];
  return (
    <View
      style={{
        width: edge,
        height: edge,
        borderRadius: radius.full,
        backgroundColor: wash,
        overflow: "hidden",
        alignItems: "center",
        justifyContent: "flex-end",
      }}
    >
      <Silhouette species={species} size={edge * 0.86} mark={mark} wash={wash} />
    </View>
  );
}
