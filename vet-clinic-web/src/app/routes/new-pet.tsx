/** A new pet; afterwards back to where it was needed. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";

import { Page, PageTitle } from "@/design/page";
import { showToast } from "@/design/toasts";
import { useRegisterPetMutation } from "@/pets/api";
import { PetForm } from "@/pets/components/pet-form";
import { petInFrom, type PetAnswers } from "@/pets/pet-answers";

import { useTitle } from "../shell/route-focus";

/** Only addresses of this app; the new pet is chosen there. */
function afterwards(then: string | null, petId: string): string {
  if (then === null || !then.startsWith("/") || then.startsWith("//")) return `/my/pets/${petId}`;
  const url = new URL(then, location.origin);
  url.searchParams.set("pet", petId);
  return `${url.pathname}${url.search}`;
}

export default function NewPet() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [register] = useRegisterPetMutation();
  const [problem, setProblem] = useState<unknown>();
  useTitle(t("pets.form.newTitle"));
  const add = async (answers: PetAnswers) => {
    const result = await register({ petIn: petInFrom(answers) });
    setProblem(result.error);
    if (result.data === undefined) return;
    showToast({ tone: "free", message: t("pets.added", { name: result.data.name }) });
    await navigate(afterwards(params.get("then"), result.data.id), { replace: true });
  };
  return (
    <Page width="form">
      <PageTitle title={t("pets.form.newTitle")} lead={t("pets.form.newLead")} />
      <PetForm pet={null} onSubmit={add} problem={problem} />
    </Page>
  );
}
