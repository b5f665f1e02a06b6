/** First question: which clinic? */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { ProblemNotice } from "@/api/problem-notice";
import { Row } from "@/design/card";
import { Field } from "@/design/field";
import { Empty } from "@/design/notice";
import { Screen } from "@/design/screen";
import { SkeletonRows } from "@/design/skeleton";
import { Text } from "@/design/text";
import { useSettled } from "@/time/use-settled";
import type { Species } from "@/api/generated.gen";
import { useListClinicsQuery, type ClinicSummary } from "../api";
import { addressText } from "../components/clinic-contact";

interface ClinicStepProps {
  overline: string;
  species: Species | undefined;
  onPick: (clinicId: string) => void;
  onBack: () => void;
}

export function ClinicStep({ overline, species, onPick, onBack }: ClinicStepProps) {
  const { t } = useTranslation("clinics");
  const { t: ground } = useTranslation();
  const [words, setWords] = useState("");
  const query = useSettled(words.trim());
  const clinics = useListClinicsQuery({
    q: query === "" ? null : query,
    species: species ?? null,
    limit: 50,
  });
  return (
    <Screen overline={overline} title={t("choose_title")} back={{ label: ground("back"), onPress: onBack }}>
      <Field
        label={t("search")}
        value={words}
        onChangeText={setWords}
        inputMode="search"
        autoCorrect={false}
      />
      {clinics.isError ? (
        <ProblemNotice error={clinics.error} onRetry={() => void clinics.refetch()} />
      ) : clinics.data === undefined ? (
        <SkeletonRows label={t("loading")} rows={3} height={96} />
      ) : clinics.data.items.length === 0 ? (
        <Empty title={t("none_title")} detail={t("none_detail")} />
      ) : (
        <View>
          {clinics.data.items.map((clinic) => (
            <ClinicRow key={clinic.id} clinic={clinic} onPick={() => onPick(clinic.id)} />
          ))}
        </View>
      )}
    </Screen>
  );
}

function ClinicRow({ clinic, onPick }: { clinic: ClinicSummary; onPick: () => void }) {
  const { t } = useTranslation("clinics");
  return (
    <Row
      label={[clinic.name, addressText(clinic), clinic.is_booking_paused ? t("paused") : ""]
        .filter(Boolean)
        .join(", ")}
      isDisabled={clinic.is_booking_paused}
      onPress={onPick}
    >
      <Text strong>{clinic.name}</Text>
      <Text size="sm" tone="inkSoft">
        {addressText(clinic)}
      </Text>
      {clinic.description === "" ? null : (
        <Text size="sm" tone="inkSoft" numberOfLines={2}>
          {clinic.description}
        </Text>
      )}
      {clinic.is_booking_paused ? (
        <Text size="sm" tone="due">
          {t("paused")}
        </Text>
      ) : null}
    </Row>
  );
}
