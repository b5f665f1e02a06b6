/** Notes which visits this screen changes itself, so that their echo over the realtime channel is not announced as news. */
import { isFulfilled, type Middleware } from "@reduxjs/toolkit";

import { changedHere } from "@/notifications/announce";

type MutationMeta = { arg?: { type?: string } };

export const ownChanges: Middleware = () => (next) => (action) => {
  if (isFulfilled(action) && (action.meta as MutationMeta).arg?.type === "mutation") {
    const payload = action.payload as { id?: unknown; appointment_type_id?: unknown } | null;
    if (typeof payload?.id === "string" && payload.appointment_type_id !== undefined) changedHere(payload.id);
  }
  return next(action);
};
