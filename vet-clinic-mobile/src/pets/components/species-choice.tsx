/** The kind of animal, drawn. */
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { SPECIES, type SpeciesName } from "@/design/figures";
import { Pressable } from "@/design/pressable";
import { Silhouette } from "@/design/silhouette";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { portrait, space, stroke } from "@/design/tokens";

interface SpeciesChoiceProps {
  chosen: SpeciesName;
  onChoose: (species: SpeciesName) => void;
}

export function SpeciesChoice({ chosen, onChoose }: SpeciesChoiceProps) {
  const { t } = useTranslation("pets");
  const { t: ground } = useTranslation();
  const { colors } = useTheme();
  return (
    <View style={{ gap: space.xs }}>
      <Text size="sm" strong>
        {t("species_label")}
      </Text>
      <View
        role="radiogroup"
        aria-label={t("species_label")}
        style={{ flexDirection: "row", flexWrap: "wrap", gap: space.sm }}
      >
        {SPECIES.map((species) => {
          const isChosen = species === chosen;
          return (
            <Pressable
              key={species}
              role="radio"
              aria-checked={isChosen}
              aria-label={ground(`species.${species}`)}
              onPress={() => onChoose(species)}
              style={{
                flexBasis: "22%",
                flexGrow: 1,
                alignItems: "center",
                justifyContent: "space-between",
                paddingTop: space.sm,
                paddingBottom: space.xs,
                borderWidth: isChosen ? stroke.strong : stroke.hair,
                margin: isChosen ? 0 : stroke.hair,
                borderColor: isChosen ? colors.green : colors.line,
                backgroundColor: isChosen ? colors.greenWash : colors.surface,
              }}
            >
              <Silhouette
                species={species}
                size={portrait.sm}
                mark={isChosen ? colors.green : colors.inkSoft}
                wash={isChosen ? colors.greenWash : colors.surface}
              />
              <Text size="xs" strong={isChosen} align="center">
                {ground(`species.${species}`)}
              </Text>
            </Pressable>
          );
        })}
      </View>
    </View>
  );
}
