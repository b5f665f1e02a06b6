/** The platform's clinics, for its administrators. */
import { Plus, Search, SquareActivity } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import type { ClinicSummaryOut } from "@/api/generated.gen";
import { OpenDialog } from "@/clinics/emergency/open-dialog";
import { ClinicTable } from "@/clinics/platform/clinic-table";
import { SuspendedList } from "@/clinics/platform/suspended-list";
import { getConfig } from "@/config/config";
import { LinkButton } from "@/design/button";
import { TextField } from "@/design/field";
import { Page, PageTitle } from "@/design/page";
import { useSettled } from "@/time/use-settled";

import { useTitle } from "../shell/route-focus";

export default function Platform() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [words, setWords] = useState("");
  const q = useSettled(words.trim());
  const [emergency, setEmergency] = useState<ClinicSummaryOut | null>(null);
  const { flowerUrl } = getConfig();
  useTitle(t("clinics.platform.title"));
  return (
    <Page>
      <PageTitle
        title={t("clinics.platform.title")}
        lead={t("clinics.platform.lead")}
        actions={
          <>
            {flowerUrl !== null && (
              <LinkButton
                to={flowerUrl}
                target="_blank"
                rel="noopener noreferrer"
                icon={<SquareActivity aria-hidden="true" size={18} />}
              >
                {t("shell.jobs")}
              </LinkButton>
            )}
            <LinkButton to="/platform/new" tone="primary" icon={<Plus aria-hidden="true" size={18} />}>
              {t("clinics.platform.new")}
            </LinkButton>
          </>
        }
      />
      <div role="search" aria-label={t("clinics.platform.title")} className="mb-6 max-w-form">
        <TextField
          label={t("clinics.choice.find")}
          type="search"
          autoComplete="off"
          icon={<Search aria-hidden="true" size={18} />}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      <SuspendedList />
      <ClinicTable q={q} onEmergency={setEmergency} />
      {emergency !== null && (
        <OpenDialog
          clinic={emergency}
          onClose={() => setEmergency(null)}
          onOpened={() => void navigate(`/desk/${emergency.id}`)}
        />
      )}
    </Page>
  );
}
