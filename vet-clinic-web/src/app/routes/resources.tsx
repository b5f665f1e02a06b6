/** The clinic's rooms and equipment. */
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import type { ResourceOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { Page, PageTitle } from "@/design/page";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import {
  useCreateResourceMutation,
  useListResourcesQuery,
  useUpdateResourceMutation,
} from "@/scheduling/api";
import { ResourceForm, type ResourceAnswers } from "@/scheduling/resources/resource-form";
import { ResourceTable } from "@/scheduling/resources/resource-table";

import { useTitle } from "../shell/route-focus";

export default function Resources() {
  const { t } = useTranslation();
  const { clinicId = "" } = useParams();
  const { currentData: data, error, refetch } = useListResourcesQuery({ clinicId });
  const [edited, setEdited] = useState<ResourceOut | "new" | null>(null);
  const [create, creating] = useCreateResourceMutation();
  const [update, updating] = useUpdateResourceMutation();
  useTitle(t("scheduling.resources.title"));
  const close = () => {
    creating.reset();
    updating.reset();
    setEdited(null);
  };
  const save = async ({ kind, name, category }: ResourceAnswers) => {
    const result =
      edited === "new" || edited === null
        ? await create({ resourceIn: { clinic_id: clinicId, kind, name, category } })
        : await update({
            resourceId: edited.id,
            "If-Match": `"${edited.version}"`,
            resourcePatch: { name, category },
          });
    if (result.error === undefined) close();
  };
  return (
    <Page width="wide">
      <PageTitle
        title={t("scheduling.resources.title")}
        lead={t("scheduling.resources.lead")}
        actions={
          <Button
            tone="primary"
            icon={<Plus aria-hidden="true" size={18} />}
            onClick={() => setEdited("new")}
          >
            {t("scheduling.resources.add")}
          </Button>
        }
      />
      {data !== undefined && <ResourceTable resources={data.items} onEdit={setEdited} />}
      {data === undefined && error !== undefined && <ProblemNotice problem={error} onRetry={refetch} />}
      {data === undefined && error === undefined && (
        <Loading>
          <SkeletonRows rows={5} className="h-10" />
        </Loading>
      )}
      {edited !== null && (
        <ResourceForm
          resource={edited === "new" ? null : edited}
          categories={[...new Set((data?.items ?? []).map(({ category }) => category))].sort()}
          isBusy={creating.isLoading || updating.isLoading}
          problem={creating.error ?? updating.error}
          onClose={close}
          onSave={(answers) => void save(answers)}
        />
      )}
    </Page>
  );
}
