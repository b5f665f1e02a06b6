/** "Who saw my pet's data?" A calm line through the days, latest first. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { Button } from "@/design/button";
import { Row } from "@/design/card";
import { CalendarDays, Eye, FileText, Pencil, Siren, type LucideIcon } from "@/design/icons";
import { Empty } from "@/design/notice";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { icon } from "@/design/tokens";
import { useMoment } from "@/i18n/use-moment";
import { useListPetAccessQuery, type Pet, type PetAccessEntry } from "../api";
import { AboutPet, Waiting } from "../components/about-pet";
import { useAccessSentence } from "../use-access-sentence";

const SIGNS: Readonly<Record<string, LucideIcon>> = {
  opened: Eye,
  changed: Pencil,
  booked: CalendarDays,
  rescheduled: CalendarDays,
};
const PAGE = 20;

export function WhoSaw({ petId, onBack }: { petId: string; onBack: () => void }) {
  const { t } = useTranslation("pets");
  return (
    <AboutPet petId={petId} title={t("access.title")} onBack={onBack}>
      {(pet) => (
        <View>
          <LogPage pet={pet} />
        </View>
      )}
    </AboutPet>
  );
}

function LogPage({ pet, after }: { pet: Pet; after?: string }) {
  const { t } = useTranslation("pets");
  const { t: ground } = useTranslation();
  const [showsMore, setShowsMore] = useState(false);
  const { data, error, refetch } = useListPetAccessQuery({ petId: pet.id, limit: PAGE, after });
  if (data === undefined) return <Waiting error={error} onRetry={refetch} />;
  if (after === undefined && data.items.length === 0)
    return <Empty title={t("access.none", { pet: pet.name })} detail={t("access.none_advice")} />;
  return (
    <>
      {data.items.map((entry, index) => (
        <Entry key={`${entry.at}-${index}`} pet={pet} entry={entry} />
      ))}
      {data.next === null ? null : showsMore ? (
        <LogPage pet={pet} after={data.next} />
      ) : (
        <Button voice="quiet" label={ground("more")} onPress={() => setShowsMore(true)} />
      )}
    </>
  );
}

function Entry({ pet, entry }: { pet: Pet; entry: PetAccessEntry }) {
  const { t } = useTranslation("pets");
  const { colors } = useTheme();
  const { moment } = useMoment();
  const sentence = useAccessSentence(pet);
  const isEmergency = entry.acting_as.includes("system_administrator");
  const Sign = isEmergency ? Siren : (SIGNS[entry.action] ?? FileText);
  const facts = [
    moment(entry.at),
    isEmergency ? t("access.emergency") : null,
    entry.reason_given ? t("access.reason_given") : null,
  ];
  return (
    <Row leading={<Sign color={isEmergency ? colors.alert : colors.green} size={icon.md} aria-hidden />}>
      <Text>{sentence(entry)}</Text>
      <Text size="sm" tone="inkSoft" tabular>
        {facts.filter(Boolean).join(" · ")}
      </Text>
    </Row>
  );
}
