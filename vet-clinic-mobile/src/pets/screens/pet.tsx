/** One pet: who it is, and a visit one touch away. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { ProblemNotice } from "@/api/problem-notice";
import { Button } from "@/design/button";
import { Row } from "@/design/card";
import { Portrait } from "@/design/portrait";
import { Fact, Screen, Section } from "@/design/screen";
import { SkeletonRows } from "@/design/skeleton";
import { Text } from "@/design/text";
import { space } from "@/design/tokens";
import { longDay } from "@/time/typed-day";
import { useGetPetQuery, type Pet as PetOut } from "../api";
import { useAgeText, usePetLine } from "../use-pet-line";

interface PetProps {
  petId: string;
  /** What is planned for it, in scheduling's own words. */
  visits: ReactNode;
  onBook: () => void;
  /** A page of its own, by its name. */
  onOpen: (page: "people" | "clinics" | "who-saw") => void;
  onEdit: () => void;
  onBack: () => void;
}

export function Pet({ petId, visits, onBook, onOpen, onEdit, onBack }: PetProps) {
  const { t } = useTranslation("pets");
  const { t: ground } = useTranslation();
  const line = usePetLine();
  const { data: pet, isError, error, refetch } = useGetPetQuery({ petId });
  return (
    <Screen
      title={pet?.name ?? t("title")}
      overline={pet === undefined ? undefined : line(pet)}
      back={{ label: ground("back"), onPress: onBack }}
      footer={
        pet === undefined || pet.deceased_on !== null ? undefined : (
          <Button voice="primary" role="link" label={t("book_for", { name: pet.name })} onPress={onBook} />
        )
      }
    >
      {pet === undefined ? (
        isError ? (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows label={t("loading")} rows={5} />
        )
      ) : (
        <>
          <Portrait id={pet.id} species={pet.species} size="lg" />
          {visits}
          <View>
            <PetFacts pet={pet} />
            <Button
              label={t("edit")}
              role="link"
              onPress={onEdit}
              style={{ alignSelf: "flex-start", marginTop: space.xl }}
            />
          </View>
          <Section title={t("with_whom")}>
            <View>
              <Row onPress={() => onOpen("people")}>
                <Text strong>{t("owners.title")}</Text>
              </Row>
              <Row onPress={() => onOpen("clinics")}>
                <Text strong>{t("shares.title")}</Text>
              </Row>
              <Row onPress={() => onOpen("who-saw")}>
                <Text strong>{t("access.title")}</Text>
              </Row>
            </View>
          </Section>
        </>
      )}
    </Screen>
  );
}

function PetFacts({ pet }: { pet: PetOut }) {
  const { t, i18n } = useTranslation("pets");
  const age = useAgeText();
  const kilograms = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 3 });
  const neutered = pet.is_neutered === null ? null : pet.is_neutered ? t("neutered") : t("not_neutered");
  const born = pet.born_on === null ? null : `${bornText(pet, i18n.language, t)}, ${age(pet.born_on)}`;
  const facts: [string, string | null][] = [
    [t("breed"), pet.breed_name],
    [t("sex_label"), [t(`sex.${pet.sex}`), neutered].filter(Boolean).join(", ")],
    [t("born"), born],
    [t("weight_fact"), pet.weight_grams === null ? null : `${kilograms.format(pet.weight_grams / 1000)} kg`],
    [t("microchip"), pet.microchip_number?.replace(/(\d{3})(?=\d)/g, "$1 ") ?? null],
    [t("color"), pet.color],
    [t("note"), pet.note],
  ];
  return facts.map(([name, value]) =>
    value === null || value === "" ? null : (
      <Fact key={name} name={name}>
        <Text tabular>{value}</Text>
      </Fact>
    ),
  );
}

function bornText(
  { born_on, is_birth_date_estimated }: PetOut,
  locale: string,
  t: ReturnType<typeof useTranslation<"pets">>["t"],
): string {
  const day = born_on ?? "";
  return is_birth_date_estimated ? t("born_about", { year: Number(day.slice(0, 4)) }) : longDay(day, locale);
}
