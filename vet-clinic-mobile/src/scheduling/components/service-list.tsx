/** What the clinic offers, to begin a booking with. Services not meant for the pet at hand stay visible and say why not. */
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { ProblemNotice } from "@/api/problem-notice";
import { Row } from "@/design/card";
import { Empty } from "@/design/notice";
import { SkeletonRows } from "@/design/skeleton";
import { Text } from "@/design/text";
import { space } from "@/design/tokens";
import { moneyText } from "@/i18n/money";
import { useListAppointmentTypesQuery } from "../api";
import { isOffered } from "../offers";
import { serviceDescription, serviceName } from "../service-words";

interface ServiceListProps {
  clinicId: string;
  species?: string;
  onPick: (appointmentTypeId: string) => void;
}

export function ServiceList({ clinicId, species, onPick }: ServiceListProps) {
  const { t, i18n } = useTranslation("scheduling");
  const services = useListAppointmentTypesQuery({ clinicId });
  if (services.isError)
    return <ProblemNotice error={services.error} onRetry={() => void services.refetch()} />;
  if (services.data === undefined) return <SkeletonRows label={t("services_loading")} rows={4} />;
  const bookable = services.data.items.filter((service) => service.is_active && service.is_owner_bookable);
  if (bookable.length === 0)
    return <Empty title={t("services_none_title")} detail={t("services_none_detail")} />;
  return (
    <View>
      {bookable.map((service) => {
        const isFor = isOffered(service, species);
        const length = t("minutes", { count: service.duration_minutes });
        const price = moneyText(service.price, i18n.language);
        const extras = [
          service.place === "in_clinic" ? null : t(`place_short.${service.place}`),
          service.clients === "everyone" ? null : t(`clients.${service.clients}`),
        ].filter((extra) => extra !== null);
        return (
          <Row key={service.id} onPress={isFor ? () => onPick(service.id) : undefined}>
            <Text strong tone={isFor ? "ink" : "taken"}>
              {serviceName(service, i18n.language)}
            </Text>
            {serviceDescription(service, i18n.language) === "" ? null : (
              <Text size="sm" tone="inkSoft">
                {serviceDescription(service, i18n.language)}
              </Text>
            )}
            <View style={{ flexDirection: "row", flexWrap: "wrap", gap: space.sm }}>
              <Text size="sm" tone="inkSoft" tabular>
                {[length, price, ...extras].join(" · ")}
              </Text>
            </View>
            {isFor ? null : (
              <Text size="sm" tone="due">
                {t("not_for_species")}
              </Text>
            )}
          </Row>
        );
      })}
    </View>
  );
}
