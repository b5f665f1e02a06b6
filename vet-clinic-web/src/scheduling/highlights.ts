/** Appointments that somebody else changed just now: marked for a few seconds so that the eye finds them. */
import { createSlice, type PayloadAction } from "@reduxjs/toolkit";
import { useSelector } from "react-redux";

import { useNow } from "@/time/use-times";

export const HIGHLIGHT_MS = 8000;

export type Highlights = Record<string, number>;

const slice = createSlice({
  name: "highlights",
  initialState: (): Highlights => ({}),
  reducers: {
    appointmentChangedElsewhere(state, action: PayloadAction<{ id: string; now: number }>) {
      for (const [id, at] of Object.entries(state))
        if (action.payload.now - at > HIGHLIGHT_MS) delete state[id];
      state[action.payload.id] = action.payload.now;
    },
  },
});

export const { appointmentChangedElsewhere } = slice.actions;
export const highlightsReducer = slice.reducer;

/** When each appointment last changed, by id. */
export function useHighlights(): Highlights {
  return useSelector((state: { highlights: Highlights }) => state.highlights);
}

/** Did this appointment change just now, by somebody else's hand? */
export function useIsFresh(): (appointment: { id: string }) => boolean {
  const highlights = useHighlights();
  const now = useNow(5).toMillis();
  return ({ id }) => now - (highlights[id] ?? 0) < HIGHLIGHT_MS;
}
