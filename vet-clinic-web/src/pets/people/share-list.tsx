/** The clinics that see a pet because its owner said so. Which clinics there are is for the page to say: pets know none. */
import { House, Plus, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { PetOut, PetShareOut } from "@/api/generated.gen";
import { Button, IconButton } from "@/design/button";
import { TextField } from "@/design/field";
import { ProblemNotice, useProblemWords } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { showToast } from "@/design/toasts";
import { useTimes } from "@/time/use-times";
import { dateIn, dayBounds, viewerZone } from "@/time/zones";
import { performWithUndo, useWaiting } from "@/undo/undo-queue";

import { useListPetSharesQuery, useSharePetMutation, useUnsharePetMutation } from "../api";

export type ClinicQuestion = (answer: {
  value: string | null;
  onChange: (clinicId: string) => void;
  except: readonly string[];
}) => ReactNode;

function Sharing({
  pet,
  except,
  clinicQuestion,
  onDone,
}: {
  pet: PetOut;
  except: readonly string[];
  clinicQuestion: ClinicQuestion;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const [clinicId, setClinicId] = useState<string | null>(null);
  const [until, setUntil] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const [share, { isLoading, error }] = useSharePetMutation();
  const send = async () => {
    setIsMissing(clinicId === null);
    if (clinicId === null) return;
    const endsAt = until === "" ? null : dayBounds(until, viewerZone()).to;
    const { data } = await share({
      petId: pet.id,
      clinicId,
      petShareIn: { clinic_id: clinicId, ends_at: endsAt },
    });
    if (data === undefined) return;
    showToast({
      tone: "free",
      message: t("pets.shares.shared", { clinic: data.clinic_name, pet: pet.name }),
    });
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
      {clinicQuestion({ value: clinicId, onChange: setClinicId, except })}
      {isMissing && clinicId === null && (
        <p role="alert" className="text-sm font-semibold text-alert">
          {t("pets.shares.clinicNeeded")}
        </p>
      )}
      <TextField
        label={t("pets.shares.until")}
        optional={t("states.optional")}
        hint={t("pets.shares.untilHint")}
        type="date"
        min={dateIn(viewerZone())}
        value={until}
        onChange={(event) => setUntil(event.target.value)}
      />
      {error !== undefined && <ProblemNotice problem={error} />}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" tone="solid" isBusy={isLoading}>
          {t("pets.shares.share")}
        </Button>
        <Button tone="quiet" onClick={onDone}>
          {t("actions.cancel")}
        </Button>
      </div>
    </form>
  );
}

function Share({ share, onEnd }: { share: PetShareOut; onEnd: (() => void) | null }) {
  const { t } = useTranslation();
  const times = useTimes();
  return (
    <li className="flex items-center gap-3 py-3">
      <span
        aria-hidden="true"
        className="flex size-8 shrink-0 items-center justify-center rounded-full bg-green-wash text-green"
      >
        <House size={16} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">{share.clinic_name}</span>
        <span className="block text-sm text-ink-soft">
          {t("pets.shares.since", { day: times.day(share.shared_at, times.viewer) })}
          {share.ends_at !== null &&
            ` · ${t("pets.shares.ends", { moment: times.moment(share.ends_at, times.viewer) })}`}
        </span>
      </span>
      {onEnd !== null && (
        <IconButton label={t("pets.shares.end", { clinic: share.clinic_name })} onClick={onEnd}>
          <X aria-hidden="true" size={20} />
        </IconButton>
      )}
    </li>
  );
}

export function ShareList({
  pet,
  mayManage,
  clinicQuestion,
}: {
  pet: PetOut;
  mayManage: boolean;
  clinicQuestion: ClinicQuestion;
}) {
  const { t } = useTranslation();
  const wordsOf = useProblemWords();
  const [isSharing, setIsSharing] = useState(false);
  const { data, error, refetch } = useListPetSharesQuery({ petId: pet.id });
  const [unshare] = useUnsharePetMutation();
  const waiting = useWaiting();
  if (data === undefined && error !== undefined) return <ProblemNotice problem={error} onRetry={refetch} />;
  if (data === undefined) {
    return (
      <Loading>
        <SkeletonRows rows={1} className="h-14" />
      </Loading>
    );
  }
  const keyOf = (share: PetShareOut) => `share:${pet.id}:${share.clinic_id}`;
  const shown = data.items.filter((share) => !waiting.has(keyOf(share)));
  const endLater = (share: PetShareOut) =>
    performWithUndo({
      key: keyOf(share),
      message: t("pets.shares.ended", { clinic: share.clinic_name, pet: pet.name }),
      undoLabel: t("actions.undo"),
      perform: () =>
        void unshare({ petId: pet.id, clinicId: share.clinic_id }).then(({ error: problem }) => {
          if (problem !== undefined) showToast({ tone: "alert", message: wordsOf(problem).title });
        }),
    });
  return (
    <>
      {shown.length === 0 && !isSharing && (
        <p className="max-w-prose text-ink-soft">{t("pets.shares.none", { pet: pet.name })}</p>
      )}
      {shown.length > 0 && (
        <ul className="divide-y divide-line border-y border-line">
          {shown.map((share) => (
            <Share key={share.clinic_id} share={share} onEnd={mayManage ? () => endLater(share) : null} />
          ))}
        </ul>
      )}
      {mayManage && !isSharing && (
        <div className="mt-4">
          <Button
            size="small"
            icon={<Plus aria-hidden="true" size={16} />}
            onClick={() => setIsSharing(true)}
          >
            {t("pets.shares.add")}
          </Button>
        </div>
      )}
      {isSharing && (
        <Sharing
          pet={pet}
          except={data.items.map(({ clinic_id: id }) => id)}
          clinicQuestion={clinicQuestion}
          onDone={() => setIsSharing(false)}
        />
      )}
    </>
  );
}
