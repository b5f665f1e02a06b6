/** Number, issuing region and last day of a veterinarian's licence. Sends only what changed. */
import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { z } from "@/config/zod";

import type { LicenceOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { TextField } from "@/design/field";
import { ProblemNotice } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";
import { dateIn, viewerZone } from "@/time/zones";

import { useUpdateLicenceMutation } from "../api";
import { LicenceBadge } from "./licence";

const form = z.object({
  license_number: z.string().trim().min(1, "required").max(80, "required"),
  license_region: z.string().trim().min(1, "required").max(80, "required"),
  license_expires_on: z.string().min(1, "required"),
});
type Answers = z.infer<typeof form>;

export function LicenceForm({ clinicId, licence }: { clinicId: string; licence: LicenceOut }) {
  const { t } = useTranslation();
  const { id, ...known } = licence;
  const [update, { error }] = useUpdateLicenceMutation();
  const { register, handleSubmit, formState } = useForm<Answers>({
    resolver: zodResolver(form),
    values: known,
  });
  const wrong = (name: keyof Answers) =>
    formState.errors[name] === undefined ? undefined : t("identity.you.required");
  const save = async (answers: Answers) => {
    const changed = Object.entries(answers).filter(([name, value]) => known[name as keyof Answers] !== value);
    if (changed.length === 0) return;
    const { data } = await update({
      clinicId,
      veterinarianId: id,
      licencePatch: Object.fromEntries(changed),
    });
    if (data !== undefined) showToast({ tone: "free", message: t("states.saved") });
  };
  return (
    <form noValidate onSubmit={(event) => void handleSubmit(save)(event)} className="flex flex-col gap-4">
      <p>
        <LicenceBadge licence={licence} today={dateIn(viewerZone())} />
      </p>
      <TextField
        label={t("clinics.licence.number")}
        autoComplete="off"
        error={wrong("license_number")}
        {...register("license_number")}
      />
      <TextField
        label={t("clinics.licence.region")}
        autoComplete="off"
        error={wrong("license_region")}
        {...register("license_region")}
      />
      <TextField
        label={t("clinics.licence.lastDay")}
        type="date"
        error={wrong("license_expires_on")}
        {...register("license_expires_on")}
      />
      {error !== undefined && <ProblemNotice problem={error} />}
      <div>
        <Button type="submit" tone="solid" isBusy={formState.isSubmitting} disabled={!formState.isDirty}>
          {t("actions.save")}
        </Button>
      </div>
    </form>
  );
}
