/** It is done: who comes, when, and what happens next. */
import { CalendarCheck } from "@/design/icons";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { ProblemNotice } from "@/api/problem-notice";
import { Button } from "@/design/button";
import { Portrait } from "@/design/portrait";
import { Screen } from "@/design/screen";
import { SkeletonRows } from "@/design/skeleton";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { icon, space } from "@/design/tokens";
import { useGetAppointmentQuery } from "../api";
import { AddToCalendar } from "../components/add-to-calendar";
import { VisitSummary } from "../components/visit-summary";
import { aboutName } from "../service-words";

interface BookedProps {
  appointmentId: string;
  onSeeVisit: () => void;
  onDone: () => void;
}

export function Booked({ appointmentId, onSeeVisit, onDone }: BookedProps) {
  const { t, i18n } = useTranslation("scheduling");
  const { colors } = useTheme();
  const { data: visit, isError, error, refetch } = useGetAppointmentQuery({ appointmentId });
  return (
    <Screen
      title={
        visit === undefined
          ? t("summary")
          : t(visit.status === "requested" ? "requested_done" : "done_title", { name: visit.pet_name })
      }
      footer={
        <>
          <Button voice="primary" label={t("done")} onPress={onDone} />
          <Button voice="quiet" label={t("see_visit")} onPress={onSeeVisit} />
        </>
      }
    >
      {isError ? (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      ) : visit === undefined ? (
        <SkeletonRows label={t("visits_loading")} rows={2} />
      ) : (
        <>
          <Portrait id={visit.pet_id} species={visit.pet_species} size="lg" />
          <VisitSummary
            startsAt={visit.starts_at}
            zone={visit.time_zone}
            what={aboutName(visit, i18n.language)}
            durationMinutes={visit.duration_minutes}
            price={visit.price}
            veterinarianName={visit.veterinarian_name}
            clinicName={visit.clinic_name}
          />
          <View style={{ flexDirection: "row", gap: space.md }}>
            <CalendarCheck color={colors.free} size={icon.md} aria-hidden />
            <Text style={{ flex: 1 }}>
              {t(visit.status === "requested" ? "requested_detail" : "done_detail")}
            </Text>
          </View>
          <AddToCalendar visit={visit} />
        </>
      )}
    </Screen>
  );
}
