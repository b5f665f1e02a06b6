/** One visit: what is known, and what its owner may still do. */
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { ProblemNotice } from "@/api/problem-notice";
import { Button } from "@/design/button";
import { Notice } from "@/design/notice";
import { Screen } from "@/design/screen";
import { SkeletonRows } from "@/design/skeleton";
import { space } from "@/design/tokens";
import { useNow } from "@/time/use-now";
import { useGetAppointmentQuery, type Appointment } from "../api";
import { ChangeAddress } from "../components/address-sheet";
import { AddToCalendar } from "../components/add-to-calendar";
import { CancelSheet } from "../components/cancel-sheet";
import { VisitFacts } from "../components/visit-facts";
import { canChange } from "../status";

interface VisitProps {
  appointmentId: string;
  hasMoved: boolean;
  /** How to reach the clinic, in clinics' own words. */
  clinic: (visit: Appointment) => ReactNode;
  onMove: () => void;
  onBack: () => void;
}

const A_MINUTE = 60_000;

export function Visit({ appointmentId, hasMoved, clinic, onMove, onBack }: VisitProps) {
  const { t } = useTranslation("scheduling");
  const { t: ground } = useTranslation();
  const now = useNow(A_MINUTE);
  const [isCancelling, setCancelling] = useState(false);
  const { data: visit, isError, error, refetch } = useGetAppointmentQuery({ appointmentId });
  const isChangeable = visit !== undefined && canChange(visit, now.toMillis());
  return (
    <Screen
      title={visit === undefined ? t("summary") : t("visit_of", { name: visit.pet_name })}
      back={{ label: ground("back"), onPress: onBack }}
      footer={
        isChangeable ? (
          <View style={{ flexDirection: "row", gap: space.md }}>
            <Button label={t("move")} onPress={onMove} style={{ flex: 1 }} />
            <Button label={t("cancel_visit")} onPress={() => setCancelling(true)} style={{ flex: 1 }} />
          </View>
        ) : undefined
      }
    >
      {visit === undefined ? (
        isError ? (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows label={t("visits_loading")} rows={5} height={64} />
        )
      ) : (
        <>
          {visit.status === "cancelled" ? <Notice kind="info" title={t("cancelled")} /> : null}
          {visit.status === "declined" ? <Notice kind="due" title={t("declined")} /> : null}
          {visit.status === "requested" ? (
            <Notice kind="info" title={t("requested_title")} detail={t("requested_detail")} />
          ) : null}
          {hasMoved && visit.status === "confirmed" ? <Notice kind="good" title={t("moved")} /> : null}
          <VisitFacts visit={visit} />
          {isChangeable ? <ChangeAddress visit={visit} /> : null}
          {isChangeable ? <AddToCalendar visit={visit} /> : null}
          {clinic(visit)}
          <CancelSheet
            visit={visit}
            isOpen={isCancelling}
            onClose={() => setCancelling(false)}
            onCancelled={() => setCancelling(false)}
          />
        </>
      )}
    </Screen>
  );
}
