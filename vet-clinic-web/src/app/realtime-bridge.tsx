/** While somebody is signed in, news from the platform makes what is on screen fresh. */
import { useEffect } from "react";

import { api, TAGS } from "@/api/base";
import { currentToken } from "@/api/token";
import { getConfig } from "@/config/config";
import { staleAfter as clinicsStaleAfter } from "@/clinics/api";
import { staleAfter as identityStaleAfter } from "@/identity/api";
import { useAuth } from "@/identity/auth/auth-context";
import { announce } from "@/notifications/announce";
import { RealtimeClient, type RealtimeEvent } from "@/realtime/client";
import { realtimeStateChanged } from "@/realtime/state";
import { staleAfter as schedulingStaleAfter } from "@/scheduling/api";
import { appointmentChangedElsewhere } from "@/scheduling/highlights";

import { useAppDispatch, type Store } from "./store";

/** What one event means for this screen. */
export function take(event: RealtimeEvent, dispatch: Store["dispatch"]): void {
  dispatch(
    api.util.invalidateTags([
      ...identityStaleAfter(event),
      ...clinicsStaleAfter(event),
      ...schedulingStaleAfter(event),
    ]),
  );
  const id = event.data["appointment_id"];
  if (typeof id === "string") dispatch(appointmentChangedElsewhere({ id, now: Date.now() }));
  // At the desk the calendar itself shows the change; a toast per visit would only be in the way.
  if (!location.pathname.startsWith("/desk")) void announce(event, dispatch);
}

export function realtimeAddress(apiUrl: string): string {
  return `${apiUrl.replace(/^http/, "ws")}/v1/realtime`;
}

export function RealtimeBridge() {
  const dispatch = useAppDispatch();
  const { status, sessionKey } = useAuth();
  useEffect(() => {
    if (status !== "signed-in") return;
    const client = new RealtimeClient({
      url: realtimeAddress(getConfig().apiUrl),
      getToken: currentToken,
      onEvent: (event) => take(event, dispatch),
      onReset: () => dispatch(api.util.invalidateTags([...TAGS])),
      onState: (state) => dispatch(realtimeStateChanged(state)),
    });
    client.start();
    return () => client.stop();
  }, [dispatch, status, sessionKey]);
  return null;
}

/** Nothing of the person before stays in the cache when somebody else signs in. */
export function CacheGuard() {
  const dispatch = useAppDispatch();
  const { sessionKey } = useAuth();
  useEffect(() => {
    return () => {
      dispatch(api.util.resetApiState());
    };
  }, [dispatch, sessionKey]);
  return null;
}
