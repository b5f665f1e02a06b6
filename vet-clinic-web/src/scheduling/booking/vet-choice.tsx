/** With a certain vet, or with whoever is free first. */
import { ChevronRight, UsersRound } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { CardLink } from "@/design/card";
import { Avatar } from "@/design/portrait";

export type VetOption = { id: string; name: string; detail: string | null };

function Option({
  to,
  face,
  name,
  detail,
}: {
  to: string;
  face: ReactNode;
  name: string;
  detail: string | null;
}) {
  return (
    <CardLink to={to} className="flex items-center gap-4 p-4">
      {face}
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">{name}</span>
        {detail !== null && <span className="block text-sm text-ink-soft">{detail}</span>}
      </span>
      <ChevronRight aria-hidden="true" size={20} className="shrink-0 text-green" />
    </CardLink>
  );
}

export function VetChoice({
  options,
  linkTo,
}: {
  options: readonly VetOption[];
  linkTo: (veterinarian: string) => string;
}) {
  const { t } = useTranslation();
  return (
    <ul className="flex flex-col gap-3">
      <li>
        <Option
          to={linkTo("any")}
          name={t("scheduling.book.anyVet")}
          detail={t("scheduling.book.anyVetDetail")}
          face={
            <span className="flex size-12 shrink-0 items-center justify-center rounded-full bg-green-wash text-green">
              <UsersRound aria-hidden="true" size={22} />
            </span>
          }
        />
      </li>
      {options.map((option) => (
        <li key={option.id}>
          <Option
            to={linkTo(option.id)}
            name={option.name}
            detail={option.detail}
            face={<Avatar name={option.name} id={option.id} />}
          />
        </li>
      ))}
    </ul>
  );
}
