/** One visit in a list. */
import type { DateTime } from "luxon";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { Row } from "@/design/card";
import { Portrait } from "@/design/portrait";
import { Text } from "@/design/text";
import { space } from "@/design/tokens";
import { useVisitTime } from "@/i18n/use-visit-time";
import type { Appointment } from "../api";
import { aboutName } from "../service-words";
import { StatusBadge } from "./status-badge";

interface VisitRowProps {
  visit: Appointment;
  now: DateTime;
  onOpen: () => void;
}

export function VisitRow({ visit, now, onOpen }: VisitRowProps) {
  const { i18n } = useTranslation();
  const times = useVisitTime(now);
  const when = times.short(visit.starts_at, visit.time_zone);
  return (
    <Row onPress={onOpen} leading={<Portrait id={visit.pet_id} species={visit.pet_species} size="sm" />}>
      <Text strong tabular>
        {when}
      </Text>
      <Text serif size="lg">
        {visit.pet_name}
      </Text>
      <Text size="sm" tone="inkSoft">
        {aboutName(visit, i18n.language)} · {visit.clinic_name}
      </Text>
      {visit.status === "confirmed" ? null : (
        <View style={{ marginTop: space.xs }}>
          <StatusBadge status={visit.status} />
        </View>
      )}
    </Row>
  );
}
