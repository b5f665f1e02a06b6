/** The breed, from the list of its species: a sheet to search in, since some species have hundreds. */
import { ChevronDown, Search } from "@/design/icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { Row } from "@/design/card";
import { Field } from "@/design/field";
import { Pressable } from "@/design/pressable";
import { Sheet } from "@/design/sheet";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { icon, space, stroke, target } from "@/design/tokens";
import { useListBreedsQuery, type Pet } from "../api";

interface BreedFieldProps {
  species: Pet["species"];
  breedId: string | null;
  onChange: (breedId: string | null) => void;
}

const SHOWN_AT_ONCE = 40;

export function BreedField({ species, breedId, onChange }: BreedFieldProps) {
  const { t } = useTranslation("pets");
  const { t: ground } = useTranslation();
  const { colors } = useTheme();
  const [isOpen, setOpen] = useState(false);
  const [words, setWords] = useState("");
  const { data } = useListBreedsQuery({ species });
  const breeds = data?.items ?? [];
  if (data !== undefined && breeds.length === 0) return null;
  const chosen = breeds.find(({ id }) => id === breedId)?.name ?? t("breed_none");
  const sought = words.trim().toLocaleLowerCase();
  const found = breeds
    .filter(({ name }) => name.toLocaleLowerCase().includes(sought))
    .slice(0, SHOWN_AT_ONCE);
  const choose = (id: string | null) => {
    onChange(id);
    setOpen(false);
    setWords("");
  };
  return (
    <View style={{ gap: space.xs }}>
      <Text size="sm" strong>
        {t("breed")}
      </Text>
      <Pressable
        role="button"
        aria-label={`${t("breed")}: ${chosen}`}
        aria-expanded={isOpen}
        onPress={() => setOpen(true)}
        style={{
          minHeight: target.primary,
          flexDirection: "row",
          alignItems: "center",
          justifyContent: "space-between",
          paddingHorizontal: space.lg,
          borderWidth: stroke.hair,
          borderColor: colors.lineStrong,
          backgroundColor: colors.surface,
        }}
      >
        <Text style={{ flexShrink: 1 }}>{chosen}</Text>
        <ChevronDown color={colors.inkSoft} size={icon.md} aria-hidden />
      </Pressable>
      <Sheet isOpen={isOpen} title={t("breed")} closeLabel={ground("close")} onClose={() => setOpen(false)}>
        <Field
          icon={Search}
          label={t("breed_search")}
          value={words}
          onChangeText={setWords}
          inputMode="search"
          autoCorrect={false}
        />
        <View>
          <Row onPress={() => choose(null)} trailing={<View />}>
            <Text tone="inkSoft">{t("breed_none")}</Text>
          </Row>
          {found.map(({ id, name }) => (
            <Row key={id} onPress={() => choose(id)} trailing={<View />}>
              <Text>{name}</Text>
            </Row>
          ))}
        </View>
      </Sheet>
    </View>
  );
}
