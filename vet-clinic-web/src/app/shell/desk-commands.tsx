/** Ctrl K, `?` and `c` on every page of the desk: the palette, the help, and the way to another of one's clinics. */
import { CircleHelp, Languages, Moon, PawPrint, Stethoscope, Sun, type LucideIcon } from "lucide-react";
import { useCallback, useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { chooseLanguage } from "@/i18n/i18n";

import { CommandPalette } from "../desk/command-palette";
import { CommandsContext, type Command } from "../desk/commands";
import { KeyboardHelp } from "../desk/keyboard-help";
import { useShortcuts } from "../desk/shortcuts";
import { useAppDispatch } from "../store";
import { themeChosen } from "../theme";
import { rememberWorkplace, type Workplace } from "../workspace";

const ICON = { "aria-hidden": true, size: 18 } as const;

export type DeskLink = { to: string; label: string; icon: LucideIcon };

export type DeskCommandsProps = {
  clinicId: string;
  places: readonly Workplace[];
  links: readonly DeskLink[];
  children: ReactNode;
};

export function DeskCommands({ clinicId, places, links, children }: DeskCommandsProps) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const dispatch = useAppDispatch();
  const offered = useRef<readonly Command[]>([]);
  const [palette, setPalette] = useState<readonly Command[] | null>(null);
  const [isHelping, setIsHelping] = useState(false);

  const workplaces: Command[] = places
    .filter((place) => place.clinicId !== clinicId)
    .map((place) => ({
      id: `work:${place.clinicId}`,
      label: t("identity.menu.workAt", { clinic: place.clinicName }),
      detail: place.roles.map((role) => t(`identity.roles.${role}`)).join(", "),
      icon: <Stethoscope {...ICON} />,
      perform: () => {
        rememberWorkplace(place.clinicId);
        void navigate(`/desk/${place.clinicId}`);
      },
    }));
  const always: Command[] = [
    ...links.map(({ to, label, icon: Icon }) => ({
      id: to,
      label,
      icon: <Icon {...ICON} />,
      perform: () => void navigate(to),
    })),
    ...workplaces,
    {
      id: "my",
      label: t("identity.menu.myPets"),
      icon: <PawPrint {...ICON} />,
      perform: () => void navigate("/my"),
    },
    {
      id: "light",
      label: t("scheduling.keys.theme", { theme: t("shell.themes.light") }),
      icon: <Sun {...ICON} />,
      perform: () => dispatch(themeChosen("light")),
    },
    {
      id: "dark",
      label: t("scheduling.keys.theme", { theme: t("shell.themes.dark") }),
      icon: <Moon {...ICON} />,
      perform: () => dispatch(themeChosen("dark")),
    },
    {
      id: "language",
      label: i18n.language === "de" ? "English" : "Deutsch",
      icon: <Languages {...ICON} />,
      perform: () => void chooseLanguage(i18n.language === "de" ? "en" : "de"),
    },
    {
      id: "help",
      label: t("scheduling.keys.title"),
      icon: <CircleHelp {...ICON} />,
      perform: () => setIsHelping(true),
    },
  ];
  useShortcuts({
    palette: () => setPalette([...offered.current, ...always]),
    "?": () => setIsHelping(true),
    ...(workplaces.length > 0 && { c: () => setPalette(workplaces) }),
  });
  const offer = useCallback((commands: readonly Command[]) => {
    offered.current = commands;
  }, []);
  const context = useMemo(() => ({ offer, showHelp: () => setIsHelping(true) }), [offer]);
  return (
    <CommandsContext value={context}>
      {children}
      <CommandPalette isOpen={palette !== null} onClose={() => setPalette(null)} commands={palette ?? []} />
      <KeyboardHelp isOpen={isHelping} onClose={() => setIsHelping(false)} />
    </CommandsContext>
  );
}
