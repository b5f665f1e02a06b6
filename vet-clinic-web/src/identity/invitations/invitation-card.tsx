/** What an invitation's link leads to: who invites, to what, and the yes. Links that lead nowhere are explained kindly. */
import { PawPrint, Stethoscope } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { InvitationPreviewOut, LicenceIn } from "@/api/generated.gen";
import { hasCode, isProblem } from "@/api/problem";
import { Button } from "@/design/button";
import { Card } from "@/design/card";
import { EmptyState } from "@/design/empty-state";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, Skeleton } from "@/design/skeleton";
import { useTimes } from "@/time/use-times";

import { useAcceptInvitationMutation, useLookUpInvitationMutation } from "../api";
import { useAuth } from "../auth/auth-context";
import { LicenceQuestion } from "./licence-question";

function Words({ invitation }: { invitation: InvitationPreviewOut }) {
  const { t } = useTranslation();
  const times = useTimes();
  const who = invitation.invited_by_name;
  const isClinic = invitation.kind === "clinic";
  const Icon = isClinic ? Stethoscope : PawPrint;
  return (
    <div className="flex items-start gap-4">
      <span
        aria-hidden="true"
        className="flex size-12 shrink-0 items-center justify-center rounded-full bg-green-wash text-green"
      >
        <Icon size={24} />
      </span>
      <div className="min-w-0">
        <p className="font-serif text-lg font-medium">
          {isClinic
            ? t("identity.invitations.toClinic", { who, clinic: invitation.clinic_name ?? "" })
            : t("identity.invitations.toPet", { who, pet: invitation.pet_name ?? "" })}
        </p>
        <p className="mt-1">
          {isClinic
            ? t("identity.invitations.asRole", {
                role: invitation.role === null ? "" : t(`identity.roles.${invitation.role}`),
              })
            : t(`identity.invitations.access.${invitation.access ?? "view"}`, {
                pet: invitation.pet_name ?? "",
              })}
        </p>
        <p className="mt-1 text-sm text-ink-soft">
          {t("identity.invitations.goodUntil", {
            moment: times.moment(invitation.expires_at, times.viewer),
          })}
        </p>
      </div>
    </div>
  );
}

/** Used, expired, taken back, unknown, or mistyped: all the same to whoever holds the link. */
function isOver(problem: unknown): boolean {
  return (
    hasCode(problem, "identity.invitation_invalid") ||
    (isProblem(problem) && problem.fields.some(({ pointer }) => pointer === "/token"))
  );
}

/** Kind words for a link that is over, and for one that was meant for somebody else. */
function Refusal({ problem, onForget }: { problem: unknown; onForget: () => void }) {
  const { t } = useTranslation();
  const auth = useAuth();
  if (isOver(problem)) {
    return (
      <EmptyState
        title={t("identity.invitations.over")}
        species="bird"
        action={<Button onClick={onForget}>{t("actions.home")}</Button>}
      >
        {t("identity.invitations.overAdvice")}
      </EmptyState>
    );
  }
  if (hasCode(problem, "identity.invitation_for_another")) {
    const change = async () => {
      await auth.signOut();
      auth.signIn("/invitations");
    };
    return (
      <EmptyState
        title={t("identity.invitations.forAnother")}
        species="cat"
        action={<Button onClick={() => void change()}>{t("identity.invitations.changeAccount")}</Button>}
      >
        {t("identity.invitations.forAnotherAdvice")}
      </EmptyState>
    );
  }
  return <ProblemNotice problem={problem} />;
}

const LICENCE_PROBLEMS = ["clinics.licence_needed", "clinics.licence_expired"] as const;

export type InvitationCardProps = {
  token: string;
  /** Told once the invitation is taken. */
  onAccepted: (invitation: InvitationPreviewOut) => void;
  onForget: () => void;
};

export function InvitationCard({ token, onAccepted, onForget }: InvitationCardProps) {
  const { t } = useTranslation();
  const auth = useAuth();
  const [lookUp, { data: invitation, error: unknownLink }] = useLookUpInvitationMutation();
  const [accept, { isLoading, error: refusal }] = useAcceptInvitationMutation();
  const [attempt, setAttempt] = useState(0);
  const [isLicenceAsked, setIsLicenceAsked] = useState(false);
  const [isLicenceMissing, setIsLicenceMissing] = useState(false);
  const [licence, setLicence] = useState<LicenceIn | null>(null);
  const asked = useRef("");
  const isSignedIn = auth.status === "signed-in";
  useEffect(() => {
    // Once per link, attempt and person: effects run twice in development.
    const key = `${token}|${attempt}|${auth.status}`;
    if (auth.status === "loading" || asked.current === key) return;
    asked.current = key;
    void lookUp({ tokenIn: { token } });
  }, [lookUp, token, attempt, auth.status]);

  const isSignInNeeded = isProblem(unknownLink) && unknownLink.status === 401;
  if (
    refusal !== undefined &&
    hasCode(refusal, "identity.invitation_invalid", "identity.invitation_for_another")
  )
    return <Refusal problem={refusal} onForget={onForget} />;
  if (invitation === undefined && unknownLink !== undefined && !isSignInNeeded) {
    if (isOver(unknownLink)) return <Refusal problem={unknownLink} onForget={onForget} />;
    return <ProblemNotice problem={unknownLink} onRetry={() => setAttempt(attempt + 1)} />;
  }
  if (invitation === undefined && !isSignInNeeded) {
    return (
      <Loading>
        <Skeleton className="h-44" />
      </Loading>
    );
  }
  const take = async () => {
    setIsLicenceMissing(isLicenceAsked && licence === null);
    if (isLicenceAsked && licence === null) return;
    const { error } = await accept({ invitationAcceptIn: { token, ...(licence !== null && { licence }) } });
    if (hasCode(error, ...LICENCE_PROBLEMS)) setIsLicenceAsked(true);
    if (error === undefined && invitation !== undefined) onAccepted(invitation);
  };
  let action: ReactNode;
  if (isSignedIn) {
    action = (
      <Button tone="primary" size="large" isBusy={isLoading} onClick={() => void take()}>
        {t("identity.invitations.accept")}
      </Button>
    );
  } else {
    action = (
      <div className="flex flex-col items-start gap-2">
        <Button tone="primary" size="large" onClick={() => auth.signIn("/invitations")}>
          {t("identity.invitations.signIn")}
        </Button>
        <p className="text-sm text-ink-soft">{t("identity.invitations.signInAdvice")}</p>
      </div>
    );
  }
  return (
    <Card className="flex flex-col gap-6">
      {invitation !== undefined && <Words invitation={invitation} />}
      {isLicenceAsked && isSignedIn && <LicenceQuestion onChange={setLicence} />}
      {isLicenceMissing && (
        <p role="alert" className="text-sm font-semibold text-alert">
          {t("problems.clinics_licence_needed.advice")}
        </p>
      )}
      {refusal !== undefined && !hasCode(refusal, "clinics.licence_needed") && (
        <ProblemNotice problem={refusal} />
      )}
      {action}
    </Card>
  );
}
