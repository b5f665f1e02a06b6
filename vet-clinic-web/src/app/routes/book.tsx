/** An owner books a visit. Only the last step needs to know who they are; signing in comes back to it. */
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate, useParams, useSearchParams } from "react-router";

import { isNowhere } from "@/api/problem";
import { Button } from "@/design/button";
import { EmptyState } from "@/design/empty-state";
import { Page, PageTitle } from "@/design/page";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { useMe } from "@/identity/api";
import { useAuth } from "@/identity/auth/auth-context";
import { PetPicker } from "@/pets/components/pet-picker";
import { useGetAppointmentQuery } from "@/scheduling/api";
import { Booked } from "@/scheduling/booking/booked";
import { Otherwise } from "@/scheduling/waitlist/otherwise";

import { BookingFlow } from "../booking-flow";
import { MissingPage } from "../shell/broken-page";
import { useTitle } from "../shell/route-focus";
import { useBookable } from "../use-bookable";
import { useOwnSpecies } from "../use-own-species";

function Done({ appointmentId }: { appointmentId: string }) {
  const { data, error, refetch } = useGetAppointmentQuery({ appointmentId });
  if (data !== undefined) return <Booked appointment={data} />;
  return error !== undefined ? <ProblemNotice problem={error} onRetry={refetch} /> : <Loading isPage />;
}

function SignInFirst() {
  const { t } = useTranslation();
  const auth = useAuth();
  const { pathname, search } = useLocation();
  if (auth.status === "loading") return <Loading />;
  return (
    <EmptyState
      title={t("scheduling.book.signInTitle")}
      species="dog"
      action={
        <Button tone="primary" size="large" onClick={() => auth.signIn(`${pathname}${search}`)}>
          {t("scheduling.book.signInAction")}
        </Button>
      }
    >
      {t("scheduling.book.signInAdvice")}
    </EmptyState>
  );
}

export default function Book() {
  const { t } = useTranslation();
  const { clinicId = "" } = useParams();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const auth = useAuth();
  const { data: me } = useMe();
  const { loaded, error, refetch } = useBookable(clinicId);
  const ownSpecies = useOwnSpecies();
  const base = `/clinics/${clinicId}/book`;
  const booked = params.get("booked");
  useTitle(t("scheduling.book.title"));
  if (booked !== null) {
    return (
      <Page width="form">
        <Done appointmentId={booked} />
      </Page>
    );
  }
  if (loaded === null && isNowhere(error)) return <MissingPage />;
  if (loaded === null) {
    return (
      <Page>
        {error !== undefined ? (
          <ProblemNotice problem={error} onRetry={refetch} />
        ) : (
          <Loading isPage>
            <SkeletonRows rows={4} className="h-24" />
          </Loading>
        )}
      </Page>
    );
  }
  const titles = {
    service: t("scheduling.book.which"),
    vet: t("scheduling.book.whichVet"),
    time: t("scheduling.book.whichTime"),
    details: t("scheduling.book.almost"),
    done: "",
  };
  return (
    <Page width="narrow">
      <BookingFlow
        {...loaded}
        base={base}
        ownSpecies={ownSpecies}
        homeAddress={me?.address}
        heading={(stage) => (
          <PageTitle
            title={titles[stage]}
            above={<p className="text-sm font-semibold text-ink-soft">{loaded.clinic.name}</p>}
          />
        )}
        petQuestion={({ type, value, onChange, here }) => (
          <PetPicker
            value={value}
            onChange={onChange}
            species={type.species}
            addTo={`/my/pets/new?then=${encodeURIComponent(here)}`}
          />
        )}
        otherwise={({ type, veterinarianId }) => (
          <Otherwise
            to={`/clinics/${clinicId}/waitlist?type=${type.id}${veterinarianId === null ? "" : `&vet=${veterinarianId}`}`}
          />
        )}
        {...(auth.status !== "signed-in" && { signInFirst: <SignInFirst /> })}
        onBooked={({ id }) => void navigate(`${base}?booked=${id}`, { replace: true })}
      />
    </Page>
  );
}
