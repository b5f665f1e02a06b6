import { useLocalSearchParams, useRouter } from "expo-router";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { Section } from "@/design/screen";
import { Pet } from "@/pets/screens/pet";
import { VisitRow } from "@/scheduling/components/visit-row";
import { useUpcomingVisits } from "@/scheduling/use-visits";
import { useGoBack } from "@/shell/navigation";
import { useNow } from "@/time/use-now";

const A_MINUTE = 60_000;

export default function PetRoute() {
  const router = useRouter();
  const goBack = useGoBack();
  const { petId } = useLocalSearchParams<{ petId: string }>();
  return (
    <Pet
      petId={petId}
      visits={<PlannedVisits petId={petId} onOpen={(id) => router.push(`/visits/${id}`)} />}
      onBook={() => router.push({ pathname: "/book", params: { pet: petId } })}
      onOpen={(page) => router.push(`/pets/${petId}/${page}`)}
      onEdit={() => router.push(`/pets/${petId}/edit`)}
      onBack={goBack}
    />
  );
}

function PlannedVisits({ petId, onOpen }: { petId: string; onOpen: (appointmentId: string) => void }) {
  const { t } = useTranslation("scheduling");
  const now = useNow(A_MINUTE);
  const { visits } = useUpcomingVisits();
  const planned = visits?.filter((visit) => visit.pet_id === petId) ?? [];
  if (planned.length === 0) return null;
  return (
    <Section title={t("upcoming")}>
      <View>
        {planned.map((visit) => (
          <VisitRow key={visit.id} visit={visit} now={now} onOpen={() => onOpen(visit.id)} />
        ))}
      </View>
    </Section>
  );
}
