/** One appointment type: created, or changed on the version that was read. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import { LinkButton } from "@/design/button";
import { Page, PageTitle } from "@/design/page";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { showToast } from "@/design/toasts";
import { LANGUAGES } from "@/i18n/i18n";
import {
  useCreateAppointmentTypeMutation,
  useListResourcesQuery,
  useUpdateAppointmentTypeMutation,
} from "@/scheduling/api";
import { typeInFrom, typePatchFrom, type TypeAnswers } from "@/scheduling/catalogue/type-answers";
import { TypeForm } from "@/scheduling/catalogue/type-form";
import { MissingPage } from "../shell/broken-page";
import { useTitle } from "../shell/route-focus";
import { useBookable } from "../use-bookable";

export default function Type() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { clinicId = "", typeId } = useParams();
  const { loaded, error, refetch } = useBookable(clinicId);
  const resources = useListResourcesQuery({ clinicId });
  const [create] = useCreateAppointmentTypeMutation();
  const [update] = useUpdateAppointmentTypeMutation();
  const [problem, setProblem] = useState<unknown>();
  const list = `/desk/${clinicId}/appointment-types`;
  const type = loaded?.types.find(({ id }) => id === typeId) ?? null;
  const title = type?.name ?? t("scheduling.types.new");
  useTitle(title);

  if (loaded === null || resources.data === undefined) {
    const wrong = error ?? resources.error;
    return (
      <Page>
        {wrong !== undefined ? (
          <ProblemNotice problem={wrong} onRetry={resources.error ? resources.refetch : refetch} />
        ) : (
          <Loading isPage>
            <SkeletonRows rows={6} />
          </Loading>
        )}
      </Page>
    );
  }
  if (typeId !== undefined && type === null) return <MissingPage />;
  const currency = type?.price.currency ?? loaded.clinic.currency;
  const save = async (answers: TypeAnswers) => {
    const result =
      type === null
        ? await create({ appointmentTypeIn: typeInFrom(answers, clinicId, currency) })
        : await update({
            appointmentTypeId: type.id,
            "If-Match": `"${type.version}"`,
            appointmentTypePatch: typePatchFrom(answers, currency),
          });
    setProblem(result.error);
    if (result.data === undefined) return;
    const words = { name: result.data.name };
    showToast({
      tone: "free",
      message: type === null ? t("scheduling.types.created", words) : t("scheduling.types.saved", words),
    });
    await navigate(list);
  };
  return (
    <Page width="wide">
      <PageTitle title={title} actions={<LinkButton to={list}>{t("actions.back")}</LinkButton>} />
      <TypeForm
        key={type?.version}
        type={type}
        clinic={{ id: clinicId, zone: loaded.clinic.time_zone, currency }}
        vets={loaded.vets.map(({ id, display_name: name }) => ({ id, name }))}
        resources={resources.data.items}
        languages={LANGUAGES}
        resourcesLink={`/desk/${clinicId}/resources`}
        onSubmit={save}
        problem={problem}
      />
    </Page>
  );
}
