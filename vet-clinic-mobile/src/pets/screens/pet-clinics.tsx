/** The clinics that see a pet because an owner said so, and the way to end it. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { Button } from "@/design/button";
import { Row } from "@/design/card";
import { Text } from "@/design/text";
import { space } from "@/design/tokens";
import { useMoment } from "@/i18n/use-moment";
import {
  useListPetOwnersQuery,
  useListPetSharesQuery,
  useUnsharePetMutation,
  type Pet,
  type PetShare,
} from "../api";
import { AboutPet, Waiting } from "../components/about-pet";
import { EndingSheet } from "../components/ending-sheet";

interface PetClinicsProps {
  petId: string;
  /** The signed-in person; unknown until it is fetched. */
  myId: string | undefined;
  onBack: () => void;
}

export function PetClinics({ petId, myId, onBack }: PetClinicsProps) {
  const { t } = useTranslation("pets");
  return (
    <AboutPet petId={petId} title={t("shares.title")} onBack={onBack}>
      {(pet) => <Shares pet={pet} myId={myId} />}
    </AboutPet>
  );
}

function Shares({ pet, myId }: { pet: Pet; myId: string | undefined }) {
  const { t } = useTranslation("pets");
  const { day, moment } = useMoment();
  const { data: owners } = useListPetOwnersQuery({ petId: pet.id });
  const { data, error, refetch } = useListPetSharesQuery({ petId: pet.id });
  const [ending, setEnding] = useState<PetShare | null>(null);
  if (data === undefined) return <Waiting error={error} onRetry={refetch} />;
  if (data.items.length === 0) return <Text tone="inkSoft">{t("shares.none", { pet: pet.name })}</Text>;
  const mayManage =
    owners?.items.some(({ person_id: id, access }) => id === myId && access === "manage") ?? false;
  const sinceWords = ({ shared_at, ends_at }: PetShare) =>
    [
      t("shares.since", { day: day(shared_at) }),
      ends_at === null ? null : t("shares.ends", { moment: moment(ends_at) }),
    ]
      .filter(Boolean)
      .join(" · ");
  return (
    <>
      <Text tone="inkSoft">{t("shares.lead", { pet: pet.name })}</Text>
      <View>
        {data.items.map((share) => (
          <Row key={share.clinic_id}>
            <Text strong>{share.clinic_name}</Text>
            <Text size="sm" tone="inkSoft" tabular>
              {sinceWords(share)}
            </Text>
            {mayManage ? (
              <Button
                label={t("shares.end", { clinic: share.clinic_name })}
                onPress={() => setEnding(share)}
                style={{ alignSelf: "flex-start", marginTop: space.sm }}
              />
            ) : null}
          </Row>
        ))}
      </View>
      {ending === null ? null : <Ending pet={pet} share={ending} onClose={() => setEnding(null)} />}
    </>
  );
}

function Ending({ pet, share, onClose }: { pet: Pet; share: PetShare; onClose: () => void }) {
  const { t } = useTranslation("pets");
  const [unshare, { isLoading, error }] = useUnsharePetMutation();
  const words = { clinic: share.clinic_name, pet: pet.name };
  const confirm = async () => {
    const outcome = await unshare({ petId: pet.id, clinicId: share.clinic_id });
    if (outcome.error === undefined) onClose();
  };
  return (
    <EndingSheet
      title={t("shares.end_title", words)}
      detail={t("shares.end_detail", words)}
      confirmLabel={t("shares.end", words)}
      isBusy={isLoading}
      problem={error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    />
  );
}
