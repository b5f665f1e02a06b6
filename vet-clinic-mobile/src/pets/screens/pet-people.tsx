/** The people a pet belongs to: who may manage and who may look; who manages invites others and takes them out again. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { Badge } from "@/design/badge";
import { Button } from "@/design/button";
import { Row } from "@/design/card";
import { Eye, Pencil, Star, UserPlus } from "@/design/icons";
import { Notice } from "@/design/notice";
import { Text } from "@/design/text";
import { space } from "@/design/tokens";
import { useListPetOwnersQuery, useRemovePetOwnerMutation, type Pet, type PetOwner } from "../api";
import { AboutPet, Waiting } from "../components/about-pet";
import { EndingSheet } from "../components/ending-sheet";
import { InviteSheet } from "../components/invite-sheet";

interface PetPeopleProps {
  petId: string;
  /** The signed-in person; unknown until it is fetched. */
  myId: string | undefined;
  /** The person took themself out: there is nothing of this pet left to see. */
  onLeft: () => void;
  onBack: () => void;
}

export function PetPeople({ petId, myId, onLeft, onBack }: PetPeopleProps) {
  const { t } = useTranslation("pets");
  return (
    <AboutPet
      petId={petId}
      title={t("owners.title")}
      lead={(pet) => t("owners.lead", { pet: pet.name })}
      onBack={onBack}
    >
      {(pet) => <Owners pet={pet} myId={myId} onLeft={onLeft} />}
    </AboutPet>
  );
}

function Owners({ pet, myId, onLeft }: { pet: Pet; myId: string | undefined; onLeft: () => void }) {
  const { t } = useTranslation("pets");
  const { data, error, refetch } = useListPetOwnersQuery({ petId: pet.id });
  const [isInviting, setInviting] = useState(false);
  const [invited, setInvited] = useState<string | null>(null);
  const [leaving, setLeaving] = useState<PetOwner | null>(null);
  if (data === undefined) return <Waiting error={error} onRetry={refetch} />;
  const managers = data.items.filter(({ access }) => access === "manage");
  const mayManage = managers.some(({ person_id: id }) => id === myId);
  const isLast = (owner: PetOwner) => owner.access === "manage" && managers.length === 1;
  const mayGo = (owner: PetOwner) => (mayManage || owner.person_id === myId) && !isLast(owner);
  return (
    <>
      {invited === null ? null : <Notice kind="good" title={t("owners.invited", { email: invited })} />}
      <View>
        {data.items.map((owner) => (
          <OwnerRow
            key={owner.person_id}
            owner={owner}
            isMe={owner.person_id === myId}
            onRemove={mayGo(owner) ? () => setLeaving(owner) : null}
          />
        ))}
      </View>
      {mayManage && managers.length === 1 && data.items.length > 1 ? (
        <Text size="sm" tone="inkSoft">
          {t("owners.last_manager", { pet: pet.name })}
        </Text>
      ) : null}
      {mayManage ? (
        <Button icon={UserPlus} label={t("owners.invite")} onPress={() => setInviting(true)} />
      ) : null}
      {isInviting ? (
        <InviteSheet
          pet={pet}
          onInvited={(email) => {
            setInvited(email);
            setInviting(false);
          }}
          onClose={() => setInviting(false)}
        />
      ) : null}
      {leaving === null ? null : (
        <Leaving
          pet={pet}
          owner={leaving}
          isMe={leaving.person_id === myId}
          onGone={() => {
            setLeaving(null);
            if (leaving.person_id === myId) onLeft();
          }}
          onClose={() => setLeaving(null)}
        />
      )}
    </>
  );
}

interface OwnerRowProps {
  owner: PetOwner;
  isMe: boolean;
  onRemove: (() => void) | null;
}

function OwnerRow({ owner, isMe, onRemove }: OwnerRowProps) {
  const { t } = useTranslation("pets");
  return (
    <Row>
      <Text strong>{isMe ? `${owner.name} (${t("owners.you")})` : owner.name}</Text>
      <View style={{ flexDirection: "row", flexWrap: "wrap", gap: space.sm }}>
        {owner.is_primary ? (
          <Badge sign={Star} label={t("owners.primary")} tone="green" wash="greenWash" />
        ) : null}
        {owner.access === "manage" ? (
          <Badge sign={Pencil} label={t("owners.manage")} tone="info" wash="infoWash" />
        ) : (
          <Badge sign={Eye} label={t("owners.view")} tone="taken" wash="takenWash" />
        )}
      </View>
      {onRemove === null ? null : (
        <Button
          label={t("owners.remove", { name: owner.name })}
          onPress={onRemove}
          style={{ alignSelf: "flex-start", marginTop: space.sm }}
        />
      )}
    </Row>
  );
}

interface LeavingProps {
  pet: Pet;
  owner: PetOwner;
  isMe: boolean;
  onGone: () => void;
  onClose: () => void;
}

function Leaving({ pet, owner, isMe, onGone, onClose }: LeavingProps) {
  const { t } = useTranslation("pets");
  const [remove, { isLoading, error }] = useRemovePetOwnerMutation();
  const words = { name: owner.name, pet: pet.name };
  const confirm = async () => {
    const outcome = await remove({ petId: pet.id, personId: owner.person_id });
    if (outcome.error === undefined) onGone();
  };
  return (
    <EndingSheet
      title={isMe ? t("owners.leave_title", words) : t("owners.remove_title", words)}
      detail={isMe ? t("owners.leave_detail", words) : t("owners.remove_detail", words)}
      confirmLabel={t("owners.remove", words)}
      isBusy={isLoading}
      problem={error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    />
  );
}
