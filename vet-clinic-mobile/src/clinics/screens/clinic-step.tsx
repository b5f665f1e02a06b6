/** First question: which clinic? */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { ProblemNotice } from "@/api/problem-notice";
import { Search } from "@/design/icons";
import { Button } from "@/design/button";
import { Row } from "@/design/card";
import { Field } from "@/design/field";
import { Empty } from "@/design/notice";
import { Screen } from "@/design/screen";
import { SkeletonRows } from "@/design/skeleton";
import { Silhouette } from "@/design/silhouette";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { icon, space } from "@/design/tokens";
import { useSettled } from "@/time/use-settled";
import type { Species } from "@/api/generated.gen";
import { useFindClinicsInfiniteQuery, type ClinicSummary } from "../api";
import { addressText } from "../components/clinic-contact";

interface ClinicStepProps {
  overline: string;
  progress: { step: number; count: number };
  species: Species | undefined;
  onPick: (clinicId: string) => void;
  onBack: () => void;
}

export function ClinicStep({ overline, progress, species, onPick, onBack }: ClinicStepProps) {
  const { t } = useTranslation("clinics");
  const { t: ground } = useTranslation();
  const [words, setWords] = useState("");
  const sought = useSettled(words.trim());
  const clinics = useFindClinicsInfiniteQuery({ words: sought, species });
  const found = clinics.data?.pages.flatMap((page) => page.items);
  return (
    <Screen
      overline={overline}
      progress={progress}
      title={t("choose_title")}
      back={{ label: ground("back"), onPress: onBack }}
    >
      <Field
        icon={Search}
        label={t("search")}
        value={words}
        onChangeText={setWords}
        inputMode="search"
        autoCorrect={false}
      />
      {clinics.isError ? (
        <ProblemNotice error={clinics.error} onRetry={() => void clinics.refetch()} />
      ) : found === undefined ? (
        <SkeletonRows label={t("loading")} rows={3} height={96} />
      ) : found.length === 0 ? (
        <Empty title={t("none_title")} detail={t("none_detail")} />
      ) : (
        <View>
          {found.map((clinic) => (
            <ClinicRow key={clinic.id} clinic={clinic} onPick={() => onPick(clinic.id)} />
          ))}
        </View>
      )}
      {clinics.hasNextPage ? (
        <Button
          label={ground("more")}
          isBusy={clinics.isFetchingNextPage}
          onPress={() => void clinics.fetchNextPage()}
        />
      ) : null}
    </Screen>
  );
}

function ClinicRow({ clinic, onPick }: { clinic: ClinicSummary; onPick: () => void }) {
  const { t } = useTranslation("clinics");
  return (
    <Row onPress={clinic.is_booking_paused ? undefined : onPick}>
      <Text strong>{clinic.name}</Text>
      <Text size="sm" tone="inkSoft">
        {addressText(clinic)}
      </Text>
      {clinic.is_booking_paused ? (
        <Text size="sm" tone="due">
          {t("paused")}
        </Text>
      ) : null}
      <Treats species={clinic.species} />
    </Row>
  );
}

/** Which animals are seen here: drawn for the eye, named for the ear. */
function Treats({ species }: Pick<ClinicSummary, "species">) {
  const { t } = useTranslation();
  const { colors } = useTheme();
  return (
    <View
      role="img"
      aria-label={species.map((name) => t(`species.${name}`)).join(", ")}
      style={{ flexDirection: "row", flexWrap: "wrap", gap: space.sm, marginTop: space.xs }}
    >
      {species.map((name) => (
        <Silhouette key={name} species={name} size={icon.lg} mark={colors.inkSoft} wash={colors.paper} />
      ))}
    </View>
  );
}
