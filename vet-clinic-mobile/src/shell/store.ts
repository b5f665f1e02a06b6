/** The one store: server state in RTK Query, the person's choices beside it. */
import { configureStore } from "@reduxjs/toolkit";
import { api } from "@/api/api";
import type { ApiConnection } from "@/api/base-query";
import { preferencesReducer, rememberPreferences, type Preferences } from "@/config/preferences";

export function createStore(connection: ApiConnection, preferences: Preferences) {
  const store = configureStore({
    reducer: { [api.reducerPath]: api.reducer, preferences: preferencesReducer },
    preloadedState: { preferences },
    middleware: (getDefault) =>
      getDefault({ thunk: { extraArgument: { connection } }, serializableCheck: false }).concat(
        api.middleware,
      ),
  });
  let remembered = preferences;
  store.subscribe(() => {
    const current = store.getState().preferences;
    if (current === remembered) return;
    remembered = current;
    void rememberPreferences(current);
  });
  return store;
}

export type Store = ReturnType<typeof createStore>;
export type RootState = ReturnType<Store["getState"]>;
