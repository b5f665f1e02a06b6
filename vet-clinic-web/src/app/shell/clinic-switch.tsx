/** The name of the clinic one works at; whoever works at several changes between them here, without signing in again. */
import { ChevronsUpDown, Stethoscope } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { Menu, MenuAction, MenuHeading } from "@/design/menu";
import { Kbd } from "@/design/page";

import { rememberWorkplace, type Workplace } from "../workspace";

export type ClinicSwitchProps = { clinicId: string; name: string; places: readonly Workplace[] };

export function ClinicSwitch({ clinicId, name, places }: ClinicSwitchProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const others = places.filter((place) => place.clinicId !== clinicId);
  const title = (
    <span className="line-clamp-2 min-w-0 font-serif text-base leading-tight font-medium hyphens-auto wrap-anywhere lg:line-clamp-4">
      {name}
    </span>
  );
  if (others.length === 0) return title;
  return (
    <Menu
      label={t("identity.menu.switch", { clinic: name })}
      button={
        <span className="flex min-w-0 items-center gap-2 text-left">
          {title}
          <ChevronsUpDown aria-hidden="true" size={16} className="shrink-0 text-on-green-deep-soft" />
        </span>
      }
    >
      <div className="flex items-center justify-between pr-3">
        <MenuHeading>{t("identity.menu.workAs")}</MenuHeading>
        <Kbd>w</Kbd>
      </div>
      {places.map((place) => (
        <MenuAction
          key={place.clinicId}
          icon={<Stethoscope aria-hidden="true" size={18} />}
          detail={place.roles.map((role) => t(`identity.roles.${role}`)).join(", ")}
          isChosen={place.clinicId === clinicId}
          onSelect={() => {
            rememberWorkplace(place.clinicId);
            void navigate(`/desk/${place.clinicId}`);
          }}
        >
          {place.clinicName}
        </MenuAction>
      ))}
    </Menu>
  );
}
