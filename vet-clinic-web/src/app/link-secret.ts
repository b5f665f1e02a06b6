/**
 * Secrets of mailed links (`#token=…`). They arrive in the fragment, which no server ever sees, and leave the address bar at
 * once; until they are used they wait in this tab's session storage, so that signing in does not lose them.
 */
import { useCallback, useEffect, useState } from "react";
import { useLocation, useNavigate } from "react-router";

export type LinkKind = "invitation" | "export" | "visit";

const keyOf = (kind: LinkKind) => `vet.link.${kind}`;

function tokenIn(hash: string): string | null {
  const token = new URLSearchParams(hash.slice(1)).get("token");
  return token === null || token === "" ? null : token;
}

/** The secret of the link that was opened, or of the one opened before in this tab; null when there is none. */
export function useLinkSecret(kind: LinkKind): { token: string | null; forget: () => void } {
  const { hash, pathname, search } = useLocation();
  const navigate = useNavigate();
  const arriving = tokenIn(hash);
  const [, lookAgain] = useState(0);
  useEffect(() => {
    if (arriving === null) return;
    sessionStorage.setItem(keyOf(kind), arriving);
    void navigate(`${pathname}${search}`, { replace: true, preventScrollReset: true });
  }, [arriving, kind, navigate, pathname, search]);
  const forget = useCallback(() => {
    sessionStorage.removeItem(keyOf(kind));
    lookAgain((times) => times + 1);
  }, [kind]);
  return { token: arriving ?? sessionStorage.getItem(keyOf(kind)), forget };
}
