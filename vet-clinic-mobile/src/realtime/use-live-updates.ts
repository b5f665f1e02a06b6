/** Keeps what is on the screen true while the app is in front: events make the data they touch old, and RTK Query asks again. */
import { useEffect } from "react";
import { AppState } from "react-native";
import { useDispatch } from "react-redux";
import { api } from "@/api/api";
import type { TokenDesk } from "@/api/token-desk";
import { RealtimeConnection, realtimeUrl, type RealtimeOptions } from "./connection";
import { staleTags } from "./stale-tags";

interface LiveUpdates {
  apiUrl: string;
  tokens: TokenDesk;
  isSignedIn: boolean;
  socket?: RealtimeOptions["socket"];
}

export function useLiveUpdates({ apiUrl, tokens, isSignedIn, socket }: LiveUpdates): void {
  const dispatch = useDispatch();
  useEffect(() => {
    if (!isSignedIn) return;
    const line = new RealtimeConnection({
      url: realtimeUrl(apiUrl),
      token: (options) => tokens.token(options),
      onEvent: (event) => dispatch(api.util.invalidateTags(staleTags(event))),
      onReset: () =>
        dispatch(api.util.invalidateTags(["Appointment", "Slot", "Hold", "Pet", "Clinic", "Me"])),
      socket,
    });
    const follow = (state: string) => (state === "background" ? line.stop() : line.start());
    follow(AppState.currentState);
    const subscription = AppState.addEventListener("change", follow);
    return () => {
      subscription.remove();
      line.stop();
    };
  }, [apiUrl, tokens, isSignedIn, dispatch, socket]);
}
