/** What the person at the screen is at the clinic in the address. */
import { useMemo } from "react";
import { useParams } from "react-router";

import type { Role } from "@/api/generated.gen";
import { useMe } from "@/identity/api";

import { workplacesOf } from "./workspace";

const NOTHING: readonly Role[] = [];

export function useWorkplace() {
  const { clinicId = "" } = useParams();
  const { data: me, error, refetch } = useMe();
  return useMemo(() => {
    const place = workplacesOf(me).find((each) => each.clinicId === clinicId);
    return { clinicId, me, error, refetch, worksHere: place !== undefined, roles: place?.roles ?? NOTHING };
  }, [clinicId, me, error, refetch]);
}
