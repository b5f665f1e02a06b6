/** Things that are pressed, typed into and chosen from, in every state. */
import { Plus, Search, Trash2 } from "lucide-react";
import { useState } from "react";

import { Button, IconButton, LinkButton, TextLink } from "@/design/button";
import { Checkbox, TextArea, TextField } from "@/design/field";
import { Kbd, Section } from "@/design/page";
import { Select } from "@/design/select";
import { Switch } from "@/design/switch";
import { Segments, Tabs } from "@/design/tabs";
import { DayCalendar } from "@/scheduling/booking/day-calendar";
import type { Hours } from "@/scheduling/hours/hours";
import { HoursField } from "@/scheduling/hours/hours-field";
import { ToggleList } from "@/scheduling/waitlist/toggle-list";

const TONES = ["primary", "solid", "plain", "quiet", "alert"] as const;

function Buttons() {
  return (
    <Section title="Buttons">
      <div className="flex flex-col gap-3">
        {TONES.map((tone) => (
          <div key={tone} className="flex flex-wrap items-center gap-3">
            <Button tone={tone} size="small">
              {tone}
            </Button>
            <Button tone={tone} icon={<Plus aria-hidden="true" size={18} />}>
              With an icon
            </Button>
            <Button tone={tone} isBusy>
              Busy
            </Button>
            <Button tone={tone} disabled>
              Disabled
            </Button>
            <Button tone={tone} size="large">
              Impfterminvereinbarungsbestätigung
            </Button>
          </div>
        ))}
        <div className="flex flex-wrap items-center gap-3">
          <LinkButton to="/kitchen-sink">A link that looks like a button</LinkButton>
          <TextLink to="/kitchen-sink">A link in text</TextLink>
          <IconButton label="Remove">
            <Trash2 aria-hidden="true" size={20} />
          </IconButton>
          <IconButton label="Remove (disabled)" disabled>
            <Trash2 aria-hidden="true" size={20} />
          </IconButton>
          <Kbd>Ctrl</Kbd>
          <Kbd>K</Kbd>
        </div>
      </div>
    </Section>
  );
}

function Fields() {
  const [choice, setChoice] = useState<"one" | "two" | "three">("one");
  const [view, setView] = useState<"day" | "list">("day");
  const [isOn, setIsOn] = useState(true);
  return (
    <Section title="Fields">
      <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
        <TextField label="Empty" placeholder="Placeholder" />
        <TextField
          label="With an icon"
          icon={<Search aria-hidden="true" size={18} />}
          defaultValue="Berlin"
        />
        <TextField label="With a hint" hint="This helps to answer." optional="optional" />
        <TextField label="Wrong" error="A microchip number has 15 digits." defaultValue="1234" />
        <TextField label="Disabled" disabled defaultValue="Cannot be changed" />
        <Select
          label="One of a list"
          value={choice}
          onChange={setChoice}
          choices={[
            { value: "one", label: "One" },
            { value: "two", label: "Two", detail: "with a detail" },
            { value: "three", label: "Kaninchenkastrationsnachsorge" },
          ]}
        />
        <TextArea label="More words" hint="Several lines." />
        <div className="flex flex-col gap-3">
          <Checkbox label="A yes or no" hint="With a hint." />
          <Checkbox label="Chosen" defaultChecked />
          <Switch
            label="Counts at once"
            hint="On or off, said in words too."
            words={{ on: "On", off: "Off" }}
            isOn={isOn}
            onChange={setIsOn}
          />
          <Switch label="Busy" words={{ on: "On", off: "Off" }} isOn isBusy onChange={() => undefined} />
          <Segments
            label="View"
            value={view}
            onChange={setView}
            segments={[
              { value: "day", label: "Day" },
              { value: "list", label: "List" },
            ]}
          />
        </div>
      </div>
      <div className="mt-6">
        <Tabs
          label="Sections"
          tabs={[
            { to: "#one", label: "Current", isCurrent: true },
            { to: "#two", label: "Another", isCurrent: false },
            { to: "#three", label: "Eine ziemlich lange Überschrift", isCurrent: false },
          ]}
        />
      </div>
    </Section>
  );
}

const COUNTS = new Map([
  ["2026-03-03", 12],
  ["2026-03-04", 1],
  ["2026-03-12", 7],
  ["2026-03-20", 24],
]);

function Calendar() {
  const [sheet, setSheet] = useState("2026-03-02");
  const [day, setDay] = useState("2026-03-03");
  const shared = {
    sheet,
    today: "2026-03-02",
    lastDate: "2026-05-31",
    chosen: day,
    onChoose: setDay,
    onSheet: setSheet,
  };
  return (
    <Section title="Calendar">
      <div className="grid grid-cols-1 gap-8 sm:grid-cols-2">
        <DayCalendar {...shared} counts={COUNTS} />
        <DayCalendar {...shared} counts={null} />
      </div>
    </Section>
  );
}

const NO_HOURS: readonly Hours[] = [];
const WITH_A_BREAK: readonly Hours[] = [
  { starts: 8 * 60, ends: 12 * 60 },
  { starts: 13 * 60 + 30, ends: 18 * 60 },
];
const OVER_MIDNIGHT: readonly Hours[] = [{ starts: 20 * 60, ends: 4 * 60 }];
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map((label, value) => ({ value, label }));

function HoursAndDays() {
  const [some, setSome] = useState<number[]>([0, 2]);
  const [none, setNone] = useState<number[]>([]);
  const ignored = () => undefined;
  return (
    <Section title="Hours and days">
      <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
        <HoursField label="With a break" value={WITH_A_BREAK} onChange={ignored} emptyWord="Closed" />
        <HoursField label="Over midnight" value={OVER_MIDNIGHT} onChange={ignored} emptyWord="Closed" />
        <HoursField label="None" value={NO_HOURS} onChange={ignored} emptyWord="Closed" />
        <ToggleList
          legend="Several of a few"
          options={WEEKDAYS}
          chosen={some}
          error={undefined}
          onChange={setSome}
        />
        <ToggleList
          legend="None chosen, one needed"
          options={WEEKDAYS}
          chosen={none}
          error={none.length === 0 ? "Please choose at least one day." : undefined}
          onChange={setNone}
        />
      </div>
    </Section>
  );
}

export function Controls() {
  return (
    <>
      <Buttons />
      <Fields />
      <Calendar />
      <HoursAndDays />
    </>
  );
}
