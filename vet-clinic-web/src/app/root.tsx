/** What stands around every page: who is signed in, news as it happens, and the place for short words. */
import { useEffect } from "react";
import { Outlet } from "react-router";

import { getConfig } from "@/config/config";
import { ToastArea } from "@/design/toast-area";
import { AuthProvider } from "@/identity/auth/auth-provider";
import { flushUndoOnLeave } from "@/undo/undo-queue";

import { CacheGuard, RealtimeBridge } from "./realtime-bridge";

export function Root() {
  useEffect(() => flushUndoOnLeave(), []);
  return (
    <AuthProvider config={getConfig()} waiting={null}>
      <CacheGuard />
      <RealtimeBridge />
      <Outlet />
      <ToastArea />
    </AuthProvider>
  );
}
