/** Say where else a visit at home takes place, for owners and for the desk, while it lies ahead. */
import { House } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { ProblemNotice } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";

import { useChangeVisitAddressMutation } from "../api";
import { AddressField } from "./address-field";

export function ChangeAddress({ appointment }: { appointment: AppointmentOut }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const lies = appointment.status === "requested" || appointment.status === "confirmed";
  if (appointment.place !== "home_visit" || !lies) return null;
  return (
    <>
      <Button
        icon={<House aria-hidden="true" size={18} />}
        onClick={() => setTyped(appointment.visit_address ?? "")}
      >
        {t(`scheduling.homeVisit.${appointment.visit_address === null ? "add" : "change"}`)}
      </Button>
      {typed !== null && (
        <AddressDialog
          appointment={appointment}
          typed={typed}
          onType={setTyped}
          onClose={() => setTyped(null)}
        />
      )}
    </>
  );
}

type AddressDialogProps = {
  appointment: AppointmentOut;
  typed: string;
  onType: (address: string) => void;
  onClose: () => void;
};

function AddressDialog({ appointment, typed, onType, onClose }: AddressDialogProps) {
  const { t } = useTranslation();
  const [isAsked, setIsAsked] = useState(false);
  const [change, { isLoading, error }] = useChangeVisitAddressMutation();
  const save = async () => {
    setIsAsked(true);
    if (typed.trim() === "") return;
    const { data } = await change({
      appointmentId: appointment.id,
      visitAddressIn: { visit_address: typed.trim() },
    });
    if (data === undefined) return;
    showToast({ tone: "free", message: t("scheduling.homeVisit.changed", { pet: appointment.pet_name }) });
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("scheduling.homeVisit.title", { pet: appointment.pet_name })}
      actions={
        <>
          <Button onClick={onClose}>{t("actions.cancel")}</Button>
          <Button tone="primary" isBusy={isLoading} onClick={() => void save()}>
            {t("actions.save")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <AddressField value={typed} onChange={onType} isAsked={isAsked} />
        {error !== undefined && <ProblemNotice problem={error} />}
      </div>
    </Dialog>
  );
}
