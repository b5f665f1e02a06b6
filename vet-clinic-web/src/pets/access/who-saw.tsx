/** "Who saw my pet's data?" One pet at a time, as a calm line through the days. */
import { CalendarDays, Eye, FileText, Pencil, Siren } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AccessLogEntryOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { EmptyState } from "@/design/empty-state";
import { ProblemNotice } from "@/design/problem-notice";
import { Select } from "@/design/select";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { Timeline } from "@/design/timeline";
import { useTimes } from "@/time/use-times";

import { useListPetAccessQuery, useListPetsQuery } from "../api";

const ICONS = { opened: Eye, changed: Pencil, booked: CalendarDays, rescheduled: CalendarDays } as const;
const PAGE = 20;

/** Employees whom the API names only by what they do, in its English; their clinic follows after "of". */
const UNNAMED = {
  "A veterinarian": "veterinarian",
  "A technician": "technician",
  "The front desk": "receptionist",
  "An administrator": "clinic_administrator",
  "A platform administrator": "system_administrator",
} as const;

function useSentence(pet: string) {
  const { t, i18n } = useTranslation();
  const nameIn = (words: string) => {
    const role = UNNAMED[words as keyof typeof UNNAMED] as (typeof UNNAMED)[keyof typeof UNNAMED] | undefined;
    return role === undefined ? words : t(`pets.access.somebody.${role}`);
  };
  return ({ who, action, clinic_name: clinic }: AccessLogEntryOut) => {
    const suffix = ` of ${clinic ?? ""}`;
    const person =
      clinic !== null && who.endsWith(suffix)
        ? t("pets.access.whoAt", { name: nameIn(who.slice(0, -suffix.length)), clinic })
        : nameIn(who);
    const key = `pets.access.actions.${action}`;
    return i18n.exists(key)
      ? t(key as "pets.access.actions.opened", { who: person, pet })
      : t("pets.access.actions.other", { who: person, pet });
  };
}

function LogPage({
  petId,
  pet,
  after,
  isFirst,
}: {
  petId: string;
  pet: string;
  after?: string;
  isFirst: boolean;
}) {
  const { t } = useTranslation();
  const times = useTimes();
  const sentence = useSentence(pet);
  const [showsMore, setShowsMore] = useState(false);
  const { data, error, refetch } = useListPetAccessQuery({
    petId,
    limit: PAGE,
    ...(after !== undefined && { after }),
  });
  if (data === undefined && error !== undefined) return <ProblemNotice problem={error} onRetry={refetch} />;
  if (data === undefined) {
    return (
      <Loading>
        <SkeletonRows rows={3} className="h-12" />
      </Loading>
    );
  }
  if (isFirst && data.items.length === 0) {
    return (
      <EmptyState title={t("pets.access.none", { pet })} species="cat">
        {t("pets.access.noneAdvice")}
      </EmptyState>
    );
  }
  const entries = data.items.map((entry, index) => {
    const isEmergency = entry.acting_as.includes("system_administrator");
    const Icon = isEmergency ? Siren : (ICONS[entry.action as keyof typeof ICONS] ?? FileText);
    const detail = [
      isEmergency && t("pets.access.emergency"),
      entry.reason_given && t("pets.access.reasonGiven"),
    ].filter(Boolean);
    return {
      key: `${entry.at}-${index}`,
      at: entry.at,
      icon: <Icon size={16} />,
      words: sentence(entry),
      detail: detail.length > 0 && detail.join(" · "),
    };
  });
  return (
    <>
      <Timeline entries={entries} zone={times.viewer} />
      {data.next && !showsMore && (
        <div className="mt-4">
          <Button size="small" onClick={() => setShowsMore(true)}>
            {t("actions.more")}
          </Button>
        </div>
      )}
      {data.next && showsMore && (
        <div className="mt-6">
          <LogPage petId={petId} pet={pet} after={data.next} isFirst={false} />
        </div>
      )}
    </>
  );
}

/** The log of one pet. */
export function PetAccessLog({ petId, pet }: { petId: string; pet: string }) {
  return <LogPage key={petId} petId={petId} pet={pet} isFirst />;
}

/** The log of whichever of my pets is chosen. */
export function WhoSaw() {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const { data, error, refetch } = useListPetsQuery({ limit: 100 });
  if (data === undefined && error !== undefined) return <ProblemNotice problem={error} onRetry={refetch} />;
  if (data === undefined) {
    return (
      <Loading>
        <SkeletonRows rows={3} className="h-12" />
      </Loading>
    );
  }
  const pet = data.items.find(({ id }) => id === chosen) ?? data.items[0];
  if (pet === undefined) return <p className="text-ink-soft">{t("pets.access.noPets")}</p>;
  return (
    <div className="flex flex-col gap-6">
      {data.items.length > 1 && (
        <Select
          label={t("pets.access.which")}
          value={pet.id}
          onChange={setChosen}
          choices={data.items.map(({ id, name }) => ({ value: id, label: name }))}
          className="max-w-72"
        />
      )}
      <PetAccessLog petId={pet.id} pet={pet.name} />
    </div>
  );
}
