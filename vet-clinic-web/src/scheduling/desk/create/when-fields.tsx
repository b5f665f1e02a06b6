/** A day and a time at the clinic, typed. */
import { useTranslation } from "react-i18next";

import { TextField } from "@/design/field";

export type WhenFieldsProps = {
  date: string;
  time: string;
  dayLabel?: string;
  timeLabel?: string;
  onChange: (change: { date?: string; time?: string }) => void;
};

export function WhenFields({ date, time, dayLabel, timeLabel, onChange }: WhenFieldsProps) {
  const { t } = useTranslation();
  return (
    <div className="grid grid-cols-2 gap-3">
      <TextField
        label={dayLabel ?? t("desk.create.day")}
        type="date"
        required
        value={date}
        onChange={(event) => onChange({ date: event.target.value })}
      />
      <TextField
        label={timeLabel ?? t("desk.create.time")}
        type="time"
        step={300}
        required
        value={time}
        onChange={(event) => onChange({ time: event.target.value })}
      />
    </div>
  );
}
