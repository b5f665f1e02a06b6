/** Clinics that take no part at the moment, and the way back for each. Shows nothing while there are none. */
import { CirclePause } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Badge } from "@/design/badge";
import { Button } from "@/design/button";
import { Section } from "@/design/page";
import { ProblemNotice, useProblemWords } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";

import { useListSuspendedClinicsQuery, useResumeClinicMutation } from "../api";

export function SuspendedList() {
  const { t } = useTranslation();
  const wordsOf = useProblemWords();
  const { data, error, refetch } = useListSuspendedClinicsQuery();
  const [resume, { isLoading, originalArgs }] = useResumeClinicMutation();
  if (data === undefined && error !== undefined) return <ProblemNotice problem={error} onRetry={refetch} />;
  if (data === undefined || data.items.length === 0) return null;
  const open = async (clinicId: string) => {
    const { error: problem } = await resume({ clinicId });
    if (problem !== undefined) showToast({ tone: "alert", message: wordsOf(problem).title });
  };
  return (
    <Section title={t("clinics.platform.suspendedTitle")} className="mb-10">
      <ul className="divide-y divide-line border-y border-line">
        {data.items.map((clinic) => (
          <li key={clinic.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
            <span className="min-w-0 flex-1">
              <span className="block font-semibold">{clinic.name}</span>
              <span className="block text-sm text-ink-soft">{clinic.address.locality}</span>
            </span>
            <Badge tone="due" icon={CirclePause}>
              {t("clinics.platform.suspended")}
            </Badge>
            <Button
              size="small"
              isBusy={isLoading && originalArgs?.clinicId === clinic.id}
              onClick={() => void open(clinic.id)}
            >
              {t("clinics.platform.resume")}
              <span className="sr-only">: {clinic.name}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
