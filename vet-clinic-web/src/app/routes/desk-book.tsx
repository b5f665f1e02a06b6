/** The front desk books a visit for a patient the clinic knows, perhaps with the owner on the phone. */
import { useTranslation } from "react-i18next";
import { useNavigate, useParams, useSearchParams } from "react-router";

import { LinkButton } from "@/design/button";
import { Page, PageTitle } from "@/design/page";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { showToast } from "@/design/toasts";
import { PatientPicker } from "@/clinics/clients/patient-picker";

import { BookingFlow } from "../booking-flow";
import { useTitle } from "../shell/route-focus";
import { useBookable } from "../use-bookable";

export default function DeskBook() {
  const { t } = useTranslation();
  const { clinicId = "" } = useParams();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const { loaded, error, refetch } = useBookable(clinicId);
  const day = params.get("day");
  useTitle(t("scheduling.desk.newTitle"));
  return (
    <Page width="narrow">
      {loaded === null && error !== undefined && <ProblemNotice problem={error} onRetry={refetch} />}
      {loaded === null && error === undefined && (
        <Loading isPage>
          <SkeletonRows rows={4} className="h-20" />
        </Loading>
      )}
      {loaded !== null && (
        <BookingFlow
          {...loaded}
          base={`/desk/${clinicId}/book`}
          isForStaff
          heading={() => (
            <PageTitle
              title={t("scheduling.desk.newTitle")}
              actions={
                <LinkButton to={`/desk/${clinicId}${day === null ? "" : `?on=${day}`}`}>
                  {t("actions.cancel")}
                </LinkButton>
              }
            />
          )}
          petQuestion={({ type, value, onChange }) => (
            <PatientPicker clinicId={clinicId} species={type.species} value={value} onChange={onChange} />
          )}
          onBooked={(appointment) => {
            showToast({ tone: "free", message: t("scheduling.booked.title", { pet: appointment.pet_name }) });
            void navigate(
              `/desk/${clinicId}?on=${appointment.starts_local.slice(0, 10)}&visit=${appointment.id}`,
              { replace: true },
            );
          }}
        />
      )}
    </Page>
  );
}
