/** Whether news arrives as it happens; the shell shows it discreetly. */
import { createSlice, type PayloadAction } from "@reduxjs/toolkit";

import type { RealtimeState } from "./client";

const slice = createSlice({
  name: "realtime",
  initialState: (): RealtimeState => "off",
  reducers: { realtimeStateChanged: (_, action: PayloadAction<RealtimeState>) => action.payload },
});

export const { realtimeStateChanged } = slice.actions;
export const realtimeReducer = slice.reducer;
