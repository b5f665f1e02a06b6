import type { groundWords } from "@/i18n/ground-words";
import type { clinicsWords } from "@/clinics/words";
import type { identityWords } from "@/identity/words";
import type { petsWords } from "@/pets/words";
import type { schedulingWords } from "@/scheduling/words";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "ground";
    resources: {
      ground: (typeof groundWords)["en"];
      clinics: (typeof clinicsWords)["en"];
      identity: (typeof identityWords)["en"];
      pets: (typeof petsWords)["en"];
      scheduling: (typeof schedulingWords)["en"];
    };
  }
}
