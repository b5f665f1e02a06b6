/** The whole app at an address, with or without somebody signed in. */
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Provider } from "react-redux";
import { createMemoryRouter, RouterProvider } from "react-router";

import { routes } from "@/app/router";
import { makeStore } from "@/app/store";

export type RenderOptions = { isSignedIn?: boolean; hasFakeTimers?: boolean };

export function renderApp(path: string, { isSignedIn = true, hasFakeTimers = false }: RenderOptions = {}) {
  if (isSignedIn) localStorage.setItem("vet.dev_session", "session-1");
  const store = makeStore();
  const router = createMemoryRouter(routes, { initialEntries: [path] });
  const user = userEvent.setup(hasFakeTimers ? { advanceTimers: (ms) => vi.advanceTimersByTime(ms) } : {});
  const view = render(
    <Provider store={store}>
      <RouterProvider router={router} />
    </Provider>,
  );
  const query = () => new URLSearchParams(router.state.location.search);
  return { ...view, store, router, user, query, path: () => router.state.location.pathname };
}
