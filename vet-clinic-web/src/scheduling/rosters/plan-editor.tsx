/** One plan of a vet's week: from when until when, how many weeks take turns, and the hours of each. */
import { Copy, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Badge } from "@/design/badge";
import { Button } from "@/design/button";
import { Card } from "@/design/card";
import { TextField } from "@/design/field";
import { Select } from "@/design/select";
import { Segments } from "@/design/tabs";
import { CalendarCheck } from "lucide-react";

import { WeekHours } from "../hours/week-hours";
import type { Hours } from "../hours/hours";
import {
  EMPTY_WEEK,
  holdsOn,
  letterOf,
  minutesOfWeek,
  mondayOnWorkdays,
  MOST_WEEKS,
  planProblem,
  turnOf,
  withDay,
  withWeeks,
  type Plan,
} from "./roster-plans";

export type PlanEditorProps = {
  plan: Plan;
  today: string;
  onChange: (plan: Plan) => void;
  /** A cell that holds no hours yet, named by week and weekday, or its end. */
  onWrong: (cell: string, isWrong: boolean) => void;
  onRemove: () => void;
};

export function PlanEditor({ plan, today, onChange, onWrong, onRemove }: PlanEditorProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(0);
  const [copies, setCopies] = useState(0);
  const week = Math.min(shown, plan.weeks.length - 1);
  const hours = plan.weeks[week] ?? EMPTY_WEEK;
  const isNow = holdsOn(plan, today);
  const problem = planProblem(plan);
  const setDay = (weekday: number, day: readonly Hours[] | null) => {
    onWrong(`${week}.${weekday}`, day === null);
    if (day !== null) onChange(withDay(plan, week, weekday, day));
  };
  return (
    <Card>
      <div className="flex flex-wrap items-end gap-4">
        <TextField
          label={t("scheduling.rosters.from")}
          type="date"
          value={plan.from}
          error={problem === "from" ? t("scheduling.rosters.fromNeeded") : undefined}
          onChange={(event) => onChange({ ...plan, from: event.target.value })}
        />
        <TextField
          label={t("scheduling.rosters.until")}
          type="date"
          optional={t("states.optional")}
          min={plan.from}
          value={plan.until ?? ""}
          error={problem === "order" ? t("scheduling.rosters.order") : undefined}
          onChange={(event) =>
            onChange({ ...plan, until: event.target.value === "" ? null : event.target.value })
          }
        />
        <Select
          label={t("scheduling.rosters.rotation")}
          value={String(plan.weeks.length)}
          className="w-64 max-w-full"
          choices={Array.from({ length: MOST_WEEKS }, (_, index) => ({
            value: String(index + 1),
            label: t("scheduling.rotationWeeks", { count: index + 1 }),
          }))}
          onChange={(count) => onChange(withWeeks(plan, Number(count)))}
        />
        <span className="ml-auto flex items-center gap-3">
          {isNow && (
            <Badge tone="free" icon={CalendarCheck}>
              {t("scheduling.rosters.now")}
            </Badge>
          )}
          <Button tone="quiet" icon={<Trash2 aria-hidden="true" size={18} />} onClick={onRemove}>
            {t("scheduling.rosters.removePlan")}
          </Button>
        </span>
      </div>
      <div className="mt-6 mb-4 flex flex-wrap items-center gap-3">
        {plan.weeks.length > 1 && (
          <Segments
            label={t("scheduling.rosters.weeks")}
            value={String(week)}
            onChange={(value) => setShown(Number(value))}
            segments={plan.weeks.map((_, index) => ({
              value: String(index),
              label: t("scheduling.rosters.week", { letter: letterOf(index) }),
            }))}
          />
        )}
        <p className="tabular text-sm text-ink-soft">
          {t("scheduling.rosters.total", { hours: Math.round(minutesOfWeek(hours) / 6) / 10 })}
          {isNow && plan.weeks.length > 1 && turnOf(plan, today) === week && (
            <> · {t("scheduling.rosters.thisWeek")}</>
          )}
        </p>
        <Button
          size="small"
          tone="quiet"
          icon={<Copy aria-hidden="true" size={16} />}
          disabled={(hours[0] ?? []).length === 0}
          onClick={() => {
            onChange(mondayOnWorkdays(plan, week));
            setCopies(copies + 1);
          }}
        >
          {t("scheduling.rosters.copyMonday")}
        </Button>
      </div>
      <WeekHours
        key={`${week}.${copies}`}
        week={hours}
        onDay={setDay}
        emptyWord={t("scheduling.rosters.free")}
      />
    </Card>
  );
}
