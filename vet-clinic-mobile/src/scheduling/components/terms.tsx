/** What a booking comes with: a deposit, the clinic's confirmation, and until when it can be moved for nothing. */
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { Notice } from "@/design/notice";
import { Text } from "@/design/text";
import { space } from "@/design/tokens";
import { moneyText } from "@/i18n/money";
import { useVisitTime } from "@/i18n/use-visit-time";
import { useNow } from "@/time/use-now";
import type { Service } from "../api";
import { freeUntil, isLate } from "../lateness";

interface TermsProps {
  service: Service;
  startsAt: string;
  zone: string;
}

const A_MINUTE = 60_000;

export function Terms({ service, startsAt, zone }: TermsProps) {
  const { t, i18n } = useTranslation("scheduling");
  const now = useNow(A_MINUTE);
  const times = useVisitTime(now);
  const until = freeUntil(startsAt, service);
  const fee = service.late_fee === null ? null : moneyText(service.late_fee, i18n.language);
  const lines = [
    service.place === "in_clinic" ? null : t(`place.${service.place}`),
    service.deposit === null ? null : t("deposit_due", { amount: moneyText(service.deposit, i18n.language) }),
    until === null
      ? null
      : isLate(startsAt, service, now)
        ? fee === null
          ? t("late_already")
          : t("late_already_fee", { fee })
        : fee === null
          ? t("free_until", { time: times.short(until, zone) })
          : t("free_until_fee", { time: times.short(until, zone), fee }),
  ].filter((line) => line !== null);
  return (
    <>
      {service.is_confirmation_needed ? (
        <Notice kind="info" title={t("confirmation_title")} detail={t("confirmation_detail")} />
      ) : null}
      {lines.length === 0 ? null : (
        <View style={{ gap: space.xs }}>
          {lines.map((line) => (
            <Text key={line} size="sm" tone="inkSoft">
              {line}
            </Text>
          ))}
        </View>
      )}
    </>
  );
}

/** Said before a visit is moved or called off when the rule calls that late. */
export function LateNotice({ service, startsAt }: { service: Service | undefined; startsAt: string }) {
  const { t, i18n } = useTranslation("scheduling");
  const now = useNow(A_MINUTE);
  if (service === undefined || !isLate(startsAt, service, now)) return null;
  const fee = service.late_fee === null ? null : moneyText(service.late_fee, i18n.language);
  return (
    <Notice
      kind="due"
      title={t("late_title")}
      detail={fee === null ? t("late_detail") : t("late_detail_fee", { fee })}
    />
  );
}
