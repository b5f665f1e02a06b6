/** The clinic's calendar at the desk. */
import { useParams } from "react-router";

import { useGetClinicQuery } from "@/clinics/api";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";

import { DeskPage } from "../desk/desk-page";
import { useWorkplace } from "../use-workplace";

export default function DeskRoute() {
  const { clinicId = "" } = useParams();
  const { roles } = useWorkplace();
  const { currentData: clinic, error, refetch } = useGetClinicQuery({ clinicId });
  if (clinic !== undefined) return <DeskPage key={clinicId} clinic={clinic} roles={roles} />;
  return (
    <div className="p-4">
      {error !== undefined ? (
        <ProblemNotice problem={error} onRetry={refetch} />
      ) : (
        <Loading isPage>
          <SkeletonRows rows={8} className="h-14" />
        </Loading>
      )}
    </div>
  );
}
