/** The page behind an invitation's link: also for people who are not signed in yet, or have no account. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import type { InvitationPreviewOut, MeOut } from "@/api/generated.gen";
import { LinkButton } from "@/design/button";
import { EmptyState } from "@/design/empty-state";
import { Page, PageTitle } from "@/design/page";
import { useMe } from "@/identity/api";
import { InvitationCard } from "@/identity/invitations/invitation-card";

import { useLinkSecret } from "../link-secret";
import { useTitle } from "../shell/route-focus";
import { workplacesOf } from "../workspace";

/** Where the new role leads: the clinic of that name that was not there before, else any of that name. */
function newPlace(me: MeOut | undefined, before: readonly string[], name: string | null) {
  const places = workplacesOf(me).filter(({ clinicName }) => clinicName === name);
  return places.find(({ clinicId }) => !before.includes(clinicId)) ?? places[0];
}

function Welcome({ invitation, before }: { invitation: InvitationPreviewOut; before: readonly string[] }) {
  const { t } = useTranslation();
  const { data: me } = useMe();
  if (invitation.kind === "pet") {
    return (
      <EmptyState
        title={t("identity.invitations.petWelcome", { pet: invitation.pet_name ?? "" })}
        species="dog"
        action={
          <LinkButton to="/my/pets" tone="primary">
            {t("identity.invitations.toPets")}
          </LinkButton>
        }
      >
        {t("identity.invitations.petWelcomeAdvice", { pet: invitation.pet_name ?? "" })}
      </EmptyState>
    );
  }
  const place = newPlace(me, before, invitation.clinic_name);
  return (
    <EmptyState
      title={t("identity.invitations.clinicWelcome", { clinic: invitation.clinic_name ?? "" })}
      species="cat"
      action={
        <LinkButton to={place === undefined ? "/welcome" : `/desk/${place.clinicId}`} tone="primary">
          {t("identity.invitations.toDesk", { clinic: invitation.clinic_name ?? "" })}
        </LinkButton>
      }
    >
      {t("identity.invitations.clinicWelcomeAdvice")}
    </EmptyState>
  );
}

export default function Invitation() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { token, forget } = useLinkSecret("invitation");
  const { data: me } = useMe();
  const [taken, setTaken] = useState<{ invitation: InvitationPreviewOut; before: string[] } | null>(null);
  useTitle(t("identity.invitations.title"));
  return (
    <Page width="form">
      <PageTitle title={t("identity.invitations.title")} />
      {taken !== null && <Welcome {...taken} />}
      {taken === null && token === null && (
        <EmptyState
          title={t("identity.invitations.none")}
          species="bird"
          action={<LinkButton to="/">{t("actions.home")}</LinkButton>}
        >
          {t("identity.invitations.noneAdvice")}
        </EmptyState>
      )}
      {taken === null && token !== null && (
        <InvitationCard
          token={token}
          onAccepted={(invitation) => {
            setTaken({ invitation, before: workplacesOf(me).map(({ clinicId }) => clinicId) });
            forget();
          }}
          onForget={() => {
            forget();
            void navigate("/");
          }}
        />
      )}
    </Page>
  );
}
