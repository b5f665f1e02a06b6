/** Everything about the person at the screen: where they work, how it looks, which language, and the way out. */
import {
  Building2,
  Languages,
  LogOut,
  Mail,
  Monitor,
  Moon,
  PawPrint,
  Settings2,
  SquareActivity,
  Stethoscope,
  Sun,
  UserRound,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import { getConfig } from "@/config/config";
import { Button } from "@/design/button";
import { Menu, MenuAction, MenuHeading } from "@/design/menu";
import { Avatar } from "@/design/portrait";
import { chooseLanguage, LANGUAGES } from "@/i18n/i18n";
import { useMe } from "@/identity/api";
import { useAuth } from "@/identity/auth/auth-context";
import { flushUndo } from "@/undo/undo-queue";

import { useAppDispatch, useAppSelector } from "../store";
import { themeChosen, THEMES } from "../theme";
import { mayWatchJobs, rememberWorkplace, workplacesOf } from "../workspace";

const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

function LookChoices() {
  const { t, i18n } = useTranslation();
  const dispatch = useAppDispatch();
  const theme = useAppSelector((state) => state.theme);
  return (
    <>
      <MenuHeading>{t("shell.theme")}</MenuHeading>
      {THEMES.map((each) => {
        const Icon = THEME_ICONS[each];
        return (
          <MenuAction
            key={each}
            icon={<Icon aria-hidden="true" size={18} />}
            isChosen={each === theme}
            onSelect={() => dispatch(themeChosen(each))}
          >
            {t(`shell.themes.${each}`)}
          </MenuAction>
        );
      })}
      <MenuHeading>{t("shell.language")}</MenuHeading>
      {LANGUAGES.map((each) => (
        <MenuAction
          key={each}
          icon={<Languages aria-hidden="true" size={18} />}
          isChosen={each === i18n.language}
          onSelect={() => void chooseLanguage(each)}
        >
          <span lang={each}>{t(`shell.languages.${each}`)}</span>
        </MenuAction>
      ))}
    </>
  );
}

function Places() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { clinicId } = useParams();
  const { data: me } = useMe();
  const places = workplacesOf(me);
  const go = (to: string, workplace: string | null) => {
    rememberWorkplace(workplace);
    void navigate(to);
  };
  return (
    <>
      {places.length > 0 && <MenuHeading>{t("identity.menu.workAs")}</MenuHeading>}
      {places.map((place) => (
        <MenuAction
          key={place.clinicId}
          icon={<Stethoscope aria-hidden="true" size={18} />}
          detail={place.roles.map((role) => t(`identity.roles.${role}`)).join(", ")}
          isChosen={place.clinicId === clinicId}
          onSelect={() => go(`/desk/${place.clinicId}`, place.clinicId)}
        >
          {place.clinicName}
        </MenuAction>
      ))}
      <MenuAction icon={<PawPrint aria-hidden="true" size={18} />} onSelect={() => go("/my", null)}>
        {t("identity.menu.myPets")}
      </MenuAction>
      {me?.is_system_administrator === true && (
        <MenuAction
          icon={<Building2 aria-hidden="true" size={18} />}
          onSelect={() => void navigate("/platform")}
        >
          {t("identity.menu.platform")}
        </MenuAction>
      )}
      <MenuAction icon={<UserRound aria-hidden="true" size={18} />} onSelect={() => void navigate("/you")}>
        {t("identity.menu.you")}
      </MenuAction>
    </>
  );
}

export function PersonMenu() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const auth = useAuth();
  const { data: me } = useMe();
  const { mailboxUrl, flowerUrl } = getConfig();
  const name = me === undefined ? "" : `${me.given_name} ${me.family_name}`.trim() || me.email;

  if (auth.status !== "signed-in") {
    return (
      <div className="flex items-center gap-1">
        <Menu
          label={t("shell.theme")}
          button={<Settings2 aria-hidden="true" size={20} className="mx-2 text-ink-soft" />}
        >
          <LookChoices />
        </Menu>
        <Button size="small" disabled={auth.status === "loading"} onClick={() => auth.signIn("/welcome")}>
          {t("identity.signIn")}
        </Button>
      </div>
    );
  }
  const signOut = async () => {
    flushUndo();
    await auth.signOut();
    await navigate("/");
  };
  return (
    <Menu
      label={t("identity.menu.open", { name })}
      button={<Avatar name={name} id={me?.id ?? ""} size="small" />}
    >
      <div className="border-b border-line px-3 py-2">
        <p className="truncate font-semibold">{name}</p>
        <p className="truncate text-xs text-ink-soft">{me?.email}</p>
      </div>
      <Places />
      <LookChoices />
      <div className="mt-1 border-t border-line pt-1">
        {flowerUrl !== null && mayWatchJobs(me) && (
          <MenuAction
            icon={<SquareActivity aria-hidden="true" size={18} />}
            onSelect={() => window.open(flowerUrl, "_blank", "noopener")}
          >
            {t("shell.jobs")}
          </MenuAction>
        )}
        {mailboxUrl !== null && (
          <MenuAction
            icon={<Mail aria-hidden="true" size={18} />}
            onSelect={() => window.open(mailboxUrl, "_blank", "noopener")}
          >
            {t("shell.mailbox")}
          </MenuAction>
        )}
        <MenuAction icon={<LogOut aria-hidden="true" size={18} />} onSelect={() => void signOut()}>
          {t("identity.signOut")}
        </MenuAction>
      </div>
    </Menu>
  );
}
