/** Where a visit stands, in a word with its sign. */
import { useTranslation } from "react-i18next";
import { Badge } from "@/design/badge";
import type { Appointment } from "../api";
import { STATUS_LOOK } from "../status";

export function StatusBadge({ status }: Pick<Appointment, "status">) {
  const { t } = useTranslation("scheduling");
  return <Badge {...STATUS_LOOK[status]} label={t(`status.${status}`)} />;
}
