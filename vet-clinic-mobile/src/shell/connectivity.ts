/** Whether there is a network, and telling RTK Query when it or the app comes back. */
import { addNetworkStateListener, getNetworkStateAsync } from "expo-network";
import { setupListeners } from "@reduxjs/toolkit/query";
import { useEffect, useState } from "react";
import { AppState } from "react-native";
import type { Store } from "./store";

/** Only a clear "no" counts as offline: an unknown state must not raise the banner. */
const isOnline = (state: { isConnected?: boolean }) => state.isConnected !== false;

export function useIsOffline(): boolean {
  const [isOffline, setOffline] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    void getNetworkStateAsync().then((state) => {
      if (isCurrent) setOffline(!isOnline(state));
    });
    const subscription = addNetworkStateListener((state) => setOffline(!isOnline(state)));
    return () => {
      isCurrent = false;
      subscription.remove();
    };
  }, []);
  return isOffline;
}

/** Refetch what is on the screen when the app comes to the front or the network returns. Returns how to stop. */
export function followDevice(store: Store): () => void {
  return setupListeners(store.dispatch, (dispatch, { onFocus, onFocusLost, onOnline, onOffline }) => {
    const front = AppState.addEventListener("change", (state) => {
      dispatch(state === "active" ? onFocus() : onFocusLost());
    });
    const network = addNetworkStateListener((state) => {
      dispatch(isOnline(state) ? onOnline() : onOffline());
    });
    return () => {
      front.remove();
      network.remove();
    };
  });
}
