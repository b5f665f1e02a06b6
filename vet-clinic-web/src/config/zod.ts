/** Checks of forms, without code made while the app runs: the Content-Security-Policy forbids that, and zod would try. */
import { z } from "zod";

z.config({ jitless: true });

export { z };
