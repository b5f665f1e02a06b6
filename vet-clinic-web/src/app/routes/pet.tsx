/** One pet: what is known and changing it in place, the people and clinics it is shared with, and who opened its file. */
import { ChevronLeft, Pencil } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";

import type { PetOut } from "@/api/generated.gen";
import { ClinicChoice } from "@/clinics/components/clinic-choice";
import { Button, LinkButton, TextLink } from "@/design/button";
import { Page, Section } from "@/design/page";
import { PetPortrait } from "@/design/portrait";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { showToast } from "@/design/toasts";
import { useMe } from "@/identity/api";
import { PetAccessLog } from "@/pets/access/who-saw";
import { useGetPetQuery, useListPetOwnersQuery, useUpdatePetMutation } from "@/pets/api";
import { PetFacts } from "@/pets/components/pet-facts";
import { PetForm } from "@/pets/components/pet-form";
import { OwnerList } from "@/pets/people/owner-list";
import { ShareList } from "@/pets/people/share-list";
import { petPatchFrom, type PetAnswers } from "@/pets/pet-answers";
import { usePetWords } from "@/pets/use-pet-words";

import { useTitle } from "../shell/route-focus";

function Editing({ pet, onDone }: { pet: PetOut; onDone: () => void }) {
  const { t } = useTranslation();
  const [update] = useUpdatePetMutation();
  const [problem, setProblem] = useState<unknown>();
  const save = async (answers: PetAnswers) => {
    const result = await update({
      petId: pet.id,
      petPatch: petPatchFrom(answers, pet),
      "If-Match": `"${pet.version}"`,
    });
    setProblem(result.error);
    if (result.data === undefined) return;
    showToast({ tone: "free", message: t("pets.saved", { name: result.data.name }) });
    onDone();
  };
  return (
    <>
      <PetForm pet={pet} onSubmit={save} problem={problem} />
      <div className="mt-4">
        <Button tone="quiet" onClick={onDone}>
          {t("actions.cancel")}
        </Button>
      </div>
    </>
  );
}

/** Who else has to do with this pet. */
function PetPeople({ pet }: { pet: PetOut }) {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const { data: owners } = useListPetOwnersQuery({ petId: pet.id });
  const mayManage =
    owners?.items.some(({ person_id: id, access }) => id === me?.id && access === "manage") ?? false;
  return (
    <>
      <Section title={t("pets.owners.title")} className="mt-12!">
        <OwnerList pet={pet} myId={me?.id} />
      </Section>
      <Section title={t("pets.shares.title")} className="mt-12!">
        <ShareList
          pet={pet}
          mayManage={mayManage}
          clinicQuestion={(answer) => <ClinicChoice {...answer} />}
        />
      </Section>
      <Section title={t("pets.access.title")} className="mt-12!">
        <PetAccessLog petId={pet.id} pet={pet.name} />
      </Section>
    </>
  );
}

export default function Pet() {
  const { t } = useTranslation();
  const { petId = "" } = useParams();
  const [params, setParams] = useSearchParams();
  const { currentData: pet, error, refetch } = useGetPetQuery({ petId });
  const { line } = usePetWords();
  const isEditing = params.has("edit");
  useTitle(pet?.name);
  return (
    <Page width="form">
      <p className="mb-4 text-sm">
        <TextLink to="/my/pets" className="inline-flex items-center gap-1 no-underline hover:underline">
          <ChevronLeft aria-hidden="true" size={16} />
          {t("pets.title")}
        </TextLink>
      </p>
      {pet === undefined && error !== undefined && <ProblemNotice problem={error} onRetry={refetch} />}
      {pet === undefined && error === undefined && (
        <Loading isPage>
          <SkeletonRows rows={5} />
        </Loading>
      )}
      {pet !== undefined && (
        <>
          <header className="mb-8 flex flex-wrap items-center gap-6">
            <PetPortrait petId={pet.id} species={pet.species} size="huge" />
            <div className="min-w-0">
              <h1 tabIndex={-1} className="font-serif text-2xl font-medium">
                {pet.name}
              </h1>
              <p className="text-ink-soft">{line(pet)}</p>
              {!isEditing && (
                <div className="mt-4 flex flex-wrap gap-3">
                  {pet.deceased_on === null && (
                    <LinkButton to="/clinics" tone="primary">
                      {t("clinics.book")}
                    </LinkButton>
                  )}
                  <Button
                    icon={<Pencil aria-hidden="true" size={16} />}
                    onClick={() => setParams({ edit: "" })}
                  >
                    {t("actions.edit")}
                  </Button>
                </div>
              )}
            </div>
          </header>
          {isEditing ? (
            <Editing key={pet.version} pet={pet} onDone={() => setParams({}, { replace: true })} />
          ) : (
            <>
              <PetFacts pet={pet} />
              <PetPeople pet={pet} />
            </>
          )}
        </>
      )}
    </Page>
  );
}
