/** Third question: a certain vet, or whoever is free first? */
import { UsersRound } from "@/design/icons";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { ProblemNotice } from "@/api/problem-notice";
import { Row } from "@/design/card";
import { Screen } from "@/design/screen";
import { SkeletonRows } from "@/design/skeleton";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { icon, portrait, radius } from "@/design/tokens";
import { languageName } from "@/i18n/language-names";
import { useListVeterinariansQuery, type Veterinarian } from "../api";

interface VeterinarianStepProps {
  clinicId: string;
  /** Who offers the service. Undefined until that is known. */
  offeredBy: readonly string[] | undefined;
  /** Why that is not known. */
  problem: unknown;
  words: {
    overline: string;
    title: string;
    subtitle: string | undefined;
    anyone: string;
    anyoneDetail: string;
  };
  progress: { step: number; count: number };
  onPick: (veterinarianId: string | null) => void;
  onBack: () => void;
}

export function VeterinarianStep({
  clinicId,
  offeredBy,
  problem,
  words,
  progress,
  ...rest
}: VeterinarianStepProps) {
  const { onPick, onBack } = rest;
  const { t } = useTranslation("clinics");
  const { t: ground, i18n } = useTranslation();
  const { colors } = useTheme();
  const vets = useListVeterinariansQuery({ clinicId });
  const offering = vets.data?.items.filter(({ id }) => offeredBy?.includes(id));
  return (
    <Screen
      overline={words.overline}
      progress={progress}
      title={words.title}
      subtitle={words.subtitle}
      back={{ label: ground("back"), onPress: onBack }}
    >
      {problem !== undefined ? (
        <ProblemNotice error={problem} />
      ) : vets.isError ? (
        <ProblemNotice error={vets.error} onRetry={() => void vets.refetch()} />
      ) : offering === undefined || offeredBy === undefined ? (
        <SkeletonRows label={t("loading")} rows={3} />
      ) : (
        <View>
          <Row
            onPress={() => onPick(null)}
            leading={
              <View style={[disc, { backgroundColor: colors.greenWash }]}>
                <UsersRound color={colors.green} size={icon.md} aria-hidden />
              </View>
            }
          >
            <Text strong>{words.anyone}</Text>
            <Text size="sm" tone="inkSoft">
              {words.anyoneDetail}
            </Text>
          </Row>
          {offering.map((vet) => {
            const speaks = vet.languages.map((code) => languageName(code, i18n.language)).join(", ");
            return (
              <Row key={vet.id} onPress={() => onPick(vet.id)} leading={<Monogram vet={vet} />}>
                <Text strong>{vet.display_name}</Text>
                {vet.biography === null || vet.biography === "" ? null : (
                  <Text size="sm">{vet.biography}</Text>
                )}
                {speaks === "" ? null : (
                  <Text size="sm" tone="inkSoft">
                    {speaks}
                  </Text>
                )}
              </Row>
            );
          })}
        </View>
      )}
    </Screen>
  );
}

const disc = {
  width: portrait.sm,
  height: portrait.sm,
  borderRadius: radius.full,
  alignItems: "center",
  justifyContent: "center",
} as const;

function Monogram({ vet }: { vet: Veterinarian }) {
  const { tintOf } = useTheme();
  const { wash, mark } = tintOf(vet.id);
  const names = vet.display_name.replace(/^(Dr|Prof)\.?\s+/, "").split(/\s+/);
  const letters = `${names[0]?.[0] ?? ""}${names.length > 1 ? (names.at(-1)?.[0] ?? "") : ""}`;
  return (
    <View style={[disc, { backgroundColor: wash }]} aria-hidden>
      <Text serif style={{ color: mark }}>
        {letters}
      </Text>
    </View>
  );
}
