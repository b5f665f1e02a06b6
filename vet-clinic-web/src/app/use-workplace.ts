/** What the person at the screen is at the clinic in the address. */
import { useMemo } from "react";
import { useParams } from "react-router";

import type { Role } from "@/api/generated.gen";
import { useListBreakGlassQuery } from "@/clinics/api";
import { isOpen } from "@/clinics/emergency/emergency-log";
import { useMe } from "@/identity/api";
import { useNow } from "@/time/use-times";

import { mayManage, workplacesOf } from "./workspace";

const NOTHING: readonly Role[] = [];

/** The emergency access to this clinic that the platform's administrator at the screen has open. */
export function useOwnEmergency() {
  const { clinicId = "" } = useParams();
  const { data: me } = useMe();
  const { currentData, isLoading, refetch } = useListBreakGlassQuery(
    { clinicId },
    { skip: me?.is_system_administrator !== true || clinicId === "" },
  );
  const name = me === undefined ? "" : `${me.given_name} ${me.family_name}`.trim();
  const now = useNow(10).toMillis();
  const emergency = currentData?.items.find((access) => access.person_name === name && isOpen(access, now));
  return { emergency, isLoading, refetch };
}

export function useWorkplace() {
  const { clinicId = "" } = useParams();
  const { data: me, error, refetch } = useMe();
  const { emergency, isLoading } = useOwnEmergency();
  const isEmergency = emergency !== undefined;
  return useMemo(() => {
    const place = workplacesOf(me).find((each) => each.clinicId === clinicId);
    return {
      clinicId,
      me,
      error,
      refetch,
      isLoading,
      worksHere: place !== undefined,
      roles: place?.roles ?? NOTHING,
      /** May look at the clinic's records: works here, or has broken the glass. */
      mayLook: place !== undefined || isEmergency,
      mayManage: mayManage(me, clinicId),
    };
  }, [clinicId, me, error, refetch, isLoading, isEmergency]);
}
