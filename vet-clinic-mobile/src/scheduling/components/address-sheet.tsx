/** Say where else a visit at home takes place. The words stay when the call fails. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/api/problem-notice";
import { Button } from "@/design/button";
import { Sheet } from "@/design/sheet";
import { useChangeVisitAddressMutation, type Appointment } from "../api";
import { AddressField } from "./address-field";

export function ChangeAddress({ visit }: { visit: Appointment }) {
  const { t } = useTranslation("scheduling");
  const { t: ground } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const [hasTried, setTried] = useState(false);
  const [change, { isLoading, error }] = useChangeVisitAddressMutation();
  if (visit.place !== "home_visit") return null;
  const close = () => {
    setTyped(null);
    setTried(false);
  };
  const save = async () => {
    setTried(true);
    const address = (typed ?? "").trim();
    if (address === "") return;
    const outcome = await change({
      appointmentId: visit.id,
      visitAddressIn: { visit_address: address },
    });
    if (outcome.error === undefined) close();
  };
  return (
    <>
      <Button
        label={t(visit.visit_address === null ? "home.add" : "home.change")}
        onPress={() => setTyped(visit.visit_address ?? "")}
      />
      <Sheet
        isOpen={typed !== null}
        title={t("home.title", { name: visit.pet_name })}
        closeLabel={ground("close")}
        onClose={close}
      >
        <AddressField address={typed ?? ""} isPressing={hasTried} onAddress={setTyped} />
        {error === undefined ? null : <ProblemNotice error={error} />}
        <Button voice="primary" label={ground("save")} isBusy={isLoading} onPress={() => void save()} />
      </Sheet>
    </>
  );
}
