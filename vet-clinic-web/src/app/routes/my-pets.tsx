/** All my pets. */
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";

import { LinkButton } from "@/design/button";
import { Page, PageTitle } from "@/design/page";
import { PetList } from "@/pets/components/pet-list";

import { useTitle } from "../shell/route-focus";

export default function MyPets() {
  const { t } = useTranslation();
  useTitle(t("pets.title"));
  return (
    <Page>
      <PageTitle
        title={t("pets.title")}
        actions={
          <LinkButton to="/my/pets/new" icon={<Plus aria-hidden="true" size={18} />}>
            {t("pets.add")}
          </LinkButton>
        }
      />
      <PetList />
    </Page>
  );
}
