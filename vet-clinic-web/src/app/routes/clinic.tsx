/** A clinic: what it offers, who works there, when it is open, how to reach it. */
import { ChevronLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { isNowhere } from "@/api/problem";
import { useGetClinicQuery, useListVeterinariansQuery } from "@/clinics/api";
import { SpeciesRow } from "@/clinics/components/clinic-card";
import { ClinicContact, OpeningHours, OpenNow } from "@/clinics/components/clinic-facts";
import { VeterinarianList } from "@/clinics/components/veterinarian-list";
import { LinkButton, TextLink } from "@/design/button";
import { Notice } from "@/design/notice";
import { Page, Section } from "@/design/page";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, Skeleton, SkeletonRows } from "@/design/skeleton";
import { ServiceList } from "@/scheduling/components/service-list";

import { MissingPage } from "../shell/broken-page";
import { useTitle } from "../shell/route-focus";
import { useOwnSpecies } from "../use-own-species";

export default function Clinic() {
  const { t } = useTranslation();
  const { clinicId = "" } = useParams();
  const ownSpecies = useOwnSpecies();
  const { currentData: clinic, error, refetch } = useGetClinicQuery({ clinicId });
  const vets = useListVeterinariansQuery({ clinicId });
  useTitle(clinic?.name);
  if (clinic === undefined && isNowhere(error)) return <MissingPage />;
  if (clinic === undefined) {
    return (
      <Page>
        {error !== undefined ? (
          <ProblemNotice problem={error} onRetry={refetch} />
        ) : (
          <Loading isPage className="flex flex-col gap-6">
            <Skeleton className="h-10 w-72 max-w-full" />
            <SkeletonRows rows={4} className="h-24" />
          </Loading>
        )}
      </Page>
    );
  }
  return (
    <Page>
      <p className="mb-4 text-sm">
        <TextLink to="/clinics" className="inline-flex items-center gap-1 no-underline hover:underline">
          <ChevronLeft aria-hidden="true" size={16} />
          {t("clinics.allClinics")}
        </TextLink>
      </p>
      <header className="mb-8 flex flex-wrap items-start justify-between gap-6">
        <div className="min-w-0">
          <h1 tabIndex={-1} className="font-serif text-2xl font-medium tracking-tight">
            {clinic.name}
          </h1>
          {clinic.description && (
            <p className="mt-2 max-w-prose text-lg text-ink-soft">{clinic.description}</p>
          )}
          <div className="mt-4 flex flex-wrap items-center gap-x-5 gap-y-2">
            <OpenNow clinic={clinic} />
            <SpeciesRow species={clinic.species} />
          </div>
        </div>
        {!clinic.is_booking_paused && (
          <LinkButton to={`/clinics/${clinicId}/book`} tone="primary" size="large" className="max-sm:w-full">
            {t("clinics.book")}
          </LinkButton>
        )}
      </header>
      {clinic.is_booking_paused && (
        <div className="mb-8">
          <Notice tone="due" title={t("clinics.paused")}>
            {clinic.pause_reason && <p>{clinic.pause_reason}</p>}
            <p>{t("clinics.pausedAdvice")}</p>
          </Notice>
        </div>
      )}
      <div className="grid grid-cols-1 gap-12 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div>
          {!clinic.is_booking_paused && (
            <Section title={t("clinics.services")}>
              <ServiceList
                clinicId={clinicId}
                ownSpecies={ownSpecies}
                linkTo={(type) => `/clinics/${clinicId}/book?type=${type}`}
              />
            </Section>
          )}
          <Section title={t("clinics.veterinarians")}>
            {vets.data !== undefined && <VeterinarianList veterinarians={vets.data.items} />}
            {vets.data === undefined && vets.error !== undefined && (
              <ProblemNotice problem={vets.error} onRetry={vets.refetch} />
            )}
            {vets.isLoading && (
              <Loading>
                <SkeletonRows rows={2} />
              </Loading>
            )}
          </Section>
        </div>
        <div>
          <Section title={t("clinics.hours")}>
            <OpeningHours clinic={clinic} />
          </Section>
          <Section title={t("clinics.contact")}>
            <ClinicContact clinic={clinic} />
          </Section>
        </div>
      </div>
    </Page>
  );
}
