/** The clinic's trail: who did what, and who looked in during an emergency. Every answer to a filter stands in the address. */
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";

import { useGetClinicQuery } from "@/clinics/api";
import { AuditFilters, NO_WISH, type AuditWish } from "@/clinics/audit/audit-filters";
import { AuditLog } from "@/clinics/audit/audit-log";
import { SUBJECTS } from "@/clinics/audit/words";
import { EmergencyLog } from "@/clinics/emergency/emergency-log";
import { Page, PageTitle } from "@/design/page";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { Tabs } from "@/design/tabs";

import { useTitle } from "../shell/route-focus";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What the address asks for; whatever is no answer counts as none. */
export function wishIn(params: URLSearchParams): AuditWish {
  const subject = SUBJECTS.find((each) => each === params.get("what")) ?? "";
  const day = (name: string) => {
    const value = params.get(name) ?? "";
    return DAY.test(value) ? value : "";
  };
  return {
    actor: params.get("who") ?? "",
    subject,
    action: subject === "" ? "" : (params.get("action") ?? ""),
    from: day("from"),
    to: day("to"),
  };
}

export function searchOf(wish: AuditWish): URLSearchParams {
  const names = { who: wish.actor, what: wish.subject, action: wish.action, from: wish.from, to: wish.to };
  return new URLSearchParams(Object.entries(names).filter(([, value]) => value !== ""));
}

export default function Audit() {
  const { t } = useTranslation();
  const { clinicId = "" } = useParams();
  const [params, setParams] = useSearchParams();
  const { currentData: clinic, error, refetch } = useGetClinicQuery({ clinicId });
  const wish = wishIn(params);
  const isEmergencies = params.get("show") === "emergencies";
  const ask = (next: AuditWish) => setParams(searchOf(next), { replace: true, preventScrollReset: true });
  useTitle(t("clinics.audit.title"));
  return (
    <Page width="wide">
      <PageTitle title={t("clinics.audit.title")} lead={t("clinics.audit.lead")} />
      <div className="mb-6">
        <Tabs
          label={t("clinics.audit.title")}
          tabs={[
            { to: "?", label: t("clinics.audit.all"), isCurrent: !isEmergencies },
            { to: "?show=emergencies", label: t("clinics.emergency.title"), isCurrent: isEmergencies },
          ]}
        />
      </div>
      {clinic === undefined && error !== undefined && <ProblemNotice problem={error} onRetry={refetch} />}
      {clinic === undefined && error === undefined && (
        <Loading>
          <SkeletonRows rows={8} className="h-10" />
        </Loading>
      )}
      {clinic !== undefined && isEmergencies && <EmergencyLog clinicId={clinicId} zone={clinic.time_zone} />}
      {clinic !== undefined && !isEmergencies && (
        <>
          <AuditFilters clinicId={clinicId} wish={wish} onChange={ask} />
          <AuditLog
            clinicId={clinicId}
            zone={clinic.time_zone}
            wish={wish}
            onActor={(actor) => ask({ ...NO_WISH, actor })}
          />
        </>
      )}
    </Page>
  );
}
