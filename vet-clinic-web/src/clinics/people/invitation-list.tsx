/** Whom the clinic has invited, how each invitation stands, and what can be done about it. */
import { CircleCheck, CircleSlash, Clock, Hourglass, Mail, UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { InvitationOut, InvitationState, Role } from "@/api/generated.gen";
import { Badge, type Tone } from "@/design/badge";
import { Button } from "@/design/button";
import { DataTable, type Column } from "@/design/data-table";
import { Dialog } from "@/design/dialog";
import { TextField } from "@/design/field";
import { Moment } from "@/design/moment";
import { ProblemNotice, useProblemWords } from "@/design/problem-notice";
import { Select } from "@/design/select";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { showToast } from "@/design/toasts";
import { useTimes } from "@/time/use-times";
import { performWithUndo, useWaiting } from "@/undo/undo-queue";

import { useInviteToClinicMutation, useListInvitationsQuery, useRevokeInvitationMutation } from "../api";
import { RoleBadge, useRoleChoices } from "./roles";

const LOOK = {
  pending: { tone: "info", icon: Hourglass },
  accepted: { tone: "free", icon: CircleCheck },
  expired: { tone: "due", icon: Clock },
  revoked: { tone: "taken", icon: CircleSlash },
} satisfies Record<InvitationState, { tone: Tone; icon: unknown }>;

const EMAIL = /^\S+@\S+\.\S+$/;

export function InviteDialog({
  clinicId,
  isOpen,
  onClose,
}: {
  clinicId: string;
  isOpen: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("receptionist");
  const [isWrong, setIsWrong] = useState(false);
  const [invite, { isLoading, error, reset }] = useInviteToClinicMutation();
  const choices = useRoleChoices();
  const close = () => {
    reset();
    setIsWrong(false);
    onClose();
  };
  const send = async () => {
    const address = email.trim();
    setIsWrong(!EMAIL.test(address));
    if (!EMAIL.test(address)) return;
    const { data } = await invite({ clinicId, invitationIn: { email: address, role } });
    if (data === undefined) return;
    showToast({ tone: "free", message: t("clinics.invitations.sent", { email: address }) });
    setEmail("");
    close();
  };
  return (
    <Dialog isOpen={isOpen} onClose={close} title={t("clinics.invitations.new")}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <TextField
          label={t("clinics.invitations.email")}
          hint={t("clinics.invitations.emailHint")}
          type="email"
          autoComplete="off"
          data-autofocus
          icon={<Mail aria-hidden="true" size={18} />}
          value={email}
          error={isWrong ? t("clinics.invitations.emailWrong") : undefined}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Select label={t("clinics.people.role")} value={role} choices={choices} onChange={setRole} />
        {error !== undefined && <ProblemNotice problem={error} />}
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={close}>{t("actions.cancel")}</Button>
          <Button type="submit" tone="primary" isBusy={isLoading}>
            {t("clinics.invitations.send")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function InviteButton({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <Button tone="primary" icon={<UserPlus aria-hidden="true" size={18} />} onClick={onClick}>
      {t("clinics.invitations.new")}
    </Button>
  );
}

const revokeKey = (id: string) => `revoke-invitation:${id}`;

function useColumns(clinicId: string): Column<InvitationOut>[] {
  const { t } = useTranslation();
  const times = useTimes();
  const wordsOf = useProblemWords();
  const waiting = useWaiting();
  const [invite] = useInviteToClinicMutation();
  const [revoke] = useRevokeInvitationMutation();
  const say = (error: unknown, done: string) =>
    showToast(
      error === undefined
        ? { tone: "free", message: done }
        : { tone: "alert", message: wordsOf(error).title },
    );
  const resend = async ({ email, role }: InvitationOut) => {
    const { error } = await invite({ clinicId, invitationIn: { email, role } });
    say(error, t("clinics.invitations.sent", { email }));
  };
  const revokeLater = ({ id, email }: InvitationOut) =>
    performWithUndo({
      key: revokeKey(id),
      message: t("clinics.invitations.revoked", { email }),
      undoLabel: t("actions.undo"),
      perform: () =>
        void revoke({ clinicId, invitationId: id }).then(({ error }) => {
          if (error !== undefined) say(error, "");
        }),
    });
  const stateOf = ({ id, state }: InvitationOut) => (waiting.has(revokeKey(id)) ? "revoked" : state);
  return [
    {
      key: "email",
      name: t("identity.people.email"),
      cell: ({ email }) => <span className="font-semibold">{email}</span>,
    },
    { key: "role", name: t("clinics.people.role"), cell: ({ role }) => <RoleBadge role={role} /> },
    {
      key: "state",
      name: t("clinics.invitations.state"),
      cell: (invitation) => {
        const state = stateOf(invitation);
        const { tone, icon } = LOOK[state];
        return (
          <span className="flex items-center gap-2">
            <Badge tone={tone} icon={icon}>
              {t(`clinics.invitations.states.${state}`)}
            </Badge>
            {state === "pending" && (
              <span className="text-xs whitespace-nowrap text-ink-soft">
                {t("clinics.invitations.goodUntil", {
                  moment: times.moment(invitation.expires_at, times.viewer),
                })}
              </span>
            )}
          </span>
        );
      },
    },
    {
      key: "by",
      name: t("clinics.invitations.by"),
      cell: ({ invited_by_name: name, created_at: at }) => (
        <span className="whitespace-nowrap">
          {name}, <Moment at={at} zone={times.viewer} />
        </span>
      ),
    },
    {
      key: "actions",
      name: t("clinics.invitations.actions"),
      hideName: true,
      cell: (invitation) => {
        const state = stateOf(invitation);
        if (state === "accepted" || waiting.has(revokeKey(invitation.id))) return null;
        return (
          <span className="flex justify-end gap-2">
            <Button size="small" onClick={() => void resend(invitation)}>
              {t("clinics.invitations.resend")}
              <span className="sr-only">: {invitation.email}</span>
            </Button>
            {state === "pending" && (
              <Button size="small" tone="quiet" onClick={() => revokeLater(invitation)}>
                {t("clinics.invitations.revoke")}
                <span className="sr-only">: {invitation.email}</span>
              </Button>
            )}
          </span>
        );
      },
    },
  ];
}

export function InvitationList({ clinicId }: { clinicId: string }) {
  const { t } = useTranslation();
  const columns = useColumns(clinicId);
  const { data, error, refetch } = useListInvitationsQuery({ clinicId });
  if (data === undefined && error !== undefined) return <ProblemNotice problem={error} onRetry={refetch} />;
  if (data === undefined) {
    return (
      <Loading>
        <SkeletonRows rows={2} className="h-12" />
      </Loading>
    );
  }
  if (data.items.length === 0) return <p className="text-ink-soft">{t("clinics.invitations.none")}</p>;
  return (
    <DataTable
      caption={t("clinics.invitations.title")}
      columns={columns}
      rows={data.items}
      rowKey={({ id }) => id}
    />
  );
}
