/** Everything about one visit for staff, with the next step as the one bright button. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut, Role } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { TextField } from "@/design/field";
import { PetPortrait } from "@/design/portrait";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { useNow } from "@/time/use-times";

import { useGetAppointmentQuery } from "../api";
import { AppointmentFacts } from "../components/appointment-words";
import { StatusPill } from "../components/status-pill";
import { ChangeAddress } from "../home-visit/change-address";
import { keepsCalendar, stepsFor, type Step } from "../statuses";
import { useShownStatus, useSteps } from "../use-steps";
import { RequestSteps } from "./decide/request-steps";
import { ScopeChoice, type Scope } from "./series/scope-choice";
import { useCancelSeriesWithUndo } from "./series/use-cancel-series";
import { LateFee, useStaffFacts } from "./staff-facts";

const FORWARD: readonly Step[] = ["checkIn", "start", "finish"];

type CancelFormProps = {
  isOfSeries: boolean;
  onCancel: (reason: string, scope: Scope) => void;
  onKeep: () => void;
};

function CancelForm({ isOfSeries, onCancel, onKeep }: CancelFormProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const [scope, setScope] = useState<Scope>("this");
  return (
    <form
      className="flex flex-col gap-3 border-t border-line pt-4"
      onSubmit={(event) => {
        event.preventDefault();
        onCancel(reason, scope);
      }}
    >
      {isOfSeries && <ScopeChoice value={scope} onChange={setScope} />}
      <TextField
        label={t("scheduling.facts.reason")}
        optional={t("states.optional")}
        maxLength={4000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="small" tone="alert">
          {t("scheduling.cancelAction")}
        </Button>
        <Button size="small" onClick={onKeep}>
          {t("scheduling.desk.keep")}
        </Button>
      </div>
    </form>
  );
}

function Steps({
  appointment,
  roles,
  onMove,
}: {
  appointment: AppointmentOut;
  roles: readonly Role[];
  onMove: () => void;
}) {
  const { t } = useTranslation();
  const shownStatus = useShownStatus();
  const { perform, isBusy } = useSteps();
  const cancelSeries = useCancelSeriesWithUndo();
  const [isCancelling, setIsCancelling] = useState(false);
  const status = shownStatus(appointment);
  const now = useNow();
  const steps = stepsFor(status, roles, Date.parse(appointment.starts_at) <= now.toMillis());
  const forward = steps.find((step) => FORWARD.includes(step));
  const canMove = keepsCalendar(roles) && (status === "requested" || status === "confirmed");
  if (isCancelling && steps.includes("cancel")) {
    return (
      <CancelForm
        isOfSeries={appointment.series_id !== null}
        onKeep={() => setIsCancelling(false)}
        onCancel={(reason, scope) => {
          setIsCancelling(false);
          if (scope === "this" || appointment.series_id === null) perform("cancel", appointment, reason);
          else cancelSeries(appointment, appointment.series_id, scope, reason);
        }}
      />
    );
  }
  return (
    <div className="flex flex-wrap gap-2">
      {status === "requested" && keepsCalendar(roles) && <RequestSteps appointment={appointment} />}
      {forward !== undefined && (
        <Button tone="primary" isBusy={isBusy} onClick={() => perform(forward, appointment)}>
          {t(`scheduling.desk.step.${forward}`)}
        </Button>
      )}
      {canMove && <Button onClick={onMove}>{t("scheduling.move.action")}</Button>}
      {canMove && <ChangeAddress appointment={appointment} />}
      {steps.includes("markMissed") && (
        <Button tone="quiet" onClick={() => perform("markMissed", appointment)}>
          {t("scheduling.desk.step.markMissed")}
        </Button>
      )}
      {steps.includes("cancel") && (
        <Button tone="quiet" onClick={() => setIsCancelling(true)}>
          {t("scheduling.desk.step.cancel")}
        </Button>
      )}
    </div>
  );
}

export type AppointmentPanelProps = {
  appointmentId: string;
  /** What the person at the screen is at this clinic. */
  roles: readonly Role[];
  onMove: (appointment: AppointmentOut) => void;
};

export function AppointmentPanel({ appointmentId, roles, onMove }: AppointmentPanelProps) {
  const { t } = useTranslation();
  const shownStatus = useShownStatus();
  const { currentData: appointment, error, refetch } = useGetAppointmentQuery({ appointmentId });
  const staffFacts = useStaffFacts(appointment);
  if (appointment === undefined && error !== undefined)
    return <ProblemNotice problem={error} onRetry={refetch} />;
  if (appointment === undefined) {
    return (
      <Loading>
        <SkeletonRows rows={5} className="h-12" />
      </Loading>
    );
  }
  return (
    <div className="flex flex-col gap-5">
      <div className="flex items-center gap-4">
        <PetPortrait petId={appointment.pet_id} species={appointment.pet_species} size="large" />
        <div className="min-w-0">
          <h2 className="font-serif text-xl leading-tight font-medium">{appointment.pet_name}</h2>
          <p className="mt-0.5 text-sm text-ink-soft">{t(`pets.species.${appointment.pet_species}`)}</p>
          <p className="mt-1">
            <StatusPill status={shownStatus(appointment)} />
          </p>
        </div>
      </div>
      <Steps
        key={appointment.id}
        appointment={appointment}
        roles={roles}
        onMove={() => onMove(appointment)}
      />
      <LateFee appointment={appointment} mayWaive={keepsCalendar(roles)} />
      <AppointmentFacts appointment={appointment} forStaff more={staffFacts} />
    </div>
  );
}
