/** Where a visit stands: a word, a shape and a colour. */
import { useTranslation } from "react-i18next";

import { Badge } from "@/design/badge";

import { LOOKS, type AppointmentStatus } from "../statuses";

export function StatusPill({ status }: { status: AppointmentStatus }) {
  const { t } = useTranslation();
  return (
    <Badge tone={LOOKS[status].tone} icon={LOOKS[status].icon}>
      {t(`scheduling.status.${status}`)}
    </Badge>
  );
}
