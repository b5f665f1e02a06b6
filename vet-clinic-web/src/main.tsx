/** Starts the app: configuration and words first, then the page. A wrong configuration is said plainly instead of a blank page. */
import "./design/base.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Provider } from "react-redux";
import { RouterProvider } from "react-router";

import { makeRouter } from "./app/router";
import { makeStore } from "./app/store";
import { ConfigError, loadConfig } from "./config/config";
import { startI18n } from "./i18n/i18n";

async function start(root: HTMLElement): Promise<void> {
  await Promise.all([loadConfig(), startI18n()]);
  createRoot(root).render(
    <StrictMode>
      <Provider store={makeStore()}>
        <RouterProvider router={makeRouter()} />
      </Provider>
    </StrictMode>,
  );
}

const root = document.getElementById("root");
if (root !== null) {
  start(root).catch((error: unknown) => {
    root.setAttribute("role", "alert");
    root.textContent =
      error instanceof ConfigError ? error.message : "The app could not start. Please reload the page.";
    throw error;
  });
}
