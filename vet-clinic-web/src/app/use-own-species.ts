/** Which kinds of animal the reader has, once that is known and there are any. */
import { useMemo } from "react";

import type { Species } from "@/api/generated.gen";
import { useAuth } from "@/identity/auth/auth-context";
import { useListPetsQuery } from "@/pets/api";

export function useOwnSpecies(): readonly Species[] | undefined {
  const isSignedIn = useAuth().status === "signed-in";
  const { currentData } = useListPetsQuery({ limit: 100 }, { skip: !isSignedIn });
  return useMemo(() => {
    const living = currentData?.items.filter((pet) => pet.deceased_on === null) ?? [];
    return living.length === 0 ? undefined : [...new Set(living.map((pet) => pet.species))];
  }, [currentData]);
}
