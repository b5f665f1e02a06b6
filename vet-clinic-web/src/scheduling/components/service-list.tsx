/** What a clinic offers: name, a sentence, how long, how much. */
import { ChevronRight, Clock, House, Video } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentTypeOut, Species } from "@/api/generated.gen";
import { CardLink } from "@/design/card";
import { EmptyState } from "@/design/empty-state";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";

import { useListAppointmentTypesQuery } from "../api";
import { priceText } from "../money";
import { typeWords } from "../type-words";

/** A service as owners read it. The preview of the administrator's form shows the same. */
export function ServiceWords({
  type,
}: {
  type: Pick<
    AppointmentTypeOut,
    "name" | "description" | "duration_minutes" | "price" | "species" | "place"
  > &
    Partial<Pick<AppointmentTypeOut, "translations" | "clients">>;
}) {
  const { t, i18n } = useTranslation();
  const { name, description } = typeWords(type, i18n.language);
  return (
    <span className="block min-w-0">
      <span className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="text-base font-semibold">{name}</span>
        <span className="tabular ml-auto text-base font-semibold">
          {priceText(type.price, i18n.language)}
        </span>
      </span>
      {description && <span className="mt-0.5 block text-sm">{description}</span>}
      <span className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-sm text-ink-soft">
        <span className="inline-flex items-center gap-1">
          <Clock aria-hidden="true" size={14} />
          {t("time.minutes", { count: type.duration_minutes })}
        </span>
        {type.place !== "in_clinic" && (
          <span className="inline-flex items-center gap-1 font-semibold text-ink">
            {type.place === "video" ? (
              <Video aria-hidden="true" size={14} />
            ) : (
              <House aria-hidden="true" size={14} />
            )}
            {t(`scheduling.place.${type.place}`)}
          </span>
        )}
        {type.clients !== undefined && type.clients !== "everyone" && (
          <span className="font-semibold text-ink">{t(`scheduling.services.clients.${type.clients}`)}</span>
        )}
        {type.species.length > 0 && (
          <span>{type.species.map((species) => t(`pets.species.${species}`)).join(", ")}</span>
        )}
      </span>
    </span>
  );
}

export type ServiceListProps = {
  clinicId: string;
  linkTo: (typeId: string) => string;
  isForStaff?: boolean;
  /** What is for none of these comes last, under a heading that says so. */
  ownSpecies?: readonly Species[] | undefined;
};

export function ServiceList({ clinicId, linkTo, isForStaff = false, ownSpecies }: ServiceListProps) {
  const { t } = useTranslation();
  const othersId = useId();
  const { data, error, refetch } = useListAppointmentTypesQuery({ clinicId });
  if (data === undefined && error !== undefined) return <ProblemNotice problem={error} onRetry={refetch} />;
  if (data === undefined) {
    return (
      <Loading>
        <SkeletonRows rows={4} className="h-24" />
      </Loading>
    );
  }
  const offered = data.items.filter((type) => type.is_active && (isForStaff || type.is_owner_bookable));
  if (offered.length === 0) {
    return (
      <EmptyState title={t("scheduling.services.none")} species="dog">
        {t("scheduling.services.noneAdvice")}
      </EmptyState>
    );
  }
  const isForOthers = ({ species }: AppointmentTypeOut) =>
    ownSpecies !== undefined && species.length > 0 && !species.some((each) => ownSpecies.includes(each));
  const others = offered.filter(isForOthers);
  return (
    <>
      <ServiceLinks types={offered.filter((type) => !isForOthers(type))} linkTo={linkTo} />
      {others.length > 0 && (
        <>
          <p id={othersId} className="mt-8 mb-3 font-semibold text-ink-soft">
            {t("scheduling.services.others")}
          </p>
          <ServiceLinks types={others} linkTo={linkTo} labelledBy={othersId} />
        </>
      )}
    </>
  );
}

function ServiceLinks({
  types,
  linkTo,
  labelledBy,
}: {
  types: readonly AppointmentTypeOut[];
  labelledBy?: string;
  linkTo: (typeId: string) => string;
}) {
  return (
    <ul aria-labelledby={labelledBy} className="flex flex-col gap-3">
      {types.map((type) => (
        <li key={type.id}>
          <CardLink to={linkTo(type.id)} className="flex items-center gap-3 p-4">
            <span className="min-w-0 flex-1">
              <ServiceWords type={type} />
            </span>
            <ChevronRight aria-hidden="true" size={20} className="shrink-0 text-green" />
          </CardLink>
        </li>
      ))}
    </ul>
  );
}
