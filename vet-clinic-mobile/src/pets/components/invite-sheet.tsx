/** Sharing a pet with somebody: their address, and what they may do, in plain words. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PetAccess } from "@/api/generated.gen";
import { ProblemNotice } from "@/api/problem-notice";
import { Button } from "@/design/button";
import { ChoiceGroup, ChoiceRow } from "@/design/choice";
import { Field } from "@/design/field";
import { Sheet } from "@/design/sheet";
import { useInviteCoOwnerMutation, type Pet } from "../api";

interface InviteSheetProps {
  pet: Pet;
  onInvited: (email: string) => void;
  onClose: () => void;
}

const EMAIL = /^\S+@\S+\.\S+$/;
const LONGEST_EMAIL = 254;

export function InviteSheet({ pet, onInvited, onClose }: InviteSheetProps) {
  const { t } = useTranslation("pets");
  const { t: ground } = useTranslation();
  const [email, setEmail] = useState("");
  const [access, setAccess] = useState<PetAccess>("manage");
  const [isWrong, setWrong] = useState(false);
  const [invite, { isLoading, error }] = useInviteCoOwnerMutation();
  const send = async () => {
    const address = email.trim();
    setWrong(!EMAIL.test(address));
    if (!EMAIL.test(address)) return;
    const outcome = await invite({ petId: pet.id, petInvitationIn: { email: address, access } });
    if (outcome.error === undefined) onInvited(address);
  };
  return (
    <Sheet isOpen title={t("owners.invite")} closeLabel={ground("close")} onClose={onClose}>
      <Field
        label={t("owners.email")}
        value={email}
        onChangeText={setEmail}
        error={isWrong ? t("owners.email_wrong") : null}
        inputMode="email"
        autoCapitalize="none"
        autoCorrect={false}
        maxLength={LONGEST_EMAIL}
        editable={!isLoading}
      />
      <ChoiceGroup label={t("owners.access")}>
        {(["manage", "view"] as const).map((value) => (
          <ChoiceRow
            key={value}
            title={t(`owners.${value}`)}
            detail={t(`owners.${value}_means`, { pet: pet.name })}
            isChosen={access === value}
            onChoose={() => setAccess(value)}
          />
        ))}
      </ChoiceGroup>
      {error === undefined ? null : <ProblemNotice error={error} />}
      <Button voice="primary" label={t("owners.send")} isBusy={isLoading} onPress={() => void send()} />
    </Sheet>
  );
}
