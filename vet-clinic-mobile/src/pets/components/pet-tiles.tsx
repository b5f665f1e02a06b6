/** All one's pets side by side, for the start page. */
import { Plus } from "@/design/icons";
import { useTranslation } from "react-i18next";
import { ScrollView, View } from "react-native";
import { ProblemNotice } from "@/api/problem-notice";
import { Portrait } from "@/design/portrait";
import { Pressable } from "@/design/pressable";
import { Bone } from "@/design/skeleton";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { icon, portrait, radius, space, stroke } from "@/design/tokens";
import { useListPetsQuery } from "../api";

interface PetTilesProps {
  onOpen: (petId: string) => void;
  onAdd: () => void;
}

const TILE_WIDTH = 88;

export function PetTiles({ onOpen, onAdd }: PetTilesProps) {
  const { t } = useTranslation("pets");
  const { colors } = useTheme();
  const { data, isError, error, refetch } = useListPetsQuery({ limit: 100 });
  if (data === undefined) {
    if (isError) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
    return (
      <View role="status" aria-label={t("loading")}>
        <Bone height={portrait.md + space.xxxl} />
      </View>
    );
  }
  const living = data.items.filter((pet) => pet.deceased_on === null);
  return (
    <ScrollView
      horizontal
      showsHorizontalScrollIndicator={false}
      style={{ marginHorizontal: -space.xl }}
      contentContainerStyle={{ paddingHorizontal: space.lg, paddingVertical: space.xs, gap: space.xs }}
    >
      {living.map((pet) => (
        <Pressable key={pet.id} role="link" aria-label={pet.name} onPress={() => onOpen(pet.id)} style={tile}>
          <Portrait id={pet.id} species={pet.species} />
          <Text serif align="center" numberOfLines={1}>
            {pet.name}
          </Text>
        </Pressable>
      ))}
      <Pressable role="link" aria-label={t("add")} onPress={onAdd} style={tile}>
        <View
          style={{
            width: portrait.md,
            height: portrait.md,
            borderRadius: radius.full,
            borderWidth: stroke.hair,
            borderStyle: "dashed",
            borderColor: colors.lineStrong,
            alignItems: "center",
            justifyContent: "center",
          }}
        >
          <Plus color={colors.inkSoft} size={icon.md} aria-hidden />
        </View>
        <Text size="sm" tone="inkSoft" align="center">
          {t("add")}
        </Text>
      </Pressable>
    </ScrollView>
  );
}

const tile = { width: TILE_WIDTH, alignItems: "center", gap: space.xs, padding: space.xs } as const;
