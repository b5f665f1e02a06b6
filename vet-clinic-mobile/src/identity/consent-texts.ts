/**
 * The purposes people are asked about, in order, with the version of the words shown for each. Changing what a purpose's
 * words promise means a new version here: consent is given to a text, not to a name.
 */
import type { ConsentPurpose } from "@/api/generated.gen";

export const CONSENT_TEXTS: readonly { purpose: ConsentPurpose; version: string }[] = [
  { purpose: "terms", version: "2026-01" },
  { purpose: "privacy_notice", version: "2026-01" },
  { purpose: "reminders", version: "2026-01" },
  { purpose: "marketing_email", version: "2026-01" },
  { purpose: "research", version: "2026-01" },
];
