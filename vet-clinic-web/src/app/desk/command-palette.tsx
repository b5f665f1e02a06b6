/** Ctrl K: whatever staff wants next, by typing a part of it. */
import { Combobox, ComboboxInput, ComboboxOption, ComboboxOptions } from "@headlessui/react";
import { Search } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Dialog } from "@/design/dialog";
import { matchesWords } from "@/scheduling/desk/matches-words";

import type { Command } from "./commands";

const SHOWN = 12;

export function CommandPalette({
  isOpen,
  onClose,
  commands,
}: {
  isOpen: boolean;
  onClose: () => void;
  commands: readonly Command[];
}) {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const close = () => {
    setWords("");
    onClose();
  };
  const found = commands.filter(({ label, detail }) => matchesWords(words, label, detail)).slice(0, SHOWN);
  return (
    <Dialog isOpen={isOpen} onClose={close} title={t("scheduling.keys.palette")} hideTitle>
      <Combobox<Command | null>
        value={null}
        onChange={(command) => {
          close();
          command?.perform();
        }}
      >
        <div className="flex items-center gap-3 border-b border-line px-4">
          <Search aria-hidden="true" size={18} className="shrink-0 text-ink-soft" />
          <ComboboxInput
            data-autofocus
            aria-label={t("scheduling.keys.palette")}
            placeholder={t("scheduling.keys.paletteHint")}
            onChange={(event) => setWords(event.target.value)}
            className="min-h-14 w-full bg-transparent text-base placeholder:text-ink-soft focus:outline-none"
          />
        </div>
        <ComboboxOptions static className="max-h-96 overflow-auto p-1">
          {found.map((command) => (
            <ComboboxOption
              key={command.id}
              value={command}
              className="flex min-h-11 cursor-pointer items-center gap-3 rounded-control px-3 py-1.5 text-sm data-focus:bg-green-wash"
            >
              <span className="flex w-8 shrink-0 justify-center text-ink-soft">{command.icon}</span>
              <span className="min-w-0 flex-1">
                <span className="block truncate font-semibold">{command.label}</span>
                {command.detail && (
                  <span className="block truncate text-xs text-ink-soft">{command.detail}</span>
                )}
              </span>
            </ComboboxOption>
          ))}
        </ComboboxOptions>
        {found.length === 0 && (
          <p className="px-4 py-6 text-center text-sm text-ink-soft">{t("scheduling.keys.nothing")}</p>
        )}
      </Combobox>
    </Dialog>
  );
}
