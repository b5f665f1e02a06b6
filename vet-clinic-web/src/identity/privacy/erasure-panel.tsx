/** Being forgotten: what goes, what the law keeps and why, the e-mail typed out, and seven days to change one's mind. */
import { Archive, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ErasureOut } from "@/api/generated.gen";
import { isNowhere, isProblem } from "@/api/problem";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { TextField } from "@/design/field";
import { Notice } from "@/design/notice";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { useTimes } from "@/time/use-times";

import { useCancelErasureMutation, useGetErasureQuery, useRequestErasureMutation } from "../api";

const GOES = ["person", "pets", "visits", "access"] as const;
const STAYS = ["records", "trail", "proof"] as const;

function What() {
  const { t } = useTranslation();
  return (
    <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
      <div>
        <h3 className="flex items-center gap-2 font-semibold">
          <Trash2 aria-hidden="true" size={18} className="text-alert" />
          {t("identity.erasure.goes")}
        </h3>
        <ul className="mt-2 list-disc space-y-1 pl-5 text-sm">
          {GOES.map((each) => (
            <li key={each}>{t(`identity.erasure.going.${each}`)}</li>
          ))}
        </ul>
      </div>
      <div>
        <h3 className="flex items-center gap-2 font-semibold">
          <Archive aria-hidden="true" size={18} className="text-info" />
          {t("identity.erasure.stays")}
        </h3>
        <ul className="mt-2 list-disc space-y-1 pl-5 text-sm">
          {STAYS.map((each) => (
            <li key={each}>{t(`identity.erasure.staying.${each}`)}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** The clinics that would be left without anybody to run them, when that is why it was refused. */
function Clinics({ problem }: { problem: unknown }) {
  const { t } = useTranslation();
  const clinics = isProblem(problem) ? problem.params["clinics"] : undefined;
  if (!Array.isArray(clinics) || clinics.length === 0) return null;
  const names = clinics.map((clinic: { name?: unknown }) =>
    typeof clinic.name === "string" ? clinic.name : "",
  );
  return <p className="mt-2 text-sm">{t("identity.erasure.blockedBy", { names: names.join(", ") })}</p>;
}

function Asking({ email, onClose }: { email: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [request, { isLoading, error }] = useRequestErasureMutation();
  const isRight = typed.trim().toLowerCase() === email.toLowerCase();
  const ask = async () => {
    const { data } = await request({ erasureIn: { confirm: typed.trim() } });
    if (data !== undefined) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("identity.erasure.confirmTitle")}
      actions={
        <>
          <Button onClick={onClose}>{t("identity.erasure.stay")}</Button>
          <Button tone="alert" disabled={!isRight} isBusy={isLoading} onClick={() => void ask()}>
            {t("identity.erasure.ask")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p>{t("identity.erasure.confirmText")}</p>
        <TextField
          label={t("identity.erasure.type", { email })}
          type="email"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {error !== undefined && (
          <div>
            <ProblemNotice problem={error} />
            <Clinics problem={error} />
          </div>
        )}
      </div>
    </Dialog>
  );
}

function Pending({ erasure }: { erasure: ErasureOut }) {
  const { t } = useTranslation();
  const times = useTimes();
  const [cancel, { isLoading, error }] = useCancelErasureMutation();
  return (
    <Notice
      tone="due"
      title={t("identity.erasure.pending", { moment: times.moment(erasure.due_at, times.viewer) })}
      action={
        <Button tone="solid" isBusy={isLoading} onClick={() => void cancel()}>
          {t("identity.erasure.cancel")}
        </Button>
      }
    >
      <p>{t("identity.erasure.pendingText")}</p>
      {error !== undefined && <ProblemNotice problem={error} />}
    </Notice>
  );
}

export function ErasurePanel({ email }: { email: string }) {
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  const { currentData, data, error, refetch } = useGetErasureQuery();
  const isNone = isNowhere(error);
  if (error !== undefined && !isNone && data === undefined)
    return <ProblemNotice problem={error} onRetry={refetch} />;
  if (currentData === undefined && !isNone) {
    return (
      <Loading>
        <SkeletonRows rows={2} />
      </Loading>
    );
  }
  const pending = !isNone && currentData?.state === "requested" ? currentData : null;
  return (
    <div className="flex flex-col gap-5">
      {pending !== null && <Pending erasure={pending} />}
      <p className="max-w-prose">{t("identity.erasure.lead")}</p>
      <What />
      {pending === null && (
        <div>
          <Button tone="alert" onClick={() => setIsAsking(true)}>
            {t("identity.erasure.begin")}
          </Button>
        </div>
      )}
      {isAsking && <Asking email={email} onClose={() => setIsAsking(false)} />}
    </div>
  );
}
