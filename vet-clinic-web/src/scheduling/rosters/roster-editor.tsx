/** A vet's plans at this clinic, changed together and saved together: the API replaces the whole roster at once. */
import { CalendarPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { RosterOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { ProblemNotice } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";

import { useSetRosterMutation } from "../api";
import { PlanEditor } from "./plan-editor";
import { EMPTY_WEEK, planProblem, plansOf, windowsOf, type Plan } from "./roster-plans";

type Draft = Plan & { key: number };

export type RosterEditorProps = {
  clinicId: string;
  veterinarian: { id: string; name: string };
  rosters: readonly RosterOut[];
  today: string;
};

export function RosterEditor({ clinicId, veterinarian, rosters, today }: RosterEditorProps) {
  const { t } = useTranslation();
  const [drafts, setDrafts] = useState<readonly Draft[]>(() =>
    plansOf(rosters).map((plan, key) => ({ ...plan, key })),
  );
  const [isChanged, setIsChanged] = useState(false);
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const [save, { isLoading, error }] = useSetRosterMutation();

  const change = (next: readonly Draft[]) => {
    setIsChanged(true);
    setDrafts(next);
  };
  const mark = (cell: string, isWrong: boolean) =>
    setWrong((before) => {
      const after = new Set(before);
      if (isWrong) after.add(cell);
      else after.delete(cell);
      return after;
    });
  const remove = (key: number) => {
    change(drafts.filter((draft) => draft.key !== key));
    setWrong(new Set([...wrong].filter((cell) => !cell.startsWith(`${key}:`))));
  };
  const add = () => {
    const key = Math.max(-1, ...drafts.map((draft) => draft.key)) + 1;
    change([...drafts, { key, from: today, until: null, weeks: [EMPTY_WEEK] }]);
  };
  const send = async () => {
    const rosterIn = { clinic_id: clinicId, windows: windowsOf(drafts) };
    const result = await save({ veterinarianId: veterinarian.id, rosterIn });
    if (result.error !== undefined) return;
    setIsChanged(false);
    showToast({ tone: "free", message: t("scheduling.rosters.saved", { vet: veterinarian.name }) });
  };
  const mayNot = wrong.size > 0 || drafts.some((draft) => planProblem(draft) !== null);
  return (
    <div className="flex flex-col gap-6">
      {drafts.length === 0 && <p className="text-ink-soft">{t("scheduling.rosters.noPlan")}</p>}
      {drafts.map((draft) => (
        <PlanEditor
          key={draft.key}
          plan={draft}
          today={today}
          onChange={(plan) =>
            change(drafts.map((each) => (each.key === draft.key ? { ...plan, key: draft.key } : each)))
          }
          onWrong={(cell, isWrong) => mark(`${draft.key}:${cell}`, isWrong)}
          onRemove={() => remove(draft.key)}
        />
      ))}
      {error !== undefined && <ProblemNotice problem={error} />}
      <div className="flex flex-wrap gap-3">
        <Button tone="primary" isBusy={isLoading} disabled={!isChanged || mayNot} onClick={() => void send()}>
          {t("scheduling.rosters.save")}
        </Button>
        <Button icon={<CalendarPlus aria-hidden="true" size={18} />} onClick={add}>
          {t("scheduling.rosters.addPlan")}
        </Button>
      </div>
    </div>
  );
}
