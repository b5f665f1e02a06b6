/** The people a pet belongs to: who may manage and who may look; who manages invites others and takes them out again. */
import { Eye, Mail, PencilLine, Star, UserPlus, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { PetAccess, PetOut, PetOwnerOut } from "@/api/generated.gen";
import { Badge } from "@/design/badge";
import { Button, IconButton } from "@/design/button";
import { TextField } from "@/design/field";
import { Avatar } from "@/design/portrait";
import { ProblemNotice, useProblemWords } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { Segments } from "@/design/tabs";
import { showToast } from "@/design/toasts";
import { performWithUndo, useWaiting } from "@/undo/undo-queue";

import { useInviteCoOwnerMutation, useListPetOwnersQuery, useRemovePetOwnerMutation } from "../api";

const EMAIL = /^\S+@\S+\.\S+$/;

function Invite({ pet, onDone }: { pet: PetOut; onDone: () => void }) {
  const { t } = useTranslation();
  const [email, setEmail] = useState("");
  const [access, setAccess] = useState<PetAccess>("manage");
  const [isWrong, setIsWrong] = useState(false);
  const [invite, { isLoading, error }] = useInviteCoOwnerMutation();
  const send = async () => {
    const address = email.trim();
    setIsWrong(!EMAIL.test(address));
    if (!EMAIL.test(address)) return;
    const { error: problem } = await invite({ petId: pet.id, petInvitationIn: { email: address, access } });
    if (problem !== undefined) return;
    showToast({ tone: "free", message: t("pets.owners.invited", { email: address }) });
    onDone();
  };
  return (
    <form
      noValidate
      className="mt-4 flex flex-col gap-4 rounded-control border border-line bg-surface p-4"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextField
        label={t("pets.owners.email")}
        type="email"
        autoComplete="off"
        icon={<Mail aria-hidden="true" size={18} />}
        value={email}
        error={isWrong ? t("pets.owners.emailWrong") : undefined}
        onChange={(event) => setEmail(event.target.value)}
      />
      <div className="flex flex-col items-start gap-1.5">
        <Segments
          label={t("pets.owners.access")}
          value={access}
          onChange={setAccess}
          segments={[
            { value: "manage", label: t("pets.owners.manage") },
            { value: "view", label: t("pets.owners.view") },
          ]}
        />
        <p className="text-sm text-ink-soft">{t(`pets.owners.${access}Means`, { pet: pet.name })}</p>
      </div>
      {error !== undefined && <ProblemNotice problem={error} />}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" tone="solid" isBusy={isLoading}>
          {t("pets.owners.send")}
        </Button>
        <Button tone="quiet" onClick={onDone}>
          {t("actions.cancel")}
        </Button>
      </div>
    </form>
  );
}

function Owner({
  owner,
  isMe,
  onRemove,
}: {
  owner: PetOwnerOut;
  isMe: boolean;
  onRemove: (() => void) | null;
}) {
  const { t } = useTranslation();
  return (
    <li className="flex items-center gap-3 py-3">
      <Avatar name={owner.name} id={owner.person_id} size="small" />
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">
          {owner.name}
          {isMe && <span className="font-normal text-ink-soft"> ({t("pets.owners.you")})</span>}
        </span>
        <span className="mt-1 flex flex-wrap gap-1.5">
          {owner.is_primary && (
            <Badge tone="green" icon={Star}>
              {t("pets.owners.primary")}
            </Badge>
          )}
          <Badge
            tone={owner.access === "manage" ? "info" : "taken"}
            icon={owner.access === "manage" ? PencilLine : Eye}
          >
            {t(`pets.owners.${owner.access}`)}
          </Badge>
        </span>
      </span>
      {onRemove !== null && (
        <IconButton label={t("pets.owners.remove", { name: owner.name })} onClick={onRemove}>
          <X aria-hidden="true" size={20} />
        </IconButton>
      )}
    </li>
  );
}

export function OwnerList({ pet, myId }: { pet: PetOut; myId: string | undefined }) {
  const { t } = useTranslation();
  const wordsOf = useProblemWords();
  const [isInviting, setIsInviting] = useState(false);
  const { data, error, refetch } = useListPetOwnersQuery({ petId: pet.id });
  const [remove] = useRemovePetOwnerMutation();
  const waiting = useWaiting();
  if (data === undefined && error !== undefined) return <ProblemNotice problem={error} onRetry={refetch} />;
  if (data === undefined) {
    return (
      <Loading>
        <SkeletonRows rows={1} className="h-14" />
      </Loading>
    );
  }
  const keyOf = (owner: PetOwnerOut) => `owner:${pet.id}:${owner.person_id}`;
  const shown = data.items.filter((owner) => !waiting.has(keyOf(owner)));
  const managers = shown.filter(({ access }) => access === "manage");
  const mayManage = managers.some(({ person_id: id }) => id === myId);
  const isLast = (owner: PetOwnerOut) => owner.access === "manage" && managers.length === 1;
  const removeLater = (owner: PetOwnerOut) =>
    performWithUndo({
      key: keyOf(owner),
      message: t("pets.owners.removed", { name: owner.name, pet: pet.name }),
      undoLabel: t("actions.undo"),
      perform: () =>
        void remove({ petId: pet.id, personId: owner.person_id }).then(({ error: problem }) => {
          if (problem !== undefined) showToast({ tone: "alert", message: wordsOf(problem).title });
        }),
    });
  return (
    <>
      <ul className="divide-y divide-line border-y border-line">
        {shown.map((owner) => (
          <Owner
            key={owner.person_id}
            owner={owner}
            isMe={owner.person_id === myId}
            onRemove={mayManage && !isLast(owner) ? () => removeLater(owner) : null}
          />
        ))}
      </ul>
      {mayManage && managers.length === 1 && shown.length > 1 && (
        <p className="mt-2 text-sm text-ink-soft">{t("pets.owners.lastManager", { pet: pet.name })}</p>
      )}
      {mayManage && !isInviting && (
        <div className="mt-4">
          <Button
            size="small"
            icon={<UserPlus aria-hidden="true" size={16} />}
            onClick={() => setIsInviting(true)}
          >
            {t("pets.owners.invite")}
          </Button>
        </div>
      )}
      {isInviting && <Invite pet={pet} onDone={() => setIsInviting(false)} />}
    </>
  );
}
