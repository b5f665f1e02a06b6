/** An owner puts a pet on a clinic's waiting list. The service and the vet come from the booking that found nothing. */
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate, useParams, useSearchParams } from "react-router";

import { LinkButton } from "@/design/button";
import { Page, PageTitle } from "@/design/page";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { showToast } from "@/design/toasts";
import { useMe } from "@/identity/api";
import { PetPicker } from "@/pets/components/pet-picker";
import { typeWords } from "@/scheduling/type-words";
import { JoinForm } from "@/scheduling/waitlist/join-form";
import { useNow } from "@/time/use-times";
import { dateIn } from "@/time/zones";

import { MissingPage } from "../shell/broken-page";
import { useTitle } from "../shell/route-focus";
import { useBookable } from "../use-bookable";

export default function JoinWaitlist() {
  const { t, i18n } = useTranslation();
  const { clinicId = "" } = useParams();
  const { pathname, search } = useLocation();
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const now = useNow(60);
  const { data: me } = useMe();
  const { loaded, error, refetch } = useBookable(clinicId);
  const type = loaded?.types.find(({ id }) => id === params.get("type"));
  useTitle(t("scheduling.waitlist.title"));
  if (loaded === null) {
    return (
      <Page width="form">
        {error !== undefined ? (
          <ProblemNotice problem={error} onRetry={refetch} />
        ) : (
          <Loading isPage>
            <SkeletonRows rows={4} />
          </Loading>
        )}
      </Page>
    );
  }
  if (type === undefined) return <MissingPage />;
  const choose = (pet: string) => {
    const next = new URLSearchParams(params);
    next.set("pet", pet);
    setParams(next, { replace: true, preventScrollReset: true });
  };
  return (
    <Page width="form">
      <PageTitle
        title={t("scheduling.waitlist.joinTitle")}
        lead={t("scheduling.waitlist.joinLead", {
          type: typeWords(type, i18n.language).name,
          clinic: loaded.clinic.name,
        })}
        actions={
          <LinkButton to={`/clinics/${clinicId}/book?type=${type.id}&vet=${params.get("vet") ?? "any"}`}>
            {t("actions.back")}
          </LinkButton>
        }
      />
      <JoinForm
        type={type}
        vets={loaded.vets
          .filter(({ id }) => type.veterinarian_ids.includes(id))
          .map(({ id, display_name: name }) => ({ id, name }))}
        veterinarianId={params.get("vet")}
        today={dateIn(loaded.clinic.time_zone, now)}
        petId={params.get("pet")}
        petQuestion={
          <PetPicker
            value={params.get("pet")}
            onChange={choose}
            species={type.species}
            addTo={`/my/pets/new?then=${encodeURIComponent(`${pathname}${search}`)}`}
          />
        }
        homeAddress={me?.address}
        onJoined={(entry) => {
          showToast({ tone: "free", message: t("scheduling.waitlist.joined", { pet: entry.pet_name }) });
          void navigate("/my/appointments");
        }}
      />
    </Page>
  );
}
