/** The one store: server state in RTK Query, a little of our own beside it. */
import { configureStore } from "@reduxjs/toolkit";
import { setupListeners } from "@reduxjs/toolkit/query";
import { useDispatch, useSelector } from "react-redux";

import { api } from "@/api/base";
import { realtimeReducer } from "@/realtime/state";
import { highlightsReducer } from "@/scheduling/highlights";

import { ownChanges } from "./own-changes";
import { applyTheme, themeReducer } from "./theme";

export function makeStore() {
  const store = configureStore({
    reducer: {
      [api.reducerPath]: api.reducer,
      theme: themeReducer,
      realtime: realtimeReducer,
      highlights: highlightsReducer,
    },
    middleware: (defaults) => defaults().concat(api.middleware, ownChanges),
  });
  setupListeners(store.dispatch);
  let theme = store.getState().theme;
  store.subscribe(() => {
    const next = store.getState().theme;
    if (next !== theme) applyTheme((theme = next));
  });
  return store;
}

export type Store = ReturnType<typeof makeStore>;
export type State = ReturnType<Store["getState"]>;
export const useAppDispatch = useDispatch.withTypes<Store["dispatch"]>();
export const useAppSelector = useSelector.withTypes<State>();
