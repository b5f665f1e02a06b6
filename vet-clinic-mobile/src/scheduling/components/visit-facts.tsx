/** Everything about one visit that its owner may want to look up. */
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { Portrait } from "@/design/portrait";
import { Fact } from "@/design/screen";
import { Text } from "@/design/text";
import { space } from "@/design/tokens";
import { moneyText } from "@/i18n/money";
import { useVisitTime } from "@/i18n/use-visit-time";
import { useNow } from "@/time/use-now";
import type { Appointment } from "../api";
import { aboutName, questionText } from "../service-words";
import { isOpen } from "../status";
import { useService } from "../use-service";
import { useAwayText } from "../use-visits";
import { StatusBadge } from "./status-badge";

const A_MINUTE = 60_000;

export function VisitFacts({ visit }: { visit: Appointment }) {
  const { t, i18n } = useTranslation("scheduling");
  const now = useNow(A_MINUTE);
  const times = useVisitTime(now);
  const away = useAwayText(now)(visit);
  const { service } = useService(visit.clinic_id, visit.appointment_type_id);
  return (
    <View>
      <View style={{ flexDirection: "row", alignItems: "center", gap: space.lg, marginBottom: space.lg }}>
        <Portrait id={visit.pet_id} species={visit.pet_species} size="md" />
        <View style={{ flex: 1, gap: space.xs }}>
          <StatusBadge status={visit.status} />
          {isOpen(visit) ? <Text tone="inkSoft">{away}</Text> : null}
        </View>
      </View>
      <Fact name={t("when")}>
        <Text size="lg" strong tabular>
          {times.full(visit.starts_at, visit.time_zone)}
        </Text>
        <Text size="sm" tone="inkSoft">
          {t("minutes", { count: visit.duration_minutes })}
        </Text>
      </Fact>
      <Fact name={t("what")}>
        <Text>{aboutName(visit, i18n.language)}</Text>
      </Fact>
      <Fact name={t("who")}>
        <Text>{visit.veterinarian_name}</Text>
      </Fact>
      {visit.place === "in_clinic" ? null : (
        <Fact name={t("place_title")}>
          <Text>{t(`place.${visit.place}`)}</Text>
        </Fact>
      )}
      {visit.visit_address === null ? null : (
        <Fact name={t("home.fact")}>
          <Text>{visit.visit_address}</Text>
        </Fact>
      )}
      <Fact name={t("price")}>
        <Text tabular>{moneyText(visit.price, i18n.language)}</Text>
        {visit.deposit === null ? null : (
          <Text size="sm" tone="inkSoft" tabular>
            {t("deposit_due", { amount: moneyText(visit.deposit, i18n.language) })}
          </Text>
        )}
      </Fact>
      {visit.late_fee === null ? null : (
        <Fact name={t("late_fee")}>
          <Text tabular>{moneyText(visit.late_fee, i18n.language)}</Text>
        </Fact>
      )}
      {visit.note === null || visit.note === "" ? null : (
        <Fact name={t("your_note")}>
          <Text>{visit.note}</Text>
        </Fact>
      )}
      {visit.answers.length === 0 ? null : (
        <Fact name={t("your_answers")}>
          {visit.answers.map(({ question_id, text }) => {
            const question = service?.questions.find(({ id }) => id === question_id);
            return (
              <View key={question_id}>
                {question === undefined ? null : (
                  <Text size="sm" tone="inkSoft">
                    {questionText(question, i18n.language)}
                  </Text>
                )}
                <Text>
                  {question?.kind === "yes_no" ? t(`answer.${text === "yes" ? "yes" : "no"}`) : text}
                </Text>
              </View>
            );
          })}
        </Fact>
      )}
      {visit.cancellation_reason === null || visit.cancellation_reason === "" ? null : (
        <Fact name={t("reason_given")}>
          <Text>{visit.cancellation_reason}</Text>
        </Fact>
      )}
    </View>
  );
}
