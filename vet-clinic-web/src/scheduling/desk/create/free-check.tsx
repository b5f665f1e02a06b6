/** Is that time free? Asked while the form is filled in, with the reason when it is not, and the nearest times that are. */
import { CircleCheck, CircleSlash } from "lucide-react";
import { useTranslation } from "react-i18next";

import { ProblemNotice } from "@/design/problem-notice";
import { Spinner } from "@/design/spinner";
import { dayBounds } from "@/time/zones";

import { useListSlotsQuery } from "../../api";
import { neighbours } from "../../slots";

export type FreeWish = {
  clinicId: string;
  appointmentTypeId: string;
  veterinarianId: string | null;
  petId: string | null;
  /** The instant that is asked about. */
  at: string;
};

function asked({ clinicId, appointmentTypeId, veterinarianId, petId }: FreeWish) {
  return {
    clinicId,
    appointmentTypeId,
    ...(veterinarianId !== null && { veterinarianId }),
    ...(petId !== null && { petId }),
  };
}

/** What is known of one start; `undefined` while it is being asked. */
export function useFreeCheck(wish: FreeWish | null) {
  const query = useListSlotsQuery(
    wish === null ? { clinicId: "", appointmentTypeId: "" } : { ...asked(wish), at: wish.at },
    {
      skip: wish === null,
    },
  );
  const data = wish === null ? undefined : query.currentData;
  return {
    isFree: data === undefined ? undefined : data.items.length > 0,
    slot: data?.items[0],
    whyNot: data?.why_not ?? [],
    error: query.error,
    refetch: query.refetch,
  };
}

function Nearest({
  wish,
  date,
  zone,
  onPick,
}: {
  wish: FreeWish;
  date: string;
  zone: string;
  onPick: (time: string) => void;
}) {
  const { t } = useTranslation();
  const { currentData } = useListSlotsQuery({ ...asked(wish), ...dayBounds(date, zone) });
  const near = neighbours(currentData?.items ?? [], wish.at, 4);
  if (near.length === 0) return null;
  return (
    <p className="mt-2 flex flex-wrap items-center gap-2 text-sm">
      {t("desk.create.near")}
      {near.map((slot) => (
        <button
          key={`${slot.starts_at}${slot.ends_at}`}
          type="button"
          onClick={() => onPick(slot.starts_local.slice(11, 16))}
          className="tabular min-h-8 rounded-control border border-line-strong bg-surface px-2 font-semibold hover:border-ink"
        >
          {slot.starts_local.slice(11, 16)}
        </button>
      ))}
    </p>
  );
}

export type FreeCheckProps = {
  wish: FreeWish | null;
  date: string;
  zone: string;
  vetName: (id: string) => string;
  onPick: (time: string) => void;
};

export function FreeCheck({ wish, date, zone, vetName, onPick }: FreeCheckProps) {
  const { t } = useTranslation();
  const { isFree, slot, whyNot, error, refetch } = useFreeCheck(wish);
  if (wish === null) return <p className="text-sm text-ink-soft">{t("desk.create.checkLater")}</p>;
  if (error !== undefined) return <ProblemNotice problem={error} onRetry={refetch} />;
  return (
    <div role="status" className="min-h-6 text-sm">
      {isFree === undefined && (
        <p className="flex items-center gap-2 text-ink-soft">
          <Spinner /> {t("desk.create.checking")}
        </p>
      )}
      {isFree === true && (
        <p className="flex items-start gap-2 font-semibold text-free">
          <CircleCheck aria-hidden="true" size={18} className="mt-0.5 shrink-0" />
          {t("desk.create.free", { vets: (slot?.veterinarian_ids ?? []).map(vetName).join(", ") })}
        </p>
      )}
      {isFree === false && (
        <div className="rounded-control bg-due-wash px-3 py-2">
          <p className="flex items-start gap-2">
            <CircleSlash aria-hidden="true" size={18} className="mt-0.5 shrink-0 text-due" />
            <span>
              {whyNot.length === 0
                ? t("desk.whyNot.taken")
                : whyNot.map((reason) => t(`desk.whyNot.${reason}`)).join(" ")}
            </span>
          </p>
          <Nearest wish={wish} date={date} zone={zone} onPick={onPick} />
        </div>
      )}
    </div>
  );
}
