/** Every address of the app. Pages are loaded when they are first visited. */
import type { ComponentType } from "react";
import { createBrowserRouter, type RouteObject } from "react-router";

import { Page } from "@/design/page";
import { Loading, SkeletonRows } from "@/design/skeleton";

import { RequirePlatform } from "./require-platform";
import { RequireSignIn } from "./require-sign-in";
import { RequireWork } from "./require-work";
import { Root } from "./root";
import { BrokenPage, MissingPage } from "./shell/broken-page";
import { DeskShell } from "./shell/desk-shell";
import { PublicShell } from "./shell/public-shell";

const page = (load: () => Promise<{ default: ComponentType }>) => ({
  lazy: async () => ({ Component: (await load()).default }),
});

function FirstMoment() {
  return (
    <Page>
      <Loading isPage>
        <SkeletonRows rows={4} className="h-20" />
      </Loading>
    </Page>
  );
}

const mine: RouteObject = {
  element: <RequireSignIn />,
  children: [
    { path: "welcome", ...page(() => import("./routes/welcome")) },
    { path: "you", ...page(() => import("./routes/you")) },
    { path: "you/devices", ...page(() => import("./routes/your-devices")) },
    { path: "you/consents", ...page(() => import("./routes/your-consents")) },
    { path: "you/privacy", ...page(() => import("./routes/your-privacy")) },
    { path: "you/calendar", ...page(() => import("./routes/your-calendar")) },
    { path: "clinics/:clinicId/waitlist", ...page(() => import("./routes/join-waitlist")) },
    {
      path: "platform",
      element: <RequirePlatform />,
      children: [
        { index: true, ...page(() => import("./routes/platform")) },
        { path: "new", ...page(() => import("./routes/new-clinic")) },
      ],
    },
    { path: "my", ...page(() => import("./routes/my-home")) },
    { path: "my/appointments", ...page(() => import("./routes/my-appointments")) },
    { path: "my/appointments/:appointmentId", ...page(() => import("./routes/my-appointment")) },
    { path: "my/appointments/:appointmentId/move", ...page(() => import("./routes/move-appointment")) },
    { path: "my/pets", ...page(() => import("./routes/my-pets")) },
    { path: "my/pets/new", ...page(() => import("./routes/new-pet")) },
    { path: "my/pets/:petId", ...page(() => import("./routes/pet")) },
  ],
};

const desk: RouteObject = {
  path: "desk/:clinicId",
  element: <DeskShell />,
  children: [
    {
      element: <RequireSignIn />,
      hydrateFallbackElement: <FirstMoment />,
      children: [
        {
          element: <RequireWork />,
          children: [
            { index: true, ...page(() => import("./routes/desk")) },
            { path: "book", ...page(() => import("./routes/desk-book")) },
            { path: "board", ...page(() => import("./routes/desk-board")) },
            { path: "clients", ...page(() => import("./routes/clients")) },
            { path: "move/:appointmentId", ...page(() => import("./routes/move-appointment")) },
          ],
        },
        {
          element: <RequireWork toManage />,
          children: [
            { path: "people", ...page(() => import("./routes/people")) },
            { path: "audit", ...page(() => import("./routes/audit")) },
            { path: "rosters", ...page(() => import("./routes/rosters")) },
            { path: "opening", ...page(() => import("./routes/opening")) },
            { path: "resources", ...page(() => import("./routes/resources")) },
            { path: "settings", ...page(() => import("./routes/clinic-settings")) },
            { path: "appointment-types", ...page(() => import("./routes/types")) },
            { path: "appointment-types/new", ...page(() => import("./routes/type")) },
            { path: "appointment-types/:typeId", ...page(() => import("./routes/type")) },
          ],
        },
      ],
    },
  ],
};

export const routes: RouteObject[] = [
  {
    element: <Root />,
    errorElement: <BrokenPage />,
    children: [
      {
        element: <PublicShell />,
        children: [
          {
            errorElement: <BrokenPage />,
            // Inside the shell: whoever has begun to move through it by keyboard keeps their place when the page arrives.
            hydrateFallbackElement: <FirstMoment />,
            children: [
              { index: true, ...page(() => import("./routes/home")) },
              { path: "clinics", ...page(() => import("./routes/clinics")) },
              { path: "clinics/:clinicId", ...page(() => import("./routes/clinic")) },
              { path: "clinics/:clinicId/book", ...page(() => import("./routes/book")) },
              { path: "l", ...page(() => import("./routes/link")) },
              { path: "invitations", ...page(() => import("./routes/invitation")) },
              // Not behind RequireSignIn's own words: the link's secret has to be put away before signing in.
              { path: "you/export", ...page(() => import("./routes/your-export")) },
              { path: "kitchen-sink", ...page(() => import("./routes/kitchen-sink")) },
              mine,
              { path: "*", element: <MissingPage /> },
            ],
          },
        ],
      },
      desk,
    ],
  },
];

export function makeRouter() {
  return createBrowserRouter(routes);
}
