/** The last question before an account is erased: the e-mail address typed out, so that no thumb does it by accident. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "@/api/problem";
import { ProblemNotice } from "@/api/problem-notice";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { Sheet } from "@/design/sheet";
import { Text } from "@/design/text";
import { useRequestErasureMutation } from "../api";

export function ErasureSheet({ email, onClose }: { email: string; onClose: () => void }) {
  const { t } = useTranslation("identity");
  const { t: ground } = useTranslation();
  const [typed, setTyped] = useState("");
  const [request, { isLoading, error }] = useRequestErasureMutation();
  const isRight = typed.trim().toLowerCase() === email.toLowerCase();
  const clinics = clinicNames(error);
  const ask = async () => {
    const outcome = await request({ erasureIn: { confirm: typed.trim() } });
    if (outcome.error === undefined) onClose();
  };
  return (
    <Sheet isOpen title={t("erasure.confirm_title")} closeLabel={ground("close")} onClose={onClose}>
      <Text>{t("erasure.confirm_text")}</Text>
      <Field
        label={t("erasure.type", { email })}
        value={typed}
        onChangeText={setTyped}
        inputMode="email"
        autoCapitalize="none"
        autoCorrect={false}
        editable={!isLoading}
      />
      {error === undefined ? null : <ProblemNotice error={error} />}
      {clinics.length === 0 ? null : <Text>{t("erasure.blocked_by", { names: clinics.join(", ") })}</Text>}
      <Button
        voice="danger"
        label={t("erasure.ask")}
        isBusy={isLoading}
        isDisabled={!isRight}
        onPress={() => void ask()}
      />
      <Button voice="quiet" label={t("erasure.stay")} isDisabled={isLoading} onPress={onClose} />
    </Sheet>
  );
}

/** The clinics that would be left without anybody to run them, when that is why it was refused. */
function clinicNames(error: unknown): string[] {
  const clinics = isProblem(error) ? error.params.clinics : undefined;
  if (!Array.isArray(clinics)) return [];
  return clinics.flatMap(({ name }: { name?: unknown }) => (typeof name === "string" ? [name] : []));
}
