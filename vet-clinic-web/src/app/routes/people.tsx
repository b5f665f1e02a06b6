/** The clinic's people, and whom it has invited. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { InvitationList, InviteButton, InviteDialog } from "@/clinics/people/invitation-list";
import { PeopleTable } from "@/clinics/people/people-table";
import { Page, PageTitle, Section } from "@/design/page";

import { useTitle } from "../shell/route-focus";

export default function People() {
  const { t } = useTranslation();
  const { clinicId = "" } = useParams();
  const [isInviting, setIsInviting] = useState(false);
  useTitle(t("identity.people.title"));
  return (
    <Page width="wide">
      <PageTitle
        title={t("identity.people.title")}
        lead={t("identity.people.lead")}
        actions={<InviteButton onClick={() => setIsInviting(true)} />}
      />
      <PeopleTable clinicId={clinicId} />
      <Section title={t("clinics.invitations.title")} className="mt-12!">
        <InvitationList clinicId={clinicId} />
      </Section>
      <InviteDialog clinicId={clinicId} isOpen={isInviting} onClose={() => setIsInviting(false)} />
    </Page>
  );
}
